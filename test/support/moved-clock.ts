/** A host whose clock is wrong: `Date` of this process, as if someone had set it. Monotonic time goes on as it does on such a host. */

const RealDate = Date;

/** By so much more than the real one, from now on; 0 puts it right. */
export function moveClock(byMs: number): void {
  const now = (): number => RealDate.now() + byMs;
  if (byMs === 0) {
    globalThis.Date = RealDate;
    return;
  }
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now()] : args, made),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}
