/** A token bucket: a burst at once, then so many a second. */

export interface Bucket {
  /** 0: taken. Otherwise nothing was, and so much is there after so many milliseconds. At most the burst can be taken. */
  take(amount?: number): number;
}

export function createBucket(
  { burst, perSecond }: { burst: number; perSecond: number },
  now: () => number = () => performance.now(),
): Bucket {
  let tokens = burst;
  let last = now();
  return {
    take(amount = 1) {
      const at = now();
      tokens = Math.min(burst, tokens + ((at - last) * perSecond) / 1000);
      last = at;
      if (tokens < amount) return Math.max(1, Math.ceil(((amount - tokens) * 1000) / perSecond));
      tokens -= amount;
      return 0;
    },
  };
}
