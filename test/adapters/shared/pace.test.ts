import { describe, expect, it } from 'vitest';
import { createPace, type PaceOptions } from '../../../src/adapters/shared/pace.ts';

/** A pace on a clock of its own that moves on by what is waited. */
function aPace(options: PaceOptions) {
  let clock = 1000;
  const pace = createPace({
    ...options,
    now: () => clock,
    pause: async (ms) => {
      clock += ms;
    },
  });
  const waits = async (chat: string): Promise<number> => {
    const before = clock;
    await pace.turn(chat);
    return clock - before;
  };
  return { pace, waits, passes: (ms: number) => (clock += ms) };
}

const once = [{ count: 1, perMs: 1000, burst: 2 }];

describe('the pace of calls', () => {
  it('lets a small burst through and spreads the rest', async () => {
    const { waits } = aPace({ chat: () => once });
    expect([await waits('a'), await waits('a'), await waits('a'), await waits('a')]).toEqual([0, 0, 1000, 1000]);
  });

  it('lets a burst through again after a quiet while', async () => {
    const { waits, passes } = aPace({ chat: () => once });
    for (let call = 0; call < 3; call += 1) await waits('a');
    passes(5000);
    expect([await waits('a'), await waits('a'), await waits('a')]).toEqual([0, 0, 1000]);
  });

  it('slows no chat for another one', async () => {
    const { waits } = aPace({ chat: () => once });
    for (let call = 0; call < 3; call += 1) await waits('a');
    expect(await waits('b')).toBe(0);
  });

  it('keeps all chats together within the overall rate', async () => {
    const { waits } = aPace({ overall: [{ count: 2, perMs: 1000 }] });
    expect([await waits('a'), await waits('b'), await waits('c'), await waits('d')]).toEqual([0, 0, 1000, 0]);
  });

  it('keeps every rate of a chat', async () => {
    const rates = [
      { count: 1, perMs: 100 },
      { count: 3, perMs: 6000 },
    ];
    const { waits } = aPace({ chat: () => rates, patienceMs: 6000 });
    expect([await waits('a'), await waits('a'), await waits('a'), await waits('a')]).toEqual([0, 100, 100, 5800]);
  });

  it('never has more calls in any such time than the rate says', async () => {
    const { waits, passes } = aPace({ chat: () => [{ count: 20, perMs: 60_000 }], patienceMs: 60_000 });
    for (let call = 0; call < 20; call += 1) {
      expect(await waits('a')).toBe(0);
      passes(1000);
    }
    expect(await waits('a')).toBe(40_000);
    expect(await waits('a')).toBe(1000);
  });

  it('keeps no place of the overall rate for a chat that waits for its own turn', async () => {
    let clock = 1000;
    const gates: (() => void)[] = [];
    const pace = createPace({
      overall: [{ count: 1, perMs: 1000 }],
      chat: (chat) => (chat === 'slow' ? [{ count: 1, perMs: 2500 }] : []),
      now: () => clock,
      pause: async () => await new Promise((resolve) => gates.push(() => resolve())),
    });
    await pace.turn('slow');
    clock += 1000;
    const waiting = pace.turn('slow');
    // Would hang if the place of the slow one, which is due later, came first.
    await pace.turn('quick');
    expect(gates).toHaveLength(1);
    clock += 2500;
    gates[0]?.();
    await waiting;
  });

  it('refuses a turn that is too far away, without using it up', async () => {
    const { pace, waits } = aPace({ chat: () => [{ count: 1, perMs: 5000 }], patienceMs: 3000 });
    await waits('a');
    await expect(pace.turn('a')).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 5000 });
    await expect(pace.turn('a')).rejects.toMatchObject({ retryAfterMs: 5000 });
  });

  it('waits as long as the platform says, in that chat only', async () => {
    const { pace, waits } = aPace({ patienceMs: 10_000 });
    pace.hold(7000, 'a');
    expect(await waits('b')).toBe(0);
    expect(await waits('a')).toBe(7000);
  });

  it('waits everywhere when the platform means everyone', async () => {
    const { pace, waits } = aPace({});
    pace.hold(2000);
    expect(await waits('a')).toBe(2000);
  });

  it('gives turns in the order in which they are asked for', async () => {
    const order: string[] = [];
    const pace = createPace({ chat: () => [{ count: 1, perMs: 5 }] });
    await Promise.all(
      ['first', 'second', 'third'].map(async (name) => order.push(await pace.turn('a').then(() => name))),
    );
    expect(order).toEqual(['first', 'second', 'third']);
  });
});
