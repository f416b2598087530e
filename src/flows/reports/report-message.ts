/** A report in words: what fits on the screen of a phone and can be read by itself, and the details below it. */
import type { Context } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { type CallCounts, keptShare } from '../../domain/callback-report.ts';
import type { Case } from '../../domain/case.ts';
import type { Outlet } from '../../domain/outlet.ts';
import { noonOf, type Period } from '../../domain/periods.ts';
import { change, type Durations, type Figures, groupOf, percent, type Risk, starsText } from '../../domain/report.ts';
import type { MessageKey } from '../../locales/catalogue.ts';
import { withoutNames } from '../../recognition/anonymous.ts';
import { caseButtonId } from '../cases/case-card.ts';
import { duration } from '../cases/why-due.ts';

/** What stands in the first message of causes and stores; the details have the others. */
const MAIN = 3;
const EXAMPLE_MAX = 80;
const BUTTONS_MAX = 8;

export interface ReportParts {
  figures: Figures;
  period: Period;
  /** Promises of callbacks. */
  calls: CallCounts;
  outlets: readonly Outlet[];
  /** The regions that it is limited to; none: everything. */
  regions: readonly string[];
}

/** “Mon, 16 March to Sun, 22 March”. */
export function daysText({ zone, first, last, running }: Period): Text {
  const day = (date: string): Text => ({ instant: noonOf(date, zone), zone, dateOnly: true });
  const days = first === last ? day(first) : say('report.days', { first: day(first), last: day(last) });
  return running && first !== last ? say('report.days.running', { days }) : days;
}

export function outletText(id: string, outlets: readonly Outlet[]): Text {
  const outlet = outlets.find((one) => one.id === id);
  return outlet ? verbatim(`${outlet.name} (${outlet.code})`) : say('register.case.storeless');
}

/** “a, b, c”: in a row of figures “and” would be in the way. */
export function itemsText(items: readonly Text[]): Text {
  const [first = verbatim(''), ...others] = items;
  return others.reduce<Text>((text, one) => say('report.items', { items: text, item: one }), first);
}

const BLANK = verbatim('');

const item = (name: Text, count: number): Text => say('report.item', { name, count });

/** All that whoever has no time for more must know, with buttons for what must be looked at. */
export function mainReply({ figures, period, calls, outlets, regions }: ReportParts): Reply {
  const { counts, before, causes, outlets: stores } = figures;
  const quiet = counts.received + counts.answered + counts.closed + counts.reopened === 0;
  const kind = period.kind === 'days' ? 'other' : `${period.kind}${period.running ? 'SoFar' : ''}`;
  const lines: Text[] = [
    say('report.title', { kind: period.kind, days: daysText(period) }),
    ...(regions.length > 0 ? [say('report.regions', { regions: { list: regions.map(verbatim) } })] : []),
    ...(quiet
      ? [say('report.quiet')]
      : [
          say('report.counts', {
            ...counts,
            receivedChange: change(counts.received, before.received),
            answeredChange: change(counts.answered, before.answered),
            closedChange: change(counts.closed, before.closed),
            reopenedChange: change(counts.reopened, before.reopened),
          }),
          say('report.against', { kind }),
        ]),
    BLANK,
    keptText(figures),
    ...speedText('report.response', figures.response),
    ...speedText('report.answer', figures.answer),
    satisfactionText(figures),
    ...callsText(calls),
    ...(causes.length + stores.length > 0 ? [BLANK] : []),
    ...(causes.length > 0
      ? [
          say('report.causes', {
            items: itemsText(causes.slice(0, MAIN).map(({ key, count }) => item(say(`cause.${key}`), count))),
          }),
        ]
      : []),
    ...(stores.length > 0
      ? [
          say('report.outlets', {
            items: itemsText(stores.slice(0, MAIN).map(({ key, count }) => item(outletText(key, outlets), count))),
          }),
        ]
      : []),
    BLANK,
    ...riskTexts(figures, outlets),
  ];
  const buttons = openButtons(figures);
  return { text: { lines }, ...(buttons.length > 0 && { buttons }) };
}

function keptText({ kept, keptBefore }: Figures): Text {
  const share = percent(kept.kept, kept.due);
  if (share === undefined) return say('report.kept.none');
  const former = percent(keptBefore.kept, keptBefore.due);
  const known = former === undefined ? 'no' : 'yes';
  return say('report.kept', { kept: kept.kept, due: kept.due, percent: share, known, before: former ?? 0 });
}

const speedText = (key: 'report.response' | 'report.answer', { median, p90 }: Durations): Text[] =>
  median === null || p90 === null ? [] : [say(key, { median: duration(median), p90: duration(p90) })];

function satisfactionText({ satisfaction, satisfactionBefore }: Figures): Text {
  const { average, rated, closed } = satisfaction;
  if (average === null) return say('report.satisfaction.none');
  const former = satisfactionBefore.average;
  return say('report.satisfaction', {
    average: starsText(average),
    rated,
    closed,
    known: former === null ? 'no' : 'yes',
    before: former === null ? '' : starsText(former),
  });
}

function callsText(calls: CallCounts): Text[] {
  const { promises, kept, late, missed } = calls;
  if (promises === 0) return [];
  const share = keptShare(calls);
  if (share === undefined) return [say('report.calls.short.none', { count: promises })];
  return [say('report.calls.short', { kept, late, missed, due: kept + late + missed, percent: share })];
}

const RISKS = ['overdue', 'urgent', 'waiting', 'reopened'] as const;

function riskTexts({ risks }: Figures, outlets: readonly Outlet[]): Text[] {
  const lines = [
    ...RISKS.flatMap((name): Text[] => {
      const { count } = risks[name];
      return count === 0 ? [] : [say(`report.risk.${name}`, { count, numbers: numbersText(risks[name]) })];
    }),
    ...risks.disputes
      .slice(0, MAIN)
      .map(({ outletId, people }) => say('report.risk.disputes', { outlet: outletText(outletId, outlets), people })),
  ];
  return lines.length > 0 ? [say('report.risks'), ...lines] : [say('report.risks.none')];
}

function numbersText({ count, numbers }: Risk): Text {
  const items = itemsText(numbers.map(verbatim));
  return count > numbers.length ? say('report.more', { items, count: count - numbers.length }) : items;
}

/** Each case once, also where it is a risk for two reasons. */
function openButtons({ risks }: Figures): ReplyButton[] {
  const numbers = [...new Set(RISKS.flatMap((name) => risks[name].numbers))];
  return numbers
    .slice(0, BUTTONS_MAX)
    .map((number) => ({ id: caseButtonId({ number }, 'show'), label: verbatim(number) }));
}

const CHANNELS: Readonly<Record<string, string>> = { telegram: 'Telegram', slack: 'Slack', discord: 'Discord' };

const channelText = (channel: string): Text =>
  channel === 'web' || channel === 'console'
    ? say(`report.channel.${channel}`)
    : verbatim(CHANNELS[channel] ?? channel);

/** The whole of it, for whoever wants to know more. */
export function detailsText({ figures, period, outlets }: ReportParts, examples: readonly Text[]): Text {
  const { causes, kinds, channels, intakes, outcomes, otherOutlets } = figures;
  const tallied = <T extends { count: number }>(
    key: MessageKey,
    tallies: readonly T[],
    name: (one: T) => Text,
  ): Text[] =>
    tallies.length === 0 ? [] : [say(key, { items: itemsText(tallies.map((one) => item(name(one), one.count))) })];
  const lines: Text[] = [
    say('report.details', { days: daysText(period) }),
    ...tallied('report.detail.kinds', kinds, ({ key }) => say(`case.kind.${key}`)),
    ...(causes.length > 0 ? [BLANK, say('report.detail.causes')] : []),
    ...causes.map(({ key, count }, index) => {
      const group = say(`cause.group.${groupOf(key) ?? 'goods'}`);
      return say('report.detail.cause', { place: index + 1, name: say(`cause.${key}`), group, count });
    }),
    ...(figures.outlets.length > 0 ? [BLANK, say('report.detail.outlets')] : []),
    ...figures.outlets.map(({ key, count }, index) =>
      say('report.detail.outlet', { place: index + 1, name: outletText(key, outlets), count }),
    ),
    ...(otherOutlets.outlets > 0
      ? [say('report.detail.others', { outlets: otherOutlets.outlets, cases: otherOutlets.cases })]
      : []),
    ...(otherOutlets.none > 0 ? [say('report.detail.storeless', { count: otherOutlets.none })] : []),
    BLANK,
    ...tallied('report.detail.channels', channels, ({ key }) => channelText(key)),
    ...tallied('report.detail.intakes', intakes, ({ key }) => say(`intake.${key}`)),
    ...tallied('report.detail.outcomes', outcomes, ({ key }) => say(`outcome.${key}`)),
    ...(examples.length > 0 ? [BLANK, say('report.examples'), ...examples, BLANK] : []),
  ];
  return { lines };
}

/** A few in the people's own words, with nobody's name or number. */
export async function exampleTexts(ids: readonly string[], { reads }: Pick<Context, 'reads'>): Promise<Text[]> {
  const cases = (await Promise.all(ids.map((id) => reads.caseById(id)))).filter((one) => one !== undefined);
  const people = cases.flatMap(({ personId, assigneeId }) => [personId, assigneeId]).filter((id) => id !== null);
  const names = await reads.reports.names([...new Set(people)]);
  return cases.flatMap((current): Text[] => {
    const words = shortened(withoutNames(current.words, namesOf(current, names)));
    if (current.confidential || current.cause === null || words === '') return [];
    return [say('report.example', { words: verbatim(words), cause: say(`cause.${current.cause}`) })];
  });
}

/** Names of whoever has to do with it; who was there is told in words of its own, which may be a name. */
function namesOf({ facts, personId, assigneeId }: Case, names: ReadonlyMap<string, string>): string[] {
  const known = [personId, assigneeId].flatMap((id) => (id === null ? [] : [names.get(id) ?? '']));
  const own = [facts.name, facts.shopperName].filter((one) => typeof one === 'string');
  const parts = [...own, ...known].flatMap((name) => [name, ...name.split(/\s+/)]);
  return typeof facts.who === 'string' ? [...parts, facts.who] : parts;
}

function shortened(words: string): string {
  const characters = [...words.replace(/\s+/gu, ' ').trim()];
  return characters.length > EXAMPLE_MAX ? `${characters.slice(0, EXAMPLE_MAX - 1).join('')}…` : characters.join('');
}
