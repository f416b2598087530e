/** The registers of the stores and the figures of the week, as one would count them by hand from the cases' lives (`docs/reports.md`). */
import type { Evidence } from './evidence.ts';
import { isStaff, managesIt, reads } from './readers.ts';
import { type Life, runs, type Told } from './recount.ts';
import type { Stage } from './stage.ts';
import { type Actor, HOUR_MS, START } from './world.ts';

const REGISTER_MAX = 10;
const ANSWERING = new Set(['resolve', 'decide', 'readout', 'check']);
const REOPENING = new Set(['dispute', 'reopen', 'object']);

const dayIn = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(ms);

/** What stands in a manager's register at a moment. */
function registerOf(actor: Actor, lives: readonly Life[], ms: number): string[] {
  return lives.flatMap((life) => {
    const told = life.at(ms);
    const { case: current } = life;
    if (!told || told.confidential || isStaff(actor) || !managesIt(actor, current.outletId)) return [];
    if (!reads(actor, current, told)) return [];
    const today = dayIn(Date.parse(current.createdAt), actor.zone) === dayIn(ms, actor.zone);
    return told.status !== 'confirmed' || today ? [current.number] : [];
  });
}

export function checkRegisters(evidence: Evidence, lives: readonly Life[]): string[] {
  const found: string[] = [];
  const days = new Map<string, number>();
  for (const { id, at, timer } of evidence.happened.values()) {
    if (timer?.kind !== 'register.send') continue;
    const actor = evidence.actors.get(timer.ids.person ?? '');
    if (!actor) continue;
    const ms = Date.parse(at);
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: actor.zone, hour: '2-digit', minute: '2-digit' }).format(
      ms,
    );
    if (clock !== '09:00') found.push(`register of ${actor.person.name} at ${clock} on their clock`);
    const day = `${actor.person.name} ${dayIn(ms, actor.zone)}`;
    days.set(day, (days.get(day) ?? 0) + 1);
    const rows = evidence.sentBy.get(id) ?? [];
    const wanted = registerOf(actor, lives, ms);
    const got = rows.flatMap(({ message }) => [...new Set(message.text.match(/C-\d+/g))]);
    if (rows.length > 1 || rows.some(({ threadId }) => threadId !== actor.place.id))
      found.push(`register of ${day} went to ${rows.length} places`);
    const all = wanted.length <= REGISTER_MAX;
    const same = all ? got.toSorted().join() === wanted.toSorted().join() : got.length === REGISTER_MAX;
    if (!same || got.some((number) => !wanted.includes(number)))
      found.push(`register of ${day}: ${got.join(' ')}; counted: ${wanted.join(' ')}`);
  }
  for (const [day, count] of days) if (count > 1) found.push(`register of ${day} came ${count} times`);
  for (const manager of evidence.world.managers) {
    const mornings = [...days.keys()].filter((day) => day.startsWith(`${manager.person.name} `)).length;
    if (mornings < evidence.world.days - 1) found.push(`${manager.person.name} had ${mornings} registers`);
  }
  return found;
}

interface Counted {
  life: Life;
  told: Told;
}

const countBy = (keys: readonly (string | null)[]): { key: string; count: number }[] =>
  [
    ...Map.groupBy(
      keys.filter((key) => key !== null),
      (key) => key,
    ),
  ]
    .map(([key, all]) => ({ key, count: all.length }))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));

/** The value below which so many lie: one of the values. */
function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

export async function checkFigures(stage: Stage, lives: readonly Life[]): Promise<string[]> {
  const from = Date.parse(START);
  const to = Date.parse(stage.world.end);
  const now = stage.now();
  const span = { from: START, to: stage.world.end };
  const before = { from: new Date(from - (to - from)).toISOString(), to: START };
  const figures = await stage.store.reads.reports.figures({
    scope: { readerId: null, outletIds: null, asStore: false },
    now,
    period: span,
    before,
    steps: [span],
    weeks: [span],
  });
  const ms = Date.parse(now);
  const known: Counted[] = lives.flatMap((life) => {
    const told = life.at(ms);
    return told && !told.confidential ? [{ life, told }] : [];
  });
  const found: string[] = [];
  const same = (what: string, got: unknown, wanted: unknown): void => {
    if (JSON.stringify(got) !== JSON.stringify(wanted))
      found.push(`${what}: ${JSON.stringify(got)}; counted: ${JSON.stringify(wanted)}`);
  };
  const within = (at: number | null): boolean => at !== null && at >= from && at < to;
  const received = known.filter(({ life }) => within(Date.parse(life.case.createdAt)));
  const by = (kinds: ReadonlySet<string>, also: (told: Told) => boolean = () => true) =>
    known.filter(({ life }) =>
      life.moments.some(({ at, entry, told }) => kinds.has(entry.kind) && within(at) && also(told)),
    ).length;
  const counts = {
    received: received.length,
    // That a suggestion is being studied is no answer yet.
    answered: by(ANSWERING, ({ answered }) => answered !== null),
    closed: known.filter(({ told }) => told.status === 'confirmed' && within(told.closed)).length,
    reopened: by(REOPENING),
  };
  same('counts', figures.counts, counts);
  same('counts before', figures.before, { received: 0, answered: 0, closed: 0, reopened: 0 });
  same('kinds', figures.kinds, countBy(received.map(({ life }) => life.case.kind)));
  const complaints = received.filter(({ life }) => life.case.kind === 'complaint');
  same('causes', figures.causes, countBy(complaints.map(({ life }) => life.case.cause)).slice(0, 10));
  same('stores', figures.outlets, countBy(received.map(({ life }) => life.case.outletId)).slice(0, 10));
  same('intakes', figures.intakes, countBy(received.map(({ life }) => life.case.intake)));
  const outcomes = known.filter(({ told }) => within(told.answered)).map(({ told }) => told.outcome);
  same('outcomes', figures.outcomes, countBy(outcomes));
  const waits = ({ told }: Counted): boolean => told.status === 'assigned' && told.pauses.at(-1)?.until === null;
  const due = known.filter(
    (one) =>
      within(one.told.due) &&
      one.told.due <= ms &&
      !waits(one) &&
      !(one.told.cancelled === 'withdrawn' && (one.told.closed ?? ms) <= one.told.due),
  );
  const kept = due.filter(({ told }) => (told.answered ?? told.closed ?? Number.POSITIVE_INFINITY) <= told.due);
  same('kept', figures.kept, { due: due.length, kept: kept.length });
  for (const [what, at, got] of [
    ['first word', (told: Told) => told.responded, figures.response],
    ['answer', (told: Told) => told.answered, figures.answer],
  ] as const) {
    const took = known.flatMap(({ told }) => (within(at(told)) ? [Math.max(0, (at(told) ?? 0) - told.from)] : []));
    same(what, got, { count: took.length, median: quantile(took, 0.5), p90: quantile(took, 0.9) });
  }
  const closed = known.filter(
    ({ told }) => told.status === 'confirmed' && told.cancelled !== 'withdrawn' && within(told.closed),
  );
  const stars = closed.flatMap(({ told }) => (told.rating === null ? [] : [told.rating]));
  same('rated', [figures.satisfaction.closed, figures.satisfaction.rated], [closed.length, stars.length]);
  const average = stars.length === 0 ? 0 : stars.reduce((sum, one) => sum + one, 0) / stars.length;
  if (Math.abs((figures.satisfaction.average ?? 0) - average) > 1e-9)
    found.push(`stars: ${figures.satisfaction.average}; counted: ${average}`);
  const risk = (what: string, got: number, those: (one: Counted) => boolean): void =>
    same(what, got, known.filter(those).length);
  const { risks } = figures;
  risk('overdue', risks.overdue.count, ({ told }) => runs(told) && told.due < ms);
  risk('urgent', risks.urgent.count, ({ life, told }) => life.case.urgent && told.status !== 'confirmed');
  risk('waiting', risks.waiting.count, (one) => waits(one) && (one.told.pauses.at(-1)?.from ?? ms) < ms - 48 * HOUR_MS);
  risk('reopened', risks.reopened.count, ({ told }) => told.reopened >= 2 && told.status !== 'confirmed');
  return found;
}
