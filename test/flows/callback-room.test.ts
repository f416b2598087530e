/** Room for callbacks: whatever was promised, moved and taken back can be kept by as many agents as there are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CALLBACK_RULES, type Window } from '../../src/domain/callback-rules.ts';
import { type Place, SLOT_MS, slotsOf, type TakenPlaces } from '../../src/domain/callback-slots.ts';
import { roomFor } from '../../src/flows/callbacks/callback-times.ts';

/** Monday, ten in the morning in Shanghai. */
const NOW = Date.parse('2026-03-16T02:00:00.000Z');
const ZONE = 'Asia/Shanghai';
const PEOPLE = 40;

interface Promised {
  window: Window;
  place: Place;
}

function agency(capacity: number) {
  const promises = new Map<number, Promised>();
  const slotsTaken = async (from: string, until: string, moving?: string): Promise<TakenPlaces> => {
    const taken: Record<string, number[]> = {};
    for (const [id, { place }] of promises)
      if (place.slot >= from && place.slot < until && String(id) !== moving)
        taken[place.slot] = [...(taken[place.slot] ?? []), place.place];
    return taken;
  };
  const context = { now: new Date(NOW).toISOString(), reads: { slotsTaken }, callRules: rulesFor(capacity) };
  return {
    promises,
    async ask(id: number, wish: Window) {
      const room = await roomFor(wish, context, promises.has(id) ? String(id) : undefined);
      if (room.window) promises.set(id, { window: room.window, place: room.place });
      return room;
    },
  };
}

const rulesFor = (capacity: number) => ({ ...DEFAULT_CALLBACK_RULES, capacity });

/** From `slot` half hours after now, so many half hours long; they need not begin with a slot. */
const windowAt = (slot: number, slots: number, minutes = 0): Window => ({
  from: new Date(NOW + slot * SLOT_MS + minutes * 60_000).toISOString(),
  until: new Date(NOW + (slot + slots) * SLOT_MS + minutes * 60_000).toISOString(),
  zone: ZONE,
});

/** By augmenting paths, knowing only the windows: whether each can be called in a slot of theirs, so many a slot. */
function canAllBeKept(windows: readonly Window[], capacity: number): boolean {
  const calls = new Map<string, number[]>();
  const open = windows.map((window) => slotsOf(window));
  const seat = (one: number, seen: Set<string>): boolean =>
    (open[one] ?? []).some((slot) => {
      if (seen.has(slot)) return false;
      seen.add(slot);
      const there = calls.get(slot) ?? [];
      const left = there.length < capacity ? [...there] : there.filter((other) => !seat(other, seen));
      if (left.length >= capacity) return false;
      calls.set(slot, [...left, one]);
      return true;
    });
  return windows.every((_, one) => seat(one, new Set()));
}

const wish = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom(1, 1, 2, 8, 16, 300), fc.constantFrom(0, 0, 10))
  .map(([slot, slots, minutes]) => windowAt(slot, slots, minutes));
const act = fc.record({ id: fc.integer({ min: 0, max: PEOPLE }), wish, drops: fc.integer({ max: 5, min: 0 }) });
const rush = fc.array(act, { minLength: 30, maxLength: 120 });

describe('room for callbacks', () => {
  it('is never promised to more people than can be called, however wide their windows are', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), rush, async (capacity, acts) => {
        const { promises, ask } = agency(capacity);
        for (const { id, wish: one, drops } of acts) {
          if (drops === 0) promises.delete(id);
          else if ((await ask(id, one)).reason) refused += 1;
        }
        const kept = [...promises.values()];
        expect(new Set(kept.map(({ place }) => `${place.slot} ${place.place}`)).size).toBe(kept.length);
        for (const { window, place } of kept) {
          expect(slotsOf(window)).toContain(place.slot);
          expect(place.place).toBeLessThan(capacity);
        }
        expect(
          canAllBeKept(
            kept.map(({ window }) => window),
            capacity,
          ),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(refused).toBeGreaterThan(50);
  });

  it('is never taken by the one who moves within it', async () => {
    const { ask } = agency(1);
    await ask(1, windowAt(8, 1));
    expect((await ask(1, windowAt(8, 1))).reason).toBeUndefined();
    expect((await ask(1, windowAt(8, 1, 10))).reason).toBeUndefined();
    expect((await ask(2, windowAt(9, 1))).reason).toEqual({ why: 'full' });
  });

  it('of a stretch is taken at its end, so that whoever names its beginning finds it free', async () => {
    const { ask } = agency(1);
    await ask(1, windowAt(8, 4));
    expect((await ask(2, windowAt(8, 1))).reason).toBeUndefined();
  });

  it('of several days is on the first with room', async () => {
    const { ask, promises } = agency(1);
    await ask(1, windowAt(0, 5 * 48));
    expect(promises.get(1)?.window.until.slice(0, 10)).toBe('2026-03-16');
  });

  it.each([
    // In London they sleep until ten on a Saturday; that one is a working day in China.
    ['Europe/London', '2026-10-10T08:00:00Z', '2026-10-10T10:00:00Z', '2026-10-10T09:00', '2026-10-10T10:00'],
    // From eight to eleven at night.
    [ZONE, '2026-03-17T00:00:00Z', '2026-03-17T15:00:00Z', '2026-03-17T01:00', '2026-03-17T10:00'],
    // Ten minutes before it closes.
    [ZONE, '2026-03-17T09:50:00Z', '2026-03-17T10:20:00Z', '2026-03-17T09:50', '2026-03-17T10:20'],
  ])('in %s from %s to %s is promised for when someone can call', async (zone, from, until, begins, ends) => {
    const { ask } = agency(1);
    const { window } = await ask(1, { from, until, zone });
    expect(window).toEqual({ from: `${begins}:00.000Z`, until: `${ends}:00.000Z`, zone });
  });
});
