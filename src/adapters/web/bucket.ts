/** A token bucket: a burst at once, then so many a second. */

export interface Bucket {
  /** 0: taken. Otherwise nothing was, and one is there after so many milliseconds. */
  take(): number;
}

export function createBucket(
  { burst, perSecond }: { burst: number; perSecond: number },
  now: () => number = () => performance.now(),
): Bucket {
  let tokens = burst;
  let last = now();
  return {
    take() {
      const at = now();
      tokens = Math.min(burst, tokens + ((at - last) * perSecond) / 1000);
      last = at;
      if (tokens < 1) return Math.max(1, Math.ceil(((1 - tokens) * 1000) / perSecond));
      tokens -= 1;
      return 0;
    },
  };
}
