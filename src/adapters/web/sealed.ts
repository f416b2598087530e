/** Values that a browser keeps for this installation: readable to it, but of no use when it changes them. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Seal {
  /** `use` keeps what is sealed for one purpose from being taken for another. */
  seal(use: string, value: string): string;
  /** undefined: not made here, or not for this use. */
  open(use: string, sealed: string): string | undefined;
}

export function createSeal(secret: string): Seal {
  const tagOf = (use: string, value: string): Buffer =>
    createHmac('sha256', secret).update(`${use.length}:${use}:${value}`).digest();
  return {
    seal: (use, value) => `${value}.${tagOf(use, value).toString('base64url')}`,
    open(use, sealed) {
      const end = sealed.lastIndexOf('.');
      if (end < 0) return undefined;
      const value = sealed.slice(0, end);
      const tag = Buffer.from(sealed.slice(end + 1), 'base64url');
      const right = tagOf(use, value);
      return tag.length === right.length && timingSafeEqual(tag, right) ? value : undefined;
    },
  };
}
