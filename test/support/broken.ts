/** Payloads with something wrong in them, for what must hold whatever a platform sends. */
import fc from 'fast-check';

type Json = Record<string, unknown>;

/** One of the samples with one to four of its values replaced by anything, or left out. */
export const broken = (samples: readonly Json[]): fc.Arbitrary<Json> =>
  fc
    .tuple(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(), fc.oneof(fc.constant(undefined), odd)), { minLength: 1, maxLength: 4 }),
    )
    .map(([sample, changes]) => {
      const copy = structuredClone(sample);
      for (const [which, value] of changes) {
        const places = placesIn(copy);
        const place = places[which % places.length];
        if (!place) continue;
        if (value === undefined) Reflect.deleteProperty(place.of, place.key);
        else Reflect.set(place.of, place.key, structuredClone(value));
      }
      return copy;
    });

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, '', [], {}, -1, 0.5, 1e300, '\ud800', 'a\0b', '__proto__', [null], [[]], { toString: 1 }, true),
);

/** Everywhere that a value stands. */
function placesIn(value: unknown): { of: object; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [{ of: value, key }, ...placesIn(Reflect.get(value, key))]);
}
