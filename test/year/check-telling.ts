/** What is told: each reminder at its local time and once, one message after a standstill, nothing stale, nothing at night, no raw keys. */

import type { Message } from '../../src/core/message.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { HOUR_MS, isQuietThere, MINUTE_MS, momentThere, plusDays, wall } from './calendar.ts';
import type { Seen, YearEvidence } from './evidence.ts';
import { type Life, ownerAt, type Stand } from './recount.ts';

const iso = (at: number): string => new Date(at).toISOString();
/** Of timers that come due at one moment each takes a moment. */
const SLACK = MINUTE_MS;
const SOON = 15 * MINUTE_MS;
const GRACE = 15 * MINUTE_MS;
const EVENING = 19 * 60;
/** A list has buttons for so many. */
const LISTED = 10;

/** Two hours before, or the evening before where that is at night. */
function announceAt({ from, zone }: Stand): number {
  const shortly = from - 2 * HOUR_MS;
  return isQuietThere(shortly, zone) ? momentThere(plusDays(wall(from, zone).date, -1), EVENING, zone) : shortly;
}

/** When something that is due then can be told: not while the program is down, and people not at night. */
function toldAt(due: number, zone: string | null, { world }: YearEvidence): number {
  const down = world.downtimes.find(({ from, until }) => from < due && due < until);
  let at = down ? down.until : due;
  if (zone !== null) while (isQuietThere(at, zone)) at = Math.floor(at / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  return at;
}

const told = (evidence: YearEvidence, life: Life, what: string) =>
  life.entries.flatMap(({ at, eventId, body }) => {
    const kinds = typeof body.told === 'string' ? body.told.split(' ') : [];
    return kinds.includes(what) ? [{ at: Date.parse(at), seen: evidence.seenBy.get(eventId) ?? [], kinds }] : [];
  });

export function checkReminders(
  evidence: YearEvidence,
  lives: readonly Life[],
): { problems: string[]; counts: Record<string, number> } {
  const problems: string[] = [];
  const counts = { announce: 0, soon: 0, now: 0, missed: 0, unstarted: 0 };
  const { supervisor } = evidence.world;
  const end = Date.parse(evidence.world.end);
  for (const life of lives) {
    const person = evidence.people.get(life.row.personId);
    for (const stand of life.stands) {
      const { from, until, since, over, zone } = stand;
      const say = (what: string): void =>
        void problems.push(`${life.row.kind} ${life.row.id} (${zone}), set ${iso(since)} for ${iso(from)}: ${what}`);
      const expect = (what: keyof typeof counts, due: number, stale: number, of: string | null): void => {
        const at = toldAt(due, of, evidence);
        const mine = told(evidence, life, what).filter((one) => one.at > since && one.at <= over);
        const messages = mine.flatMap((one) => one.seen.filter((seen) => isFor(seen, one.at)));
        function isFor({ read, about }: Seen, when: number): boolean {
          if (what === 'announce' || what === 'missed')
            return person !== undefined && read.threadId === person.place.id && about.has(life.row.id);
          if (what === 'unstarted')
            return read.threadId === supervisor.place.id && (about.has(life.row.id) || about.size >= LISTED);
          const owner = evidence.people.get(ownerAt(life, when) ?? '');
          const isPlace = owner ? read.threadId === owner.place.id : read.threadId === evidence.deskId;
          return isPlace && (about.has(life.row.id) || about.size >= LISTED);
        }
        if (mine.length > 1) say(`${what} is told ${mine.length} times: ${mine.map((one) => iso(one.at)).join(', ')}`);
        const isDue = since < due && at < stale && at + SLACK < over && at < end;
        // Whoever takes over is told so by that.
        const given =
          (what === 'soon' || what === 'now') &&
          life.owners.some((one) => one.since >= due && one.since <= at + SLACK && one.since > since);
        for (const one of mine) {
          const sent = one.seen.some((seen) => isFor(seen, one.at) && seen.event?.timer?.kind === 'call.remind');
          if (sent && one.at < due) say(`${what} is told ${iso(one.at)}, before ${iso(due)}`);
          if (sent && one.at >= stale && one.kinds.length === 1)
            say(`${what} is told ${iso(one.at)}, when it is stale`);
        }
        if (!isDue || given) return;
        const [first] = mine;
        if (!first) {
          say(`${what} is not told at ${iso(at)}`);
          return;
        }
        counts[what] += 1;
        if (Math.abs(first.at - at) > SLACK) say(`${what} is told ${iso(first.at)}, not ${iso(at)}`);
        else if (messages.length === 0 && ((what !== 'announce' && what !== 'missed') || person))
          say(`${what}: nobody has a message at ${iso(first.at)}`);
      };
      expect('announce', announceAt(stand), from, zone);
      expect('soon', from - SOON, from, null);
      expect('now', from, until, null);
      if (stand.agreed) expect('missed', until + GRACE, Number.POSITIVE_INFINITY, zone);
      expect('unstarted', until + GRACE, Number.POSITIVE_INFINITY, null);
    }
  }
  return { problems, counts };
}

/** After a standstill everyone has one message about all that was missed. */
export function checkStandstills(evidence: YearEvidence): string[] {
  const problems: string[] = [];
  for (const { from, until } of evidence.world.downtimes) {
    const then = evidence.seen.filter(
      ({ read, event }) =>
        Date.parse(read.at) === until && event?.timer?.kind === 'call.remind' && evidence.readers.has(read.threadId),
    );
    for (const [place, all] of Map.groupBy(then, ({ read }) => read.threadId)) {
      if (all.length > 1) {
        const texts = all.map(({ read }) => read.message.text.slice(0, 90)).join(' | ');
        problems.push(
          `after ${iso(from)}–${iso(until)} ${evidence.readers.get(place)?.author.userId} has ${all.length} messages: ${texts}`,
        );
      }
    }
  }
  return problems;
}

/** What comes by itself is not about what is over, and nobody is woken by it. */
export function checkQuiet(evidence: YearEvidence, lives: readonly Life[]): string[] {
  const problems: string[] = [];
  const byId = new Map(lives.map((life) => [life.row.id, life]));
  const customers = new Set(evidence.world.franchisees.map(({ place }) => place.id));
  for (const { read, event, about } of evidence.seen) {
    const kind = event?.timer?.kind ?? '';
    const reader = evidence.readers.get(read.threadId);
    if (!reader || !customers.has(read.threadId) || !kind.startsWith('call.')) continue;
    const short = read.message.text.slice(0, 90);
    if (isQuietThere(read.at, reader.zone))
      problems.push(`${reader.author.userId} (${reader.zone}) is written to at ${read.at}: ${short}`);
    if (kind !== 'call.planned') continue;
    for (const id of about) {
      const at = Date.parse(read.at);
      const stand = byId.get(id)?.stands.findLast(({ since }) => since <= at);
      if (stand && stand.until <= at)
        problems.push(
          `${reader.author.userId} hears at ${read.at} of a time that was over at ${iso(stand.until)}: ${short}`,
        );
    }
  }
  return problems;
}

const KEYS = new Set(Object.keys(CATALOGUES.en));

function wordsOf({ text, facts = [], buttons = [] }: Message): string[] {
  return [text, ...facts.flatMap(({ label, value }) => [label, value]), ...buttons.map(({ label }) => label)];
}

export function checkTexts(evidence: YearEvidence): string[] {
  const problems: string[] = [];
  for (const { read } of evidence.seen)
    for (const words of wordsOf(read.message)) {
      const keys = words.match(/[a-z][a-z-]*(?:\.[a-z-]+)+/g)?.filter((one) => KEYS.has(one)) ?? [];
      if (keys.length > 0 || /undefined|NaN|\[object|Invalid|[{}]/.test(words))
        problems.push(`${read.at}: ${words.slice(0, 120)}`);
    }
  return problems;
}
