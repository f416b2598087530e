/** When callbacks are planned: within their window, by the calendar, evened out, tried again at other times, and no time promised twice. */

import type { Entry } from '../week/evidence.ts';
import {
  DAY_MS,
  isOffice,
  isQuietThere,
  isWorked,
  LAST_DAY,
  MINUTE_MS,
  partThere,
  plusDays,
  quartersFor,
  SHANGHAI,
  wall,
} from './calendar.ts';
import type { YearEvidence } from './evidence.ts';
import { daysFor, type Life } from './recount.ts';

const HALF_HOUR = 30 * MINUTE_MS;
const iso = (at: number): string => new Date(at).toISOString();

/** What is left of a day for someone, from the next half hour on; undefined where it is less than half an hour. */
function leftOf(
  date: string,
  zone: string,
  now: number,
  { world }: YearEvidence,
): { from: number; until: number } | undefined {
  const earliest = Math.ceil(now / HALF_HOUR) * HALF_HOUR;
  const quarters = quartersFor(date, zone, world.office).filter((at) => at >= earliest);
  const [from, last] = [quarters.at(0), quarters.at(-1)];
  if (from === undefined || last === undefined) return undefined;
  const until = last + 15 * MINUTE_MS;
  return until - from >= HALF_HOUR ? { from, until } : undefined;
}

interface Planned {
  life: Life;
  entry: Entry;
  day0: string;
}

const plansOf = (lives: readonly Life[]): Planned[] =>
  lives.flatMap((life) =>
    life.entries.flatMap((entry) =>
      entry.kind === 'plan' && typeof entry.body.day0 === 'string' ? [{ life, entry, day0: entry.body.day0 }] : [],
    ),
  );

export function checkWindows(evidence: YearEvidence, lives: readonly Life[]): string[] {
  const problems: string[] = [];
  for (const { life, entry, day0 } of plansOf(lives)) {
    const { kind, id } = life.row;
    const now = Date.parse(entry.at);
    const say = (what: string): void => void problems.push(`${kind} ${id} of ${day0}, planned ${entry.at}: ${what}`);
    const { first, last } = daysFor(kind, day0);
    const today = wall(now, SHANGHAI).date;
    const days: string[] = [];
    for (let date = first < today ? today : first; date <= last; date = plusDays(date, 1)) days.push(date);
    const possible = days.filter((date) => leftOf(date, life.zone, now, evidence));
    // A year of which no holidays are known is never guessed at.
    const isKnown = last <= LAST_DAY;
    const [stand] = life.stands;
    if (!isKnown) {
      if (stand && stand.since === now) say('a day was chosen in a year whose holidays are not known');
      continue;
    }
    let after = last < today ? today : plusDays(last, 1);
    const latest = plusDays(after, 14);
    while (possible.length === 0 && after <= latest && !leftOf(after, life.zone, now, evidence))
      after = plusDays(after, 1);
    const expected = possible.length > 0 ? possible : after <= latest && after <= LAST_DAY ? [after] : [];
    if (expected.length === 0) {
      if (stand && stand.since === now) say(`it stands at ${iso(stand.from)}, and they can be called on no day`);
      continue;
    }
    if (!stand || stand.since !== now) {
      say(`no day was found, though ${expected[0]} is possible`);
      continue;
    }
    const date = wall(stand.from, SHANGHAI).date;
    if (!expected.includes(date)) say(`it stands on ${date}, which is none of ${expected.join(', ')}`);
    const window = leftOf(date, life.zone, now, evidence);
    if (window?.from !== stand.from || window.until !== stand.until)
      say(
        `it stands at ${iso(stand.from)}–${iso(stand.until)}, and possible is ${window ? `${iso(window.from)}–${iso(window.until)}` : 'nothing'}`,
      );
  }
  return problems;
}

/** Counted anew: how many stand on each day when one is planned. */
export function checkLoad(evidence: YearEvidence, lives: readonly Life[]): string[] {
  const problems: string[] = [];
  const places = evidence.orderOf;
  const changes = lives.flatMap((life) => life.entries.map((entry) => ({ life, entry })));
  const ordered = changes.toSorted(
    (a, b) =>
      a.entry.at.localeCompare(b.entry.at) || (places.get(a.entry.eventId) ?? 0) - (places.get(b.entry.eventId) ?? 0),
  );
  const dayOf = new Map<string, string>();
  const counts = new Map<string, number>();
  const move = (id: string, date: string | undefined): void => {
    const before = dayOf.get(id);
    if (before) counts.set(before, (counts.get(before) ?? 0) - 1);
    if (date) counts.set(date, (counts.get(date) ?? 0) + 1);
    if (date) dayOf.set(id, date);
    else dayOf.delete(id);
  };
  for (let from = 0; from < ordered.length; ) {
    const event = ordered[from]?.entry.eventId;
    let until = from;
    while (ordered[until]?.entry.eventId === event) until += 1;
    const group = ordered.slice(from, until);
    const plans = group.filter(({ entry }) => entry.kind === 'plan' && entry.body.why === 'free');
    for (const { life, entry } of plans) {
      const now = Date.parse(entry.at);
      const { first, last } = daysFor(life.row.kind, String(entry.body.day0));
      const chosen = wall(String(entry.body.from), SHANGHAI).date;
      for (let date = first; date <= last; date = plusDays(date, 1)) {
        if (date < wall(now, SHANGHAI).date || !leftOf(date, life.zone, now, evidence)) continue;
        const [less, had] = [counts.get(date) ?? 0, counts.get(chosen) ?? 0];
        if (less + plans.length - 1 < had)
          problems.push(
            `${life.row.kind} ${life.row.id} of ${entry.at} stands on ${chosen} with ${had} others, and ${date} had ${less}`,
          );
      }
    }
    for (const { life, entry } of group) {
      const { id } = life.row;
      const { kind, body } = entry;
      if (kind === 'finish' || kind === 'cancel' || kind === 'leave') move(id, undefined);
      else if (kind === 'plan' && 'why' in body && !('begins' in body)) move(id, undefined);
      else if (typeof body.from === 'string' && kind !== 'hand-over') move(id, wall(body.from, SHANGHAI).date);
      else if (kind === 'attempt' && 'undecided' in body) move(id, undefined);
    }
    from = until;
  }
  return problems;
}

/** Nothing before its time, nobody at night, and the times for which it stands are times at which someone can call. */
export function checkTimes(evidence: YearEvidence, lives: readonly Life[]): string[] {
  const problems: string[] = [];
  const { office } = evidence.world;
  for (const life of lives) {
    const { kind, id } = life.row;
    for (const { at } of life.tries) {
      const stand = life.stands.findLast(({ since }) => since < at);
      if (!stand || at < stand.from) problems.push(`${kind} ${id} was begun ${iso(at)}, before its time`);
      if (isQuietThere(at, life.zone)) problems.push(`${kind} ${id} was begun ${iso(at)}, at night in ${life.zone}`);
    }
    for (const { from, until, since } of life.stands) {
      const end = until - MINUTE_MS;
      const isDay = until - from >= 20 * 60 * MINUTE_MS;
      if (!isDay && (!isOffice(from, office) || isQuietThere(from, life.zone)))
        problems.push(`${kind} ${id} (${life.zone}), set ${iso(since)}, begins at ${iso(from)}, when nobody can call`);
      if (!isDay && (!isOffice(end, office) || isQuietThere(end, life.zone)))
        problems.push(`${kind} ${id} (${life.zone}), set ${iso(since)}, ends at ${iso(until)}, when nobody can call`);
      if (!isWorked(wall(from, SHANGHAI).date))
        problems.push(`${kind} ${id}, set ${iso(since)}, is on a day off: ${iso(from)}`);
    }
  }
  return problems;
}

const ATTEMPTS_MAX = 4;
const DAYS_AHEAD = 14;

export function checkRetries(evidence: YearEvidence, lives: readonly Life[]): string[] {
  const problems: string[] = [];
  const { office } = evidence.world;
  for (const { row, tries, zone } of lives) {
    tries.forEach(({ at, noted, outcome, again }, index) => {
      const say = (what: string): void =>
        void problems.push(`${row.kind} ${row.id} (${zone}), attempt ${index + 1} at ${iso(at)}: ${what}`);
      if (outcome === 'reached' || outcome === 'wrong-number' || outcome === 'refused' || index + 1 >= ATTEMPTS_MAX) {
        if (again) say('it is tried again by itself');
        return;
      }
      const today = wall(noted, SHANGHAI).date;
      const quarters: number[] = [];
      for (let date = today; date <= plusDays(today, DAYS_AHEAD) && date <= LAST_DAY; date = plusDays(date, 1))
        quarters.push(...quartersFor(date, zone, office));
      const later = quarters.filter(
        (one) => one >= noted + 2 * 60 * MINUTE_MS && quarters.includes(one + 15 * MINUTE_MS),
      );
      const last = tries[index]?.at ?? at;
      const isOtherDay = (one: number): boolean => wall(one, zone).date > wall(last, zone).date;
      const fit = later.filter((one) => index === 0 || isOtherDay(one));
      const elsewhere = fit.filter((one) => partThere(one, zone) !== partThere(last, zone));
      if (!again) {
        if (elsewhere.length > 0) say('it is not tried again');
        return;
      }
      if (again.from < noted + 2 * 60 * MINUTE_MS) say(`again within two hours, at ${iso(again.from)}`);
      if (index > 0 && !isOtherDay(again.from)) say(`again on the same day, at ${iso(again.from)}`);
      if (elsewhere.length > 0 && partThere(again.from, zone) === partThere(last, zone))
        say(`again in the same part of the day, at ${iso(again.from)}, though ${iso(elsewhere[0] ?? 0)} is possible`);
      const soonest = elsewhere[0];
      if (soonest !== undefined && again.from > soonest + 5 * DAY_MS)
        say(`only at ${iso(again.from)}, though ${iso(soonest)} is possible`);
    });
  }
  return problems;
}

/** What people were promised at one time: no more in any stretch than there is room for. */
export function checkCapacity(evidence: YearEvidence, lives: readonly Life[]): string[] {
  const problems: string[] = [];
  const { capacity } = evidence.world;
  const all = lives.flatMap((life) => life.stands.filter(({ agreed }) => agreed).map((stand) => ({ life, stand })));
  // An automatic one that is confirmed as it is stands for its whole day, and takes no place.
  const short = all
    .filter(({ stand }) => stand.until - stand.from <= 4 * 60 * MINUTE_MS)
    .toSorted((a, b) => a.stand.from - b.stand.from);
  for (const { life, stand } of short) {
    const within = short.filter(
      (other) =>
        other.stand.from >= stand.from &&
        other.stand.until <= stand.until &&
        other.stand.since <= stand.since &&
        other.stand.over > stand.since,
    );
    const room = capacity * Math.ceil((stand.until - stand.from) / HALF_HOUR);
    if (within.length > room)
      problems.push(
        `${within.length} calls are promised within ${iso(stand.from)}–${iso(stand.until)}, the last ${life.row.kind} ${life.row.id} at ${iso(stand.since)}`,
      );
  }
  return problems;
}

/** What people have asked for by date and clock is what was promised, on their own clock. */
export function checkWishes({ played }: YearEvidence, lives: readonly Life[]): string[] {
  return lives.flatMap(({ row, entries, stands }) => {
    const wish = played.wishes.get(row.topic);
    if (!wish || wish.from === 0 || entries[0]?.body.promised !== true) return [];
    const [stand] = stands;
    // What is not free is chosen anew, from what is offered.
    const isOffered = stand !== undefined && stand.from !== wish.from && stand.until - stand.from === HALF_HOUR;
    if (isOffered || stand?.from === wish.from) return [];
    return [`${row.topic}: wished ${iso(wish.from)}, promised ${stand ? iso(stand.from) : 'nothing'}`];
  });
}
