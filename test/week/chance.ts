/** Chance by a seed, so that a week can be lived through again. */

export interface Chance {
  /** From 0 to 1. */
  (): number;
  pick<T>(all: readonly T[]): T;
  /** True so often. */
  often(share: number): boolean;
  /** Exponential, with that mean: the gap of what comes at random. */
  gap(mean: number): number;
  between(from: number, to: number): number;
}

/** mulberry32: small, and good enough for what people do. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return Object.assign(next, {
    pick: <T>(all: readonly T[]): T => {
      const one = all[Math.floor(next() * all.length)];
      if (one === undefined) throw new Error('nothing to choose from');
      return one;
    },
    often: (share: number) => next() < share,
    gap: (mean: number) => -Math.log(1 - next()) * mean,
    between: (from: number, to: number) => from + next() * (to - from),
  });
}
