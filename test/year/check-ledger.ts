/** That nothing is lost and the figures are those that one gets by hand. */
import type { CallCounts } from '../../src/domain/callback-report.ts';
import type { Stage } from '../week/stage.ts';
import { DAY_MS, plusDays } from './calendar.ts';
import type { YearEvidence } from './evidence.ts';
import type { Life, Promised } from './recount.ts';

/** Each case that was answered, delivery and problem has its call; and each call has ended or someone will hear of it. */
export function checkLost(evidence: YearEvidence, lives: readonly Life[]): string[] {
  const problems = evidence.unhandled.map(({ kind, error }) => `an event ${kind} was set aside: ${error}`);
  const { played, cases, caseKinds } = evidence;
  const deliveries = lives.filter(({ row }) => row.kind === 'satisfaction').length;
  if (deliveries !== played.deliveries.size)
    problems.push(`${played.deliveries.size} deliveries have ${deliveries} calls`);
  for (const life of lives) {
    const { row, undecided, inProgress, ended, entries } = life;
    if (row.ended !== (ended !== undefined))
      problems.push(`${row.kind} ${row.id} is ${row.status}, by the journal it is not`);
    if (row.ended || inProgress) continue;
    if (undecided !== (row.status === 'undecided'))
      problems.push(`${row.kind} ${row.id} is ${row.status}, by the journal it is not`);
    if (undecided || evidence.timed.has(row.id)) continue;
    const told = entries.some(
      ({ at, body }) =>
        String(body.told ?? '').includes('escalated') && Date.parse(at) > (life.stands.at(-1)?.until ?? 0),
    );
    if (!told) problems.push(`${row.kind} ${row.id} (${row.status}) is open, and nobody will hear of it`);
  }
  const followUps = lives.filter(({ row }) => row.kind === 'after-complaint' || row.kind === 'after-problem');
  for (const [id, entries] of cases) {
    const about = caseKinds.get(id);
    if (!about || (about.kind !== 'complaint' && !about.finding)) continue;
    const theirs = followUps.filter(({ row }) => row.caseId === id);
    for (const { kind, at, eventId } of entries) {
      if (kind !== 'resolve') continue;
      const planned = theirs.some(({ entries: [first] }) => first?.eventId === eventId);
      const open = theirs.some(
        ({ entries: [first], ended = Number.POSITIVE_INFINITY }) => first && first.at <= at && ended >= Date.parse(at),
      );
      if (!planned && !open) problems.push(`case ${id} was answered ${at}, and nobody will be called`);
    }
  }
  for (const { row, entries } of lives)
    for (const { kind, body, at } of entries)
      if (kind === 'finish' && body.result === 'problem' && !row.caseId && !body.case)
        problems.push(`${row.kind} ${row.id} found a problem ${at}, and there is no case`);
  return problems;
}

const VERDICTS = ['kept', 'late', 'missed', 'moved', 'cancelled', 'open'] as const;

function countsOf(promises: readonly Promised[]): CallCounts {
  const counts = { promises: 0, kept: 0, late: 0, missed: 0, moved: 0, cancelled: 0, open: 0, notReached: 0 };
  for (const { verdict, givenUp } of promises) {
    counts.promises += 1;
    counts[verdict] += 1;
    if (givenUp) counts.notReached += 1;
  }
  return counts;
}

const shown = (counts: CallCounts | undefined): string =>
  counts
    ? ['promises', ...VERDICTS, 'notReached'].map((name) => `${name} ${counts[name as keyof CallCounts]}`).join(', ')
    : 'nothing';

/** By kind, agent and week as the report reads it, and the words of `/report calls` themselves. */
export async function checkFigures(stage: Stage, { world }: YearEvidence, lives: readonly Life[]): Promise<string[]> {
  const problems: string[] = [];
  const all = lives.flatMap(({ promises }) => promises);
  const start = Date.parse(`${world.from}T00:00:00+08:00`);
  // What was promised for later than the year is asked for too, and what was reported when its window was over.
  const [since, to] = [start - 60 * DAY_MS, start + (world.days + 60) * DAY_MS];
  const iso = (at: number): string => new Date(at).toISOString();
  const weeks = Array.from({ length: Math.ceil(world.days / 7) }, (_, n) => ({
    from: iso(start + n * 7 * DAY_MS),
    to: iso(start + (n + 1) * 7 * DAY_MS),
  }));
  const now = stage.now();
  const figures = await stage.store.reads.reports.callFigures({
    scope: { readerId: null, outletIds: null, asStore: false },
    ...{ now, period: { from: iso(since), to: iso(to) }, weeks },
  });
  const compare = (what: string, own: readonly Promised[], theirs: CallCounts | undefined): void => {
    const counts = countsOf(own);
    if (theirs === undefined ? counts.promises > 0 : shown(counts) !== shown(theirs))
      problems.push(`${what}: by hand ${shown(counts)}; the report ${shown(theirs)}`);
    const sum = VERDICTS.reduce((left, verdict) => left + counts[verdict], 0);
    if (sum !== counts.promises) problems.push(`${what}: the verdicts do not add up: ${shown(counts)}`);
  };
  compare('all', all, figures.all);
  for (const [kind, own] of Map.groupBy(all, (one) => one.kind))
    compare(
      kind,
      own,
      figures.kinds.find(({ key }) => key === kind),
    );
  for (const [owner, own] of Map.groupBy(all, ({ ownerId }) => ownerId))
    compare(
      `agent ${owner}`,
      own,
      figures.agents.find(({ key }) => key === owner),
    );
  weeks.forEach(({ from, to: until }, place) => {
    const { kept, late, missed } = countsOf(
      all.filter((one) => one.from >= Date.parse(from) && one.from < Date.parse(until)),
    );
    const week = figures.weeks[place];
    if (week?.kept !== kept || week.late !== late || week.missed !== missed)
      problems.push(`week ${from}: by hand ${kept}, ${late}, ${missed}; the report ${JSON.stringify(week)}`);
  });
  const last = plusDays(world.from, world.days - 1);
  const before = stage.readIn(world.supervisor.place).length;
  await stage.does(world.supervisor, { type: 'command', name: 'report', text: `calls ${world.from} ${last}` });
  const until = start + world.days * DAY_MS;
  const counts = countsOf(all.filter(({ from }) => from >= start && from < until));
  const sent = await stage.rows<{ text: string }>(
    `select message ->> 'text' as text from outbox where thread_id = '${world.supervisor.place.id}' order by seq desc limit 3`,
  );
  const text = [
    ...sent.map((one) => one.text),
    ...stage
      .readIn(world.supervisor.place)
      .slice(before)
      .map(({ message }) => message.text),
  ].flatMap((one) => one.split('\n'));
  const wanted = [counts.promises, ...VERDICTS.map((verdict) => counts[verdict])].join(' ');
  const found = text.some((line) => (line.replaceAll(',', '').match(/\d+/g) ?? []).join(' ') === wanted);
  if (!found && counts.promises > 0)
    problems.push(`/report calls has no line with ${wanted}: ${text.join(' / ').slice(0, 300)}`);
  return problems;
}
