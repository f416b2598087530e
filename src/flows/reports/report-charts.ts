/** The pictures of reports: main causes, received and answered day by day, and how promises were kept over the last weeks. */
import type { DocumentEffect } from '../../core/files.ts';
import { orderDocument } from '../../core/files.ts';
import type { Context } from '../../core/flow.ts';
import type { Attachment } from '../../core/message.ts';
import type { CallCounts, CallFindings, CallWeek, YesNo } from '../../domain/callback-report.ts';
import { type Period, type Span, stepsOf } from '../../domain/periods.ts';
import type { Language } from '../../domain/person.ts';
import { type Figures, percent } from '../../domain/report.ts';
import { formatDay, type MessageKey, phrase } from '../../locales/catalogue.ts';

interface Chart {
  name: 'causes' | 'days' | 'kept' | 'calls' | 'call-agents' | 'findings';
  type: 'bars' | 'stacked' | 'line';
  unit: string;
  categories: string[];
  series: { name: string; tone?: 'good' | 'fair' | 'bad'; values: (number | null)[] }[];
}

export interface Ordered {
  effects: DocumentEffect[];
  attachments: Attachment[];
}

/** What there is nothing to show of is left out. */
export function orderCharts(
  figures: Figures,
  { period, weeks, language }: { period: Period; weeks: readonly Span[]; language: Language },
  context: Pick<Context, 'id'>,
): Ordered {
  const say = (key: MessageKey, params?: Record<string, string>): string => phrase(language, key, params);
  const day = ({ from }: Span): string => formatDay(language, from, period.zone);
  const { unit, steps } = stepsOf(period);
  const causes: Chart = {
    name: 'causes',
    type: 'bars',
    unit: say('report.chart.complaints'),
    categories: figures.causes.map(({ key }) => say(`cause.${key}`)),
    series: [{ name: say('report.chart.received'), values: figures.causes.map(({ count }) => count) }],
  };
  const days: Chart = {
    name: 'days',
    type: 'line',
    unit: say('report.chart.unit', { unit }),
    categories: steps.map(day),
    series: (['received', 'answered'] as const).map((what) => ({
      name: say(`report.chart.${what}`),
      values: figures.steps.map((step) => step[what]),
    })),
  };
  const kept: Chart = {
    name: 'kept',
    type: 'line',
    unit: say('report.chart.kept.unit'),
    categories: weeks.map(day),
    series: [{ name: '%', values: figures.weeks.map(({ kept: times, due }) => percent(times, due) ?? null) }],
  };
  const charts = [
    ...(causes.categories.length > 0 ? [causes] : []),
    // One day has no course.
    ...(steps.length > 1 && figures.steps.some(({ received, answered }) => received + answered > 0) ? [days] : []),
    ...(figures.weeks.some(({ due }) => due > 0) ? [kept] : []),
  ];
  return ordered(charts, { period, language }, context);
}

interface CallChartsAsk {
  period: Period;
  weeks: readonly Span[];
  language: Language;
  findings?: CallFindings;
}

/** Four and five stars are as good as a yes, one and two as bad as a no. */
function findingsChart({ people, product, settled, dealt }: CallFindings, language: Language): Chart[] {
  const byStars = ([one = 0, two = 0, fair = 0, four = 0, five = 0]: readonly number[]) => {
    return { good: four + five, fair, bad: one + two };
  };
  const byWord = ({ yes, no }: YesNo) => ({ good: yes, fair: 0, bad: no });
  const rows = [
    { name: 'people', ...byStars(people) },
    { name: 'product', ...byStars(product) },
    { name: 'settled', ...byWord(settled) },
    { name: 'dealt', ...byWord(dealt) },
  ] as const;
  const asked = rows.filter(({ good, fair, bad }) => good + fair + bad > 0);
  if (asked.length === 0) return [];
  const series = (['good', 'fair', 'bad'] as const).map((tone) => ({
    name: phrase(language, `report.found.${tone}`),
    tone,
    values: asked.map((row) => row[tone]),
  }));
  const categories = asked.map(({ name }) => phrase(language, `report.found.${name}.short`));
  return [
    { name: 'findings', type: 'stacked', unit: phrase(language, 'report.chart.findings.unit'), categories, series },
  ];
}

const TONES = { kept: 'good', late: 'fair', missed: 'bad' } as const;

/** How promises of callbacks were kept over the last weeks; and by agent, where `agents` has their names. */
export function orderCallCharts(
  weekly: readonly CallWeek[],
  agents: readonly (CallCounts & { name: string })[],
  { period, weeks, language, findings }: CallChartsAsk,
  context: Pick<Context, 'id'>,
): Ordered {
  const say = (key: MessageKey): string => phrase(language, key);
  const stacked = (name: Chart['name'], unit: MessageKey, categories: string[], of: readonly CallWeek[]): Chart => ({
    ...{ name, type: 'stacked', unit: say(unit), categories },
    series: (['kept', 'late', 'missed'] as const).map((verdict) => ({
      name: say(`report.verdict.${verdict}`),
      tone: TONES[verdict],
      values: of.map((counts) => counts[verdict]),
    })),
  });
  const due = ({ kept, late, missed }: CallWeek): boolean => kept + late + missed > 0;
  const days = weeks.map(({ from }) => formatDay(language, from, period.zone));
  const judged = agents.filter(due);
  const names = judged.map(({ name }) => name);
  const charts = [
    ...(weekly.some(due) ? [stacked('calls', 'report.chart.calls.unit', days, weekly)] : []),
    ...(judged.length > 0 ? [stacked('call-agents', 'report.chart.call-agents.unit', names, judged)] : []),
    ...(findings ? findingsChart(findings, language) : []),
  ];
  return ordered(charts, { period, language }, context);
}

function ordered(
  charts: readonly Chart[],
  { period, language }: { period: Period; language: Language },
  context: Pick<Context, 'id'>,
): Ordered {
  const orders = charts.map(({ name, ...chart }) =>
    orderDocument({
      id: context.id(`chart ${name} ${language}`),
      name: `${phrase(language, `report.file.${name}`)} ${period.first}.png`,
      mediaType: 'image/png',
      source: { type: 'chart', chart: { ...chart, language, title: phrase(language, `report.chart.${name}`) } },
    }),
  );
  return { effects: orders.map(({ effect }) => effect), attachments: orders.map(({ attachment }) => attachment) };
}
