/**
 * Cases and figures as tables. The order names the reader and the time only: rows are read when the file is made, with the rights that the
 * reader has by then, page by page.
 */
import { z } from 'zod';
import { DeliveryError } from '../core/errors.ts';
import type { Reads } from '../core/reads.ts';
import type { CasePlace } from '../core/reports.ts';
import { type Case, stageOf } from '../domain/case.ts';
import type { Outlet } from '../domain/outlet.ts';
import { isoIn } from '../domain/periods.ts';
import { LANGUAGES, type Language, type Person } from '../domain/person.ts';
import { complainantOf, complainantPhoneOf, receiverOf } from '../domain/register.ts';
import {
  CSV_CASES_MAX,
  causeNamed,
  DIMENSIONS,
  groupOf,
  type Line,
  registerScope,
  reportScope,
  worstFirst,
} from '../domain/report.ts';
import { may, mayRead } from '../domain/rights.ts';
import { type MessageKey, phrase } from '../locales/catalogue.ts';
import { type Cell, csvFile } from './csv.ts';
import { type Maker, maker } from './documents.ts';

const PAGE = 500;
/** Below what every platform takes (Discord's 10 MB), with room for the line that says so. */
const BYTES_MAX = 9 * 1024 * 1024;
/** A line is there to be overlooked; the case has the rest. */
const WORDS_MAX = 200;

export type TableReads = Pick<Reads, 'outlets' | 'person' | 'reports'>;

const ordered = {
  reader: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  language: z.enum(LANGUAGES),
};
const casesOrder = z.object({
  ...ordered,
  /** The register has what is open too, and only what a store sees. */
  as: z.enum(['report', 'register']),
  outlet: z.string().nullable(),
  zone: z.string(),
});
const linesOrder = z.object({ ...ordered, dimension: z.enum(DIMENSIONS) });

export const caseTables = (reads: TableReads): Readonly<Record<'cases' | 'lines', Maker>> => ({
  cases: maker(casesOrder, async (order, signal) => csvFile(caseRows(order, reads, signal))),
  lines: maker(linesOrder, async (order) => csvFile(await lineRows(order, reads))),
});

async function readerOf(id: string, permission: 'report.read' | 'register.read', reads: TableReads): Promise<Person> {
  const person = await reads.person(id);
  if (!person || !may(person, permission)) throw new DeliveryError('refused', 'the reader may not read it any more');
  return person;
}

const COLUMNS = [
  ...(['number', 'kind', 'status', 'received', 'code', 'outlet', 'complainant', 'phone', 'group', 'cause'] as const),
  ...(['intake', 'words', 'receiver', 'handler', 'started', 'due', 'answered', 'closed', 'result'] as const),
  ...(['rating', 'reopened'] as const),
] as const;

type CasesOrder = z.infer<typeof casesOrder>;

async function* caseRows(
  { reader, as, outlet, from, to, zone, language }: CasesOrder,
  reads: TableReads,
  signal: AbortSignal,
): AsyncGenerator<readonly Cell[]> {
  const person = await readerOf(reader, `${as}.read`, reads);
  const outlets = await reads.outlets();
  const scope = as === 'report' ? reportScope(person, outlets) : registerScope(person, outlets, outlet);
  if (!scope) throw new DeliveryError('refused', 'the reader may not read it any more');
  const byId = new Map(outlets.map((one) => [one.id, one]));
  const ask = { scope, received: { from, to }, open: as === 'register' };
  let bytes = 0;
  let count = 0;
  let after: CasePlace | undefined;
  yield COLUMNS.map((column) => phrase(language, `table.${column}`));
  for (;;) {
    signal.throwIfAborted();
    const page = await reads.reports.cases(ask, Math.min(PAGE, CSV_CASES_MAX + 1 - count), after);
    const names = await reads.reports.names([...new Set(page.flatMap(peopleOf))]);
    for (const current of page) {
      if (current.confidential || !mayRead(person, current)) continue;
      const row = rowOf(current, { outlet: byId.get(current.outletId ?? ''), names, zone, language });
      bytes += row.reduce<number>((sum, cell) => sum + Buffer.byteLength(String(cell ?? '')) + 4, 0);
      count += 1;
      if (count > CSV_CASES_MAX || bytes > BYTES_MAX) {
        yield [phrase(language, 'report.table.full')];
        return;
      }
      yield row;
    }
    after = page.at(-1);
    if (page.length < PAGE) return;
  }
}

const peopleOf = (current: Case): string[] => [receiverOf(current), current.assigneeId].filter((id) => id !== null);

interface Around {
  outlet: Outlet | undefined;
  names: ReadonlyMap<string, string>;
  zone: string;
  language: Language;
}

function rowOf(current: Case, { outlet, names, zone, language }: Around): Cell[] {
  const { cause, intake, outcome, kind } = current;
  const say = (key: MessageKey): string => phrase(language, key);
  const at = (moment: string | null): Cell => moment && isoIn(moment, zone);
  const named = (id: string): string => names.get(id) ?? say('person.unnamed');
  const receiver = receiverOf(current);
  const group = cause && groupOf(cause);
  const cells: Record<(typeof COLUMNS)[number], Cell> = {
    number: current.number,
    kind: say(`case.kind.${kind}`),
    status: say(`case.status.${stageOf(current)}`),
    received: at(current.createdAt),
    code: outlet?.code ?? null,
    outlet: outlet?.name ?? null,
    complainant: complainantOf(current),
    phone: complainantPhoneOf(current),
    group: group ? say(`cause.group.${group}`) : null,
    cause: cause && say(`cause.${cause}`),
    intake: intake && say(`intake.${intake}`),
    words: cut(current.words),
    receiver: receiver === null ? say('desk.journal.assistant') : named(receiver),
    handler: current.assigneeId && named(current.assigneeId),
    started: at(current.startedAt ?? current.respondedAt),
    due: at(current.dueAt),
    answered: at(current.answeredAt),
    closed: at(current.confirmedAt),
    result: outcome && say(`outcome.${outcome}`),
    rating: current.rating,
    reopened: current.reopened ?? 0,
  };
  return COLUMNS.map((column) => cells[column]);
}

function cut(words: string): string {
  const characters = [...words];
  return characters.length > WORDS_MAX ? `${characters.slice(0, WORDS_MAX - 1).join('')}…` : words;
}

type LinesOrder = z.infer<typeof linesOrder>;

async function lineRows(
  { reader, from, to, language, dimension }: LinesOrder,
  reads: TableReads,
): Promise<(readonly Cell[])[]> {
  const person = await readerOf(reader, 'report.read', reads);
  if (dimension === 'agent' && !may(person, 'report.agents'))
    throw new DeliveryError('refused', 'the reader may not read it any more');
  const outlets = await reads.outlets();
  const lines = await reads.reports.lines(dimension, { scope: reportScope(person, outlets), closed: { from, to } });
  const { ranked, few } = worstFirst(lines);
  const names =
    dimension === 'agent' ? await reads.reports.names(lines.map(({ key }) => key)) : new Map<string, string>();
  const nameOf = (key: string): string => {
    const outlet = outlets.find(({ id }) => id === key);
    if (dimension === 'store') return outlet ? `${outlet.name} (${outlet.code})` : key;
    const cause = causeNamed(key);
    if (dimension === 'cause') return cause ? phrase(language, `cause.${cause}`) : key;
    return names.get(key) ?? phrase(language, 'person.unnamed');
  };
  const heading = (
    ['closed-cases', 'troubled', 'kept', 'reopened-cases', 'rated', 'average', 'response', 'answer'] as const
  ).map((column) => phrase(language, `table.${column}`));
  return [
    [phrase(language, 'table.name', { dimension }), ...heading],
    ...[...ranked, ...few].map((line) => [nameOf(line.key), ...cellsOf(line)]),
  ];
}

const minutes = (ms: number | null): Cell => (ms === null ? null : Math.round(ms / 60_000));

const cellsOf = ({ closed, troubled, kept, reopened, rated, average, response, answer }: Line): Cell[] => [
  ...[closed, troubled, kept, reopened, rated],
  average === null ? null : Math.round(average * 100) / 100,
  minutes(response),
  minutes(answer),
];
