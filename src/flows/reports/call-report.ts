/** `/report calls`: what became of the promises of callbacks, by kind, and by agent for those who lead them; and one's own. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import {
  CALL_VERDICTS,
  type CallCounts,
  type CallFigures,
  type CallFindings,
  keptShare,
  starsOf,
  type YesNo,
} from '../../domain/callback-report.ts';
import { type Period, weeksUpTo } from '../../domain/periods.ts';
import { grantsOf, type Person } from '../../domain/person.ts';
import { CSV_CASES_MAX, KEPT_WEEKS, reportScope, starsText } from '../../domain/report.ts';
import { may } from '../../domain/rights.ts';
import { phrase } from '../../locales/catalogue.ts';
import { orderCallCharts } from './report-charts.ts';
import { attached, orderTable } from './report-files.ts';
import { daysText, itemsText } from './report-message.ts';

const AGENTS_MAX = 10;
/** The words below a bar. */
const NAME_MAX = 40;
const BLANK = verbatim('');

export async function callReport(person: Person, period: Period, context: Context): Promise<Outcome> {
  const { now, reads } = context;
  const language = person.language ?? context.language;
  const scope = reportScope(person, await reads.outlets());
  const weeks = weeksUpTo(period, KEPT_WEEKS);
  const [figures, findings] = await Promise.all([
    reads.reports.callFigures({ scope, now, period, weeks }),
    reads.reports.callFindings({ scope, period }),
  ]);
  const { regions } = grantsOf(person);
  const title: Text[] = [
    say('report.calls', { days: daysText(period) }),
    ...(scope.outletIds === null ? [] : [say('report.regions', { regions: { list: regions.map(verbatim) } })]),
  ];
  if (figures.all.promises + findings.calls === 0)
    return atOnce({ text: { lines: [...title, say('report.calls.none')] } });
  // How someone works is nobody's business where all their colleagues read.
  const leads = may(person, 'report.agents');
  const agents = leads && !context.shared ? await named(firstOf(figures.agents), language, context) : [];
  const charts = orderCallCharts(figures.weeks, agents, { period, weeks, language, findings }, context);
  const name = `${phrase(language, 'report.file.promises')} ${period.first} ${period.last}.csv`;
  const source = {
    ...{ type: 'calls', reader: person.id, agents: leads && !context.shared, now },
    ...{ from: period.from, to: period.to, zone: period.zone, language },
  };
  const table = orderTable(name, source, person, context);
  const more = figures.agents.length - agents.length;
  const lines: Text[] = [
    ...title,
    ...countsText(figures.all),
    ...(figures.kinds.length > 0 ? [BLANK, say('report.calls.kinds'), ...figures.kinds.map(kindText)] : []),
    ...foundText(findings),
    ...(agents.length > 0 ? [BLANK, say('report.calls.agents'), ...agents.map(agentText)] : []),
    ...(agents.length > 0 && more > 0 ? [say('report.calls.more', { count: more })] : []),
    ...(leads && context.shared ? [BLANK, say('report.calls.private')] : []),
    BLANK,
    tableText(figures.all),
  ];
  const attachments = [...charts.attachments, ...table.attachments];
  const reply: Reply = { text: { lines }, ...attached({ effects: [], attachments }) };
  return { replies: [reply], effects: [...charts.effects, ...table.effects] };
}

/** For `/report mine`: nothing for whoever has none. */
export async function ownCallsText(person: Person, period: Period, { now, reads }: Context): Promise<Text[]> {
  const scope = { readerId: person.id, outletIds: null, asStore: false };
  const { all } = await reads.reports.callFigures({ scope, now, period, weeks: [], ownerId: person.id });
  return all.promises === 0 ? [] : [BLANK, say('report.calls.mine'), ...countsText(all)];
}

/** All verdicts, since they add up. */
function countsText(counts: CallCounts): Text[] {
  const share = keptShare(counts);
  const due = counts.kept + counts.late + counts.missed;
  return [
    say('report.calls.counts', { count: counts.promises, items: verdictsText(counts, CALL_VERDICTS) }),
    share === undefined ? say('report.calls.none-due') : say('report.calls.share', { ...counts, due, percent: share }),
    ...(counts.notReached > 0 ? [say('report.calls.not-reached', { count: counts.notReached })] : []),
  ];
}

const verdictsText = (counts: CallCounts, verdicts: readonly (typeof CALL_VERDICTS)[number][]): Text =>
  itemsText(
    verdicts.map((verdict) =>
      say('report.calls.item', { name: say(`report.verdict.${verdict}`), count: counts[verdict] }),
    ),
  );

/** Only what there was. */
function kindText(counts: CallFigures['kinds'][number]): Text {
  const verdicts = CALL_VERDICTS.filter((verdict) => counts[verdict] > 0);
  const items = verdictsText(counts, verdicts);
  return say('report.calls.kind', { name: say(`call.kind.${counts.key}`), count: counts.promises, items });
}

/** What the calls have brought to light; nothing where nobody was reached. */
function foundText({ calls, problems, people, product, settled, dealt }: CallFindings): Text[] {
  if (calls === 0) return [];
  const rated = (name: 'people' | 'product', given: readonly number[]): Text[] => {
    const stars = starsOf(given);
    return stars ? [say(`report.found.${name}`, { average: starsText(stars.average), count: stars.count })] : [];
  };
  const said = (name: 'settled' | 'dealt', { yes, no }: YesNo): Text[] =>
    yes + no > 0 ? [say(`report.found.${name}`, { yes, all: yes + no })] : [];
  return [
    BLANK,
    say('report.found', { count: calls }),
    ...rated('people', people),
    ...rated('product', product),
    ...said('settled', settled),
    ...said('dealt', dealt),
    say('report.found.problems', { count: problems }),
  ];
}

/** Nobody has a line in any case. */
const firstOf = (agents: CallFigures['agents']): CallFigures['agents'] => [
  ...agents.filter(({ key }) => key !== null).slice(0, AGENTS_MAX),
  ...agents.filter(({ key }) => key === null),
];

type Named = CallFigures['agents'][number] & { name: string };

async function named(
  agents: CallFigures['agents'],
  language: NonNullable<Person['language']>,
  { reads }: Context,
): Promise<Named[]> {
  const names = await reads.reports.names(agents.flatMap(({ key }) => (key === null ? [] : [key])));
  return agents.map((one) => {
    const name = one.key === null ? phrase(language, 'report.calls.nobody') : names.get(one.key);
    return { ...one, name: [...(name ?? phrase(language, 'person.unnamed'))].slice(0, NAME_MAX).join('') };
  });
}

function agentText(counts: Named): Text {
  const { name, kept, late, missed, notReached } = counts;
  const share = keptShare(counts);
  const due = kept + late + missed;
  const told =
    share === undefined ? say('report.calls.none-due') : say('report.calls.kept', { kept, due, percent: share });
  return say('report.calls.agent', { name: verbatim(name), kept: told, late, missed, notReached });
}

const tableText = ({ promises }: CallCounts): Text =>
  promises > CSV_CASES_MAX
    ? say('report.calls.table.cut', { count: CSV_CASES_MAX, all: promises })
    : say('report.calls.table', { count: promises });
