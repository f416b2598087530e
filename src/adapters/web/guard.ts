/** Who may speak to the page's server at all: browsers that opened this very page, under a name that is this machine's. */
import { isIP } from 'node:net';

/** `localhost`, and everything below it, is this machine; so is 127.0.0.0/8 and ::1. */
export function isLoopback(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** The name in a `Host` header, without port and brackets; undefined when it is no such header. */
export function hostName(header: string | undefined): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::\d{1,5})?$/i.exec(header ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase().replace(/\.$/, '');
}

/**
 * A foreign site can have its own name lead here and would then count as the same origin, so names that are not ours are refused.
 * An address can't be made to lead anywhere else: where the server listens beyond this machine, addresses will do.
 */
export function isOwnHost(header: string | undefined, listensOn: string): boolean {
  const name = hostName(header);
  if (name === undefined) return false;
  if (isLoopback(name) || name === listensOn.toLowerCase()) return true;
  return !isLoopback(listensOn.toLowerCase()) && isIP(name) > 0;
}

/** Another site asks, also another port of this machine. Browsers say so; what is opened by hand is `none`. */
export const isForeignSite = (site: string | undefined): boolean =>
  site !== undefined && site !== 'same-origin' && site !== 'none';

/** A mutation must come from the page itself. Browsers say where a POST comes from; whoever does not is not a browser with our page. */
export function isSameOrigin(headers: {
  origin: string | undefined;
  host: string | undefined;
  site: string | undefined;
}): boolean {
  if (headers.site !== undefined && headers.site !== 'same-origin') return false;
  if (headers.origin === undefined || headers.host === undefined) return false;
  try {
    // TLS may end in front of this server, so the scheme is not compared.
    const origin = new URL(headers.origin);
    return /^https?:$/.test(origin.protocol) && origin.host === new URL(`${origin.protocol}//${headers.host}`).host;
  } catch {
    return false;
  }
}
