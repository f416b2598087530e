/** Reports (F08, F30): every Monday to the operations manager, on demand to whoever may read them, and one's own figures. */

import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import type { CallFigures } from '../../domain/callback-report.ts';
import type { Outlet } from '../../domain/outlet.ts';
import { nextAt, type Period, periodBefore, stepsOf, weekBack, weeksUpTo } from '../../domain/periods.ts';
import { grantsOf, type Person } from '../../domain/person.ts';
import {
  CSV_CASES_MAX,
  causeNamed,
  type Dimension,
  type Figures,
  KEPT_WEEKS,
  type Line,
  percent,
  RANKED_FROM,
  reportScope,
  starsText,
  weeklyReaders,
  worstFirst,
} from '../../domain/report.ts';
import { may } from '../../domain/rights.ts';
import { phrase } from '../../locales/catalogue.ts';
import { readPeriod } from '../../recognition/period.ts';
import { duration } from '../cases/why-due.ts';
import { callReport, ownCallsText } from './call-report.ts';
import { type Ordered, orderCallCharts, orderCharts } from './report-charts.ts';
import { attached, orderTable } from './report-files.ts';
import { daysText, detailsText, exampleTexts, mainReply, outletText, type ReportParts } from './report-message.ts';

export const REPORT_TIMER = 'report.weekly';
export const REPORT_SEND_TIMER = 'report.send';

/** On the clock of headquarters. */
const HOUR = 9;
const LINES_MAX = 10;
const FEW_MAX = 5;

const NOTHING: Outcome = { replies: [], effects: [] };
const NO_FILES: Ordered = { effects: [], attachments: [] };

/** What may stand before the time, in the words of the help and of those who type Chinese. */
const SUBJECTS: readonly [RegExp, Dimension | 'mine' | 'calls'][] = [
  [/^(?:mine|my|me|我的|我)(?=\s|$)/iu, 'mine'],
  [/^(?:stores?|门店|門店|門市)(?=\s|$)/iu, 'store'],
  [/^(?:causes?|原因)(?=\s|$)/iu, 'cause'],
  [/^(?:agents?|客服)(?=\s|$)/iu, 'agent'],
  [/^(?:calls?|callbacks?|回访|回訪|回电|回電)(?=\s|$)/iu, 'calls'],
];

export async function reportCommand(words: string, context: Context): Promise<Outcome> {
  const { person, now, zone } = context;
  if (!person) return NOTHING;
  const asked = words.trim();
  const [pattern, subject] = SUBJECTS.find(([one]) => one.test(asked)) ?? [];
  const period = readPeriod(pattern ? asked.replace(pattern, '') : asked, { now, zone });
  if (subject !== 'mine' && !may(person, 'report.read')) return atOnce({ text: say('report.not-allowed') });
  if (subject === 'agent' && !may(person, 'report.agents')) return atOnce({ text: say('report.not-agents') });
  if (!period) return atOnce({ text: say('report.how') });
  // How someone works is nobody's business where all their colleagues read.
  if (context.shared && (subject === 'mine' || subject === 'agent')) return atOnce({ text: say('report.not-here') });
  if (subject === 'mine') return await ownFigures(person, period, context);
  if (subject === 'calls') return await callReport(person, period, context);
  if (subject) return await figuresBy(subject, person, period, context);
  const { replies, effects } = await reportFor(person, period, context);
  return { replies, effects };
}

interface Counted extends ReportParts {
  callWeeks: CallFigures['weeks'];
}

async function figuresOf(person: Person | undefined, period: Period, context: Context): Promise<Counted> {
  const { now, reads } = context;
  const outlets = await reads.outlets();
  const scope = person ? reportScope(person, outlets) : { readerId: null, outletIds: null, asStore: false };
  const weeks = weeksUpTo(period, KEPT_WEEKS);
  const { steps } = stepsOf(period);
  const figures = await reads.reports.figures({ scope, now, period, before: periodBefore(period), steps, weeks });
  const calls = await reads.reports.callFigures({ scope, now, period, weeks });
  const regions = person && scope.outletIds !== null ? grantsOf(person).regions : [];
  return { figures, period, calls: calls.all, callWeeks: calls.weeks, outlets, regions };
}

/** The message with its pictures, and the details with the table of the cases. */
async function reportFor(
  person: Person,
  period: Period,
  context: Context,
): Promise<{ replies: Reply[]; effects: Effect[] }> {
  const parts = await figuresOf(person, period, context);
  const { figures } = parts;
  const language = person.language ?? context.language;
  const shown = { period, weeks: weeksUpTo(period, KEPT_WEEKS), language };
  const ofCases = orderCharts(figures, shown, context);
  const ofCalls = parts.calls.promises > 0 ? orderCallCharts(parts.callWeeks, [], shown, context) : NO_FILES;
  const charts = {
    effects: [...ofCases.effects, ...ofCalls.effects],
    attachments: [...ofCases.attachments, ...ofCalls.attachments],
  };
  const main: Reply = { ...mainReply(parts), ...attached(charts) };
  if (figures.counts.received === 0) return { replies: [main], effects: charts.effects };
  const name = `${phrase(language, 'report.file.cases')} ${period.first} ${period.last}.csv`;
  const source = {
    ...{ type: 'cases', reader: person.id, as: 'report', outlet: null, zone: period.zone, language },
    ...{ from: period.from, to: period.to },
  };
  const table = orderTable(name, source, person, context);
  const examples = await exampleTexts(figures.examples, context);
  const text: Text = { lines: [detailsText(parts, examples), tableText(figures)] };
  return { replies: [main, { text, ...attached(table) }], effects: [...charts.effects, ...table.effects] };
}

function tableText({ counts: { received } }: Figures): Text {
  return received > CSV_CASES_MAX
    ? say('report.table.cut', { count: CSV_CASES_MAX, all: received })
    : say('report.table', { count: received });
}

async function ownFigures(person: Person, period: Period, context: Context): Promise<Outcome> {
  const { reads } = context;
  const scope = { readerId: person.id, outletIds: null, asStore: false };
  const lines = await reads.reports.lines('agent', { scope, closed: period, key: person.id });
  const title = say('report.mine', { days: daysText(period) });
  const own = lines.map((line, index) => lineText(line, index, verbatim(person.name ?? '')));
  const calls = await ownCallsText(person, period, context);
  return atOnce({ text: { lines: [title, ...(own.length > 0 ? own : [say('report.lines.none')]), ...calls] } });
}

async function figuresBy(dimension: Dimension, person: Person, period: Period, context: Context): Promise<Outcome> {
  const { reads } = context;
  const outlets = await reads.outlets();
  const lines = await reads.reports.lines(dimension, { scope: reportScope(person, outlets), closed: period });
  const title = say('report.lines', { dimension, days: daysText(period) });
  if (lines.length === 0) return atOnce({ text: { lines: [title, say('report.lines.none')] } });
  const { ranked, few } = worstFirst(lines);
  const shown = { ranked: ranked.slice(0, LINES_MAX), few: few.slice(0, FEW_MAX) };
  const named = [...shown.ranked, ...shown.few].map(({ key }) => key);
  const names = dimension === 'agent' ? await reads.reports.names(named) : new Map<string, string>();
  const textOf = (line: Line, index: number): Text =>
    lineText(line, index, nameText(dimension, line.key, outlets, names));
  const more = lines.length - named.length;
  const texts: Text[] = [
    title,
    ...(ranked.length > 0 ? [say('report.lines.how', { from: RANKED_FROM }), ...shown.ranked.map(textOf)] : []),
    ...(few.length > 0 ? [say('report.lines.few', { from: RANKED_FROM }), ...shown.few.map(textOf)] : []),
    ...(more > 0 ? [say('report.lines.more', { count: more })] : []),
  ];
  const language = person.language ?? context.language;
  const name = `${phrase(language, 'report.file.lines', { dimension })} ${period.first} ${period.last}.csv`;
  const source = { type: 'lines', dimension, reader: person.id, from: period.from, to: period.to, language };
  const table = orderTable(name, source, person, context);
  const reply: Reply = { text: { lines: texts } };
  return { replies: [{ ...reply, ...attached(table) }], effects: table.effects };
}

function nameText(
  dimension: Dimension,
  key: string,
  outlets: readonly Outlet[],
  names: ReadonlyMap<string, string>,
): Text {
  if (dimension === 'store') return outletText(key, outlets);
  const cause = causeNamed(key);
  if (cause) return say(`cause.${cause}`);
  const name = names.get(key);
  return name ? verbatim(name) : say('person.unnamed');
}

function lineText(line: Line, index: number, name: Text): Text {
  const { closed, troubled, average, rated, response, answer, kept, reopened } = line;
  const took = (ms: number | null): Text => (ms === null ? say('report.line.unknown') : duration(ms));
  const rating =
    average === null ? say('report.line.unrated') : say('report.line.rating', { average: starsText(average), rated });
  return say('report.line', {
    ...{ place: index + 1, name, troubled, closed, rating },
    percent: percent(troubled, closed) ?? 0,
    response: took(response),
    answer: took(answer),
    kept: percent(kept, closed) ?? 0,
    reopened: percent(reopened, closed) ?? 0,
  });
}

/**
 * Monday morning: each reader's report is made by a timer of its own, due at once, so that one that can't be made holds up neither the others
 * nor next week's. The first link of the chain only sets the next.
 */
export async function weeklyDue(ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  const { now, zone, reads } = context;
  const dueAt = nextAt(HOUR, now, zone, { mondays: true });
  const next: Effect = {
    type: 'timer',
    timer: { key: `${REPORT_TIMER}:${dueAt}`, dueAt, kind: REPORT_TIMER, ids: { at: dueAt } },
  };
  if (ids.at === undefined) return { replies: [], effects: [next] };
  const { readers } = weeklyReaders(await reads.staff());
  const sends = ['', ...readers.map(({ id }) => id)].map((person): Effect => {
    const key = `${REPORT_SEND_TIMER}:${person}:${now}`;
    return { type: 'timer', timer: { key, dueAt: now, kind: REPORT_SEND_TIMER, ids: person === '' ? {} : { person } } };
  });
  return { replies: [], effects: [next, ...sends] };
}

/** The week before, to one reader by direct word; without one to the desk, where all read it: figures only. */
export async function sendWeekly(personId: string | undefined, context: Context): Promise<Outcome> {
  const { now, zone, reads } = context;
  const period = weekBack(1, now, zone);
  if (personId === undefined) return await weeklyForDesk(period, context);
  const person = await reads.person(personId);
  if (!person || !may(person, 'report.read')) return NOTHING;
  const { replies, effects } = await reportFor(person, period, context);
  const posts = replies.map((reply): Effect => ({ type: 'post', to: 'person', personId, reply }));
  return { replies: [], effects: [...effects, ...posts] };
}

async function weeklyForDesk(period: Period, context: Context): Promise<Outcome> {
  const { readers, instead } = weeklyReaders(await context.reads.staff());
  const reply = mainReply(await figuresOf(undefined, period, context));
  const whose = instead ? [say(readers.length > 0 ? 'report.desk.instead' : 'report.desk.nobody')] : [];
  const text: Text = { lines: [reply.text, ...whose] };
  return { replies: [], effects: [{ type: 'post', to: 'desk', reply: { ...reply, text } }] };
}
