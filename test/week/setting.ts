/** The deadlines of the week as headquarters would write them on a card, and the hours that count; reckoned without the rules of `src`. */
import { HOUR_MS } from './world.ts';

export interface Rule {
  answer: number;
  warn: number;
  step: number;
  respond: number | null;
  business: boolean;
}

export type Pauses = readonly { from: number; until: number | null }[];

const DAY_MS = 24 * HOUR_MS;

/** The setting of the week, as headquarters would write it on a card. */
export function ruleOf(kind: string, severity: string): Rule {
  const rule = (answer: number, warn: number, step: number, respond: number | null = null, business = false): Rule => ({
    answer: answer * HOUR_MS,
    warn: warn * HOUR_MS,
    step: step * HOUR_MS,
    respond: respond === null ? null : respond * HOUR_MS,
    business,
  });
  if (severity === 'critical') return rule(6, 2, 1, 1);
  switch (kind) {
    case 'service':
      return rule(9, 2, 2, 2, true);
    case 'complaint':
      return rule(24, 4, 2, 4);
    case 'consultation':
      return rule(8, 2, 2);
    case 'dispute':
      return rule(72, 12, 6);
    case 'praise':
      return rule(168, 0, 2);
    case 'suggestion':
      return rule(720, 72, 72);
    default:
      return rule(24, 4, 2);
  }
}

const SHANGHAI_MS = 8 * HOUR_MS;
const OPEN = [
  [9, 12],
  [13, 18],
] as const;

/** Stretches of business time from then on: weekdays of a week without holidays, on Shanghai's clock. */
function* openFrom(from: number): Generator<[number, number]> {
  const first = Math.floor((from + SHANGHAI_MS) / DAY_MS);
  for (let day = first; ; day += 1) {
    // The first of January 1970 was a Thursday.
    if ((day + 3) % 7 > 4) continue;
    for (const [opens, closes] of OPEN) {
      const start = day * DAY_MS - SHANGHAI_MS;
      if (start + closes * HOUR_MS > from) yield [Math.max(from, start + opens * HOUR_MS), start + closes * HOUR_MS];
    }
  }
}

/** When so much of the time has passed; undefined while it stands still. */
export function after(from: number, ms: number, business: boolean, pauses: Pauses): number | undefined {
  const stretches: Iterable<[number, number]> = business ? openFrom(from) : [[from, Number.POSITIVE_INFINITY]];
  let left = ms;
  for (const [opens, closes] of stretches) {
    let at = opens;
    for (const pause of pauses) {
      if ((pause.until ?? Number.POSITIVE_INFINITY) <= at || pause.from >= closes) continue;
      const worked = Math.max(0, pause.from - at);
      if (left <= worked) return at + left;
      left -= worked;
      if (pause.until === null) return undefined;
      at = Math.max(at, pause.until);
    }
    if (at >= closes) continue;
    if (left <= closes - at) return at + left;
    left -= closes - at;
  }
  return undefined;
}
