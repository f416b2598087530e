/** What one address may do, however many sessions it makes: those are free, people and files in the database are not. */
import { type Bucket, createBucket } from './bucket.ts';

export interface Allowance {
  /** Sessions that were not there before. */
  newcomers: Bucket;
  /** Bytes of uploads. */
  bytes: Bucket;
  /** Streams that are open, and uploads that are on their way. */
  streams: number;
  uploads: number;
}

/** Many, since a whole office or everyone behind a proxy can share an address; too few to fill a database unseen. */
const NEWCOMERS = { burst: 1_000, perSecond: 2 };
const BYTES = { burst: 500 * 1024 * 1024, perSecond: 256 * 1024 };
export const ADDRESS_STREAMS_MAX = 2_000;
/** Each takes some times its size in memory. */
export const ADDRESS_UPLOADS_MAX = 16;
/** Those that were here last are remembered. */
const ADDRESSES_MAX = 5_000;

export type Allowances = (address: string | undefined) => Allowance;

export function createAllowances(): Allowances {
  const known = new Map<string, Allowance>();
  return (address) => {
    const network = networkOf(address ?? '');
    const allowance = known.get(network) ?? {
      newcomers: createBucket(NEWCOMERS),
      bytes: createBucket(BYTES),
      streams: 0,
      uploads: 0,
    };
    known.delete(network);
    known.set(network, allowance);
    for (const [oldest, { streams, uploads }] of known) {
      if (known.size <= ADDRESSES_MAX) break;
      if (streams + uploads === 0) known.delete(oldest);
    }
    return allowance;
  };
}

/** Of IPv6 the first half: whoever has one address has all of that network's. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/i, '');
  const [front = '', back] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const [first, last] = [front, back ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = back === undefined ? 0 : 8 - (first?.length ?? 0) - (last?.length ?? 0);
  const groups = [...(first ?? []), ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...(last ?? [])];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
