/**
 * A dossier as a text and as a table, for its person alone. The order names the dossier and the reader only; what stands in it is read when the file
 * is made. What people wrote is never markup.
 */
import { z } from 'zod';
import { DeliveryError } from '../core/errors.ts';
import type { Reads } from '../core/store.ts';
import {
  type CitedPolicy,
  type Dossier,
  type DossierAnswer,
  type DossierEntry,
  type EntryKey,
  entryOf,
  keysOf,
  ownEntries,
} from '../domain/dossier.ts';
import {
  CONTRACT_ITEMS,
  DOSSIER_PARTS,
  type DossierPart,
  INTERVIEW_ITEMS,
  INTERVIEW_YEARS,
  isDossierItem,
} from '../domain/dossier-items.ts';
import { forecastAbove, risksOf } from '../domain/dossier-risks.ts';
import { isoIn } from '../domain/periods.ts';
import { LANGUAGES } from '../domain/person.ts';
import { formatInstant, type MessageKey, phrase } from '../locales/catalogue.ts';
import { type Cell, csvFile } from './csv.ts';
import { type Maker, maker } from './documents.ts';

const order = z.object({
  ...{ dossier: z.string(), reader: z.string(), zone: z.string(), language: z.enum(LANGUAGES) },
  now: z.iso.datetime(),
});
type Order = z.infer<typeof order>;
export type DossierReads = Pick<Reads, 'dossier' | 'policy'>;

/** The orders of both, by the type that a flow names. */
export const dossierDocuments = (reads: DossierReads): Readonly<Record<'dossier' | 'dossier-table', Maker>> => ({
  dossier: maker(order, async (asked) => new TextEncoder().encode(markdown(await sourceOf(asked, reads)))),
  'dossier-table': maker(order, async (asked) => csvFile(rows(await sourceOf(asked, reads)))),
});

interface Source extends Order {
  what: Dossier;
  /** As `id version`: these policies are others by now. */
  changed: ReadonlySet<string>;
}

async function sourceOf(asked: Order, reads: DossierReads): Promise<Source> {
  const what = await reads.dossier(asked.dossier);
  if (what?.personId !== asked.reader) throw new DeliveryError('refused', 'the dossier is not the reader’s');
  const changed = new Set<string>();
  for (const { policy } of what.entries.flatMap(({ answers }) => answers)) {
    if (!policy) continue;
    const now = await reads.policy(policy.id);
    if (now?.approved?.version !== policy.version || now.retiredAt !== null) changed.add(citation(policy));
  }
  return { ...asked, what, changed };
}

const citation = ({ id, version }: CitedPolicy): string => `${id} ${version}`;

/** CommonMark 2.4: what could mean something is escaped; a line may also begin a list or a heading. */
const plain = (words: string): string =>
  words
    .replaceAll(/[\\`*_{}[\]<>#|~&]/g, '\\$&')
    .replaceAll(/^(\s*)([-+=])/gm, '$1\\$2')
    .replaceAll(/^(\s*\d+)([.)])/gm, '$1\\$2');
const line = (words: string): string => plain(words.replaceAll(/\s+/g, ' ').trim());
const quote = (words: string): string =>
  plain(words)
    .split(/\r?\n/)
    .map((one) => `> ${one}`.trimEnd())
    .join('\n');

const brandOf = ({ what, language }: Source): string =>
  what.brand === 'main' ? phrase(language, 'dossier.brand.main') : what.brand;

function itemName(
  { language }: Pick<Source, 'language'>,
  { item, words }: Pick<DossierEntry, 'item' | 'words'>,
): string {
  return isDossierItem(item) ? phrase(language, `dossier.item.${item}`) : (words ?? item);
}

const nameOf = ({ what }: Source, { interview }: EntryKey): string | null =>
  what.interviews.find(({ id }) => id === interview)?.name ?? null;

function markdown(source: Source): string {
  const { what, language, now, zone } = source;
  const say = (key: MessageKey, params?: Record<string, string | number>): string => phrase(language, key, params);
  const own = ownEntries(what);
  const blocks = [
    `# ${line(say('dossier.title', { brand: brandOf(source) }))}`,
    formatInstant(language, now, zone, 'date'),
    ...riskBlocks(source),
    ...DOSSIER_PARTS.flatMap((part) => [
      `## ${say(`dossier.part.${part}`)}`,
      ...(part === 'interviews' ? interviewBlocks(source) : []),
      ...keysOf(what, part).flatMap((key) => entryBlocks(source, entryOf(what, key))),
    ]),
    ...(own.length > 0 ? [`## ${say('dossier.part.own')}`, ...own.flatMap((one) => entryBlocks(source, one))] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function riskBlocks(source: Source): string[] {
  const { what, language } = source;
  const risks = risksOf(what);
  const lines = risks.map(({ rule, key, percent }) => {
    const named =
      rule === 'forecast-above-reported'
        ? phrase(language, `dossier.rule.${rule}`, { percent: percent ?? 'none' })
        : phrase(language, `dossier.rule.${rule}`);
    const name = nameOf(source, key);
    const told = { rule: named, item: itemName(source, entryOf(what, key)) };
    return `- ${line(name === null ? phrase(language, 'dossier.risk.line', told) : phrase(language, 'dossier.risk.line.interview', { ...told, name }))}`;
  });
  return [
    `## ${phrase(language, 'dossier.button.worries')}`,
    lines.length > 0 ? lines.join('\n') : phrase(language, 'dossier.risks.none'),
    phrase(language, 'dossier.risks.advice'),
  ];
}

/** What several say to the same stands side by side. */
function interviewBlocks({ what, language }: Source): string[] {
  const rule = phrase(language, 'dossier.interview.rule', { years: INTERVIEW_YEARS });
  if (what.interviews.length === 0) return [rule];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [
    row([phrase(language, 'dossier.column.item'), ...what.interviews.map(({ name }) => line(name))]),
    row(['---', ...what.interviews.map(() => '---')]),
    ...INTERVIEW_ITEMS.map((item) =>
      row([
        phrase(language, `dossier.item.${item}`),
        ...what.interviews.map(({ id }) => line(entryOf(what, { item, interview: id }).answers.at(-1)?.text ?? '')),
      ]),
    ),
  ];
  return [rule, table.join('\n')];
}

function entryBlocks(source: Source, entry: DossierEntry): string[] {
  const { language, zone } = source;
  const { item, state, notes, flag } = entry;
  const name = nameOf(source, entry);
  const told = { item: itemName(source, entry), state: phrase(language, `dossier.state.${state}`) };
  const clause = CONTRACT_ITEMS.find((one) => one === item);
  return [
    `### ${line(phrase(language, 'dossier.card', told))}${name === null ? '' : ` (${line(name)})`}`,
    ...(isDossierItem(item) ? [phrase(language, `dossier.ask.${item}`)] : []),
    ...(clause ? [phrase(language, `dossier.risk.${clause}`)] : []),
    ...entry.answers.flatMap((answer) => [quote(answer.text), answerLines(source, answer).map(line).join('  \n')]),
    ...notes.map(({ text, at }) =>
      plain(phrase(language, 'dossier.note', { day: formatInstant(language, at, zone, 'date'), text })),
    ),
    ...(flag === null ? [] : [plain(phrase(language, 'dossier.flag', { text: flag }))]),
  ];
}

function answerLines({ language, zone, changed }: Source, answer: DossierAnswer): string[] {
  const { source, who, at, policy, figures, worrying } = answer;
  const day = (instant: string): string => formatInstant(language, instant, zone, 'date');
  const from = { source: phrase(language, `dossier.source.${source}`), day: day(at) };
  const lines = [
    who === null
      ? phrase(language, 'dossier.answer.source', from)
      : phrase(language, 'dossier.answer.who', { ...from, name: who }),
  ];
  if (figures) {
    const above = forecastAbove(figures);
    const side = above !== null && above < 0 ? 'below' : 'above';
    lines.push(
      above === null
        ? phrase(language, 'dossier.answer.figures.none', { ...figures })
        : phrase(language, 'dossier.answer.figures', { ...figures, percent: Math.abs(above), side }),
    );
  }
  if (policy) {
    const { title, version, approver, approvedAt } = policy;
    const told = { title, version, day: day(approvedAt) };
    lines.push(
      approver === null
        ? phrase(language, 'dossier.answer.policy', told)
        : phrase(language, 'dossier.answer.policy.by', { ...told, name: approver }),
    );
    if (changed.has(citation(policy))) lines.push(phrase(language, 'dossier.answer.changed'));
  }
  if (worrying === true) lines.push(phrase(language, 'dossier.answer.worrying'));
  return lines;
}

const COLUMNS = [
  ...(['part', 'item', 'name', 'state', 'answer', 'source', 'who', 'day', 'policy', 'version', 'approver'] as const),
  ...(['approved', 'changed', 'forecast', 'reported', 'percent', 'worrying', 'flag', 'notes'] as const),
] as const;

/** One line for each answer, and one for what has none. */
function* rows(source: Source): Generator<readonly Cell[]> {
  const { what, language } = source;
  yield COLUMNS.map((column) => phrase(language, `dossier.column.${column}`));
  for (const part of DOSSIER_PARTS)
    for (const key of keysOf(what, part)) yield* rowsOf(source, part, entryOf(what, key));
  for (const one of ownEntries(what)) yield* rowsOf(source, 'own', one);
}

function* rowsOf(source: Source, part: DossierPart | 'own', entry: DossierEntry): Generator<readonly Cell[]> {
  const { language, zone, changed } = source;
  const answers: (DossierAnswer | null)[] = entry.answers.length > 0 ? entry.answers : [null];
  for (const answer of answers) {
    const policy = answer?.policy ?? null;
    const figures = answer?.figures ?? null;
    const cells: Record<(typeof COLUMNS)[number], Cell> = {
      part: phrase(language, `dossier.part.${part}`),
      item: itemName(source, entry),
      name: nameOf(source, entry),
      state: phrase(language, `dossier.state.${entry.state}`),
      answer: answer?.text ?? null,
      source: answer && phrase(language, `dossier.source.${answer.source}`),
      who: answer?.who ?? null,
      day: answer && isoIn(answer.at, zone),
      policy: policy?.title ?? null,
      version: policy?.version ?? null,
      approver: policy?.approver ?? null,
      approved: policy && isoIn(policy.approvedAt, zone),
      changed: policy && changed.has(citation(policy)) ? phrase(language, 'dossier.similar.yes') : null,
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
