/**
 * A dossier as a text and as a table, for its person and whom they share it with. The order names the dossier and the reader only; what stands in it is read when the file
 * is made. What people wrote is never markup.
 */
import { z } from 'zod';
import { localise } from '../core/localise.ts';
import type { Reads } from '../core/reads.ts';
import { waitingThen } from '../core/waiting-text.ts';
import { type DossierAnswer, type DossierEntry, entryOf, keysOf, ownEntries } from '../domain/dossier.ts';
import { DOSSIER_PARTS } from '../domain/dossier-items.ts';
import { forecastAbove } from '../domain/dossier-risks.ts';
import type { DossierRules } from '../domain/dossier-rules.ts';
import { isoIn } from '../domain/periods.ts';
import { LANGUAGES } from '../domain/person.ts';
import { may } from '../domain/rights.ts';
import { phrase } from '../locales/catalogue.ts';
import { type Cell, csvFile } from './csv.ts';
import { type Maker, maker } from './documents.ts';
import {
  type DossierReads,
  type DossierReport,
  type DossierSource,
  dossierSource,
  interviewOf,
  isChanged,
  itemName,
  type ReportItem,
  type ReportPart,
  type ReportPartName,
  type ReportRisk,
  reportOf,
} from './dossier-report.ts';
import { line, plain, tableOf } from './markdown.ts';

const order = z.object({
  ...{ dossier: z.string(), reader: z.string(), zone: z.string(), language: z.enum(LANGUAGES) },
  now: z.iso.datetime(),
});

type Order = z.infer<typeof order>;

export type SharedDossierReads = DossierReads & Pick<Reads, 'person' | 'applicationsOf'>;

/** The orders of both, by the type that a flow names. */
export const dossierDocuments = (
  reads: SharedDossierReads,
  rules: DossierRules,
): Readonly<Record<'dossier' | 'dossier-table', Maker>> => ({
  dossier: maker(order, async (asked) =>
    new TextEncoder().encode(markdown(reportOf(await dossierSource(await asShared(asked, reads), reads, rules)))),
  ),
  'dossier-table': maker(order, async (asked) => csvFile(rows(await dossierSource(asked, reads, rules)))),
});

/** More than anyone has. */
const APPLICATIONS_MAX = 50;

/** Those who decide on an application read what its applicant shares with them, as the applicant would. */
async function asShared(asked: Order, reads: SharedDossierReads): Promise<Order> {
  const what = await reads.dossier(asked.dossier);
  if (!what || !may(await reads.person(asked.reader), 'applications.decide')) return asked;
  const applications = await reads.applicationsOf(what.personId, APPLICATIONS_MAX);
  const isShared = applications.some(({ brand, shared }) => brand === what.brand && shared);
  return isShared ? { ...asked, reader: what.personId } : asked;
}

const quote = (words: string): string =>
  plain(words)
    .split(/\r?\n/)
    .map((one) => `> ${one}`.trimEnd())
    .join('\n');

function markdown({ title, day, waiting, risks, parts, language }: DossierReport): string {
  const { heading, found, none, advice } = risks;
  const blocks = [
    ...[`# ${line(title)}`, day],
    ...[`## ${line(waiting.heading)}`, waiting.lines.map((one) => `- ${line(one)}`).join('\n'), waiting.advice],
    `## ${heading}`,
    found.length > 0 ? found.map(riskBlock).join('\n') : none,
    advice,
    ...parts.flatMap(({ name, rule, compared, items }) => [
      `## ${name}`,
      ...(rule === null ? [] : [rule]),
      ...(compared ? [comparison(compared)] : []),
      ...items.flatMap((item) => itemBlocks(item, language)),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const riskBlock = ({ whole, between }: ReportRisk): string =>
  [`- ${line(whole)}`, ...between.map((said) => `  - ${line(said)}`)].join('\n');

/** What several say to the same stands side by side. */
const comparison = ({ corner, names, rows }: NonNullable<ReportPart['compared']>): string =>
  tableOf(
    [corner, ...names],
    rows.map(({ item, cells }) => [item, ...cells]),
  );

function itemBlocks(item: ReportItem, language: DossierReport['language']): string[] {
  const { name, stateName, interview, ask, watch, answers, notes, flag } = item;
  return [
    `### ${line(phrase(language, 'dossier.card', { item: name, state: stateName }))}${interview === null ? '' : ` (${line(interview)})`}`,
    ...[ask, watch].filter((one) => one !== null),
    ...answers.flatMap(({ text, sources, changed, waiting, worrying }) => [
      quote(text),
      [...sources, waiting, changed, worrying]
        .filter((one) => one !== null)
        .map(line)
        .join('  \n'),
    ]),
    ...notes.map(plain),
    ...(flag === null ? [] : [plain(flag)]),
  ];
}

const COLUMNS = [
  ...(['part', 'item', 'name', 'state', 'answer', 'source', 'who', 'day', 'policy', 'version', 'approver'] as const),
  ...(['approved', 'changed', 'waiting', 'forecast', 'reported', 'percent', 'worrying', 'flag', 'notes'] as const),
] as const;

/** One line for each answer, and one for what has none. */
function* rows(source: DossierSource): Generator<readonly Cell[]> {
  const { what, language } = source;
  yield COLUMNS.map((column) => phrase(language, `dossier.column.${column}`));
  for (const part of DOSSIER_PARTS)
    for (const key of keysOf(what, part)) yield* rowsOf(source, part, entryOf(what, key));
  for (const one of ownEntries(what)) yield* rowsOf(source, 'own', one);
}

function* rowsOf(source: DossierSource, part: ReportPartName, entry: DossierEntry): Generator<readonly Cell[]> {
  const { language, zone } = source;
  const answers: (DossierAnswer | null)[] = entry.answers.length > 0 ? entry.answers : [null];
  for (const answer of answers) {
    const policy = answer?.policy ?? null;
    const figures = answer?.figures ?? null;
    const cells: Record<(typeof COLUMNS)[number], Cell> = {
      part: phrase(language, `dossier.part.${part}`),
      item: itemName(source, entry),
      name: interviewOf(source, entry),
      state: phrase(language, `dossier.state.${entry.state}`),
      answer: answer?.text ?? null,
      source: answer && phrase(language, `dossier.source.${answer.source}`),
      who: answer?.who ?? null,
      day: answer && isoIn(answer.at, zone),
      policy: policy?.title ?? null,
      version: policy?.version ?? null,
      approver: policy?.approver ?? null,
      approved: policy && isoIn(policy.approvedAt, zone),
      changed: policy && isChanged(source, policy) ? phrase(language, 'dossier.changed.yes') : null,
      waiting: answer?.waiting ? localise(waitingThen(answer.waiting), language) : null,
      forecast: figures?.forecast ?? null,
      reported: figures?.reported ?? null,
      percent: figures && forecastAbove(figures),
      worrying: answer?.worrying ? phrase(language, 'dossier.worrying.yes') : null,
      flag: entry.flag,
      notes: entry.notes.length > 0 ? entry.notes.map(({ text }) => text).join('\n') : null,
    };
    yield COLUMNS.map((column) => cells[column]);
  }
}
