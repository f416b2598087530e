/** The promises of callbacks as a table, one a line. As with cases, rows are read when the file is made, with the rights of then. */
import { z } from 'zod';
import { DeliveryError } from '../core/errors.ts';
import type { Findings } from '../domain/callback-findings.ts';
import type { CallRecord } from '../domain/callback-report.ts';
import { isoIn } from '../domain/periods.ts';
import { LANGUAGES } from '../domain/person.ts';
import { CSV_CASES_MAX, reportScope } from '../domain/report.ts';
import { may } from '../domain/rights.ts';
import { type MessageKey, phrase } from '../locales/catalogue.ts';
import type { TableReads } from './case-table.ts';
import { type Cell, csvFile } from './csv.ts';
import { type Maker, maker } from './documents.ts';

const order = z.object({
  ...{ reader: z.string(), zone: z.string(), language: z.enum(LANGUAGES) },
  ...{ from: z.iso.datetime(), to: z.iso.datetime() },
  /** What is open is open at this moment, as the message says that it comes with. */
  now: z.iso.datetime(),
  /** With who was in charge: how someone works is for those who lead them. */
  agents: z.boolean(),
});
type Order = z.infer<typeof order>;

export const callTables = (reads: TableReads): Readonly<Record<'calls', Maker>> => ({
  calls: maker(order, async (asked) => csvFile(await rows(asked, reads))),
});

const COLUMNS = [
  ...(['kind', 'topic', 'person', 'case', 'from', 'until', 'verdict', 'ended', 'outcome', 'status'] as const),
  ...(['result', 'people', 'product', 'answer', 'said', 'owner'] as const),
] as const;

async function rows(asked: Order, reads: TableReads): Promise<(readonly Cell[])[]> {
  const { reader, language, from, to, now, agents } = asked;
  const person = await reads.person(reader);
  if (!may(person, 'report.read') || !person || (agents && !may(person, 'report.agents')))
    throw new DeliveryError('refused', 'the reader may not read it any more');
  const scope = reportScope(person, await reads.outlets());
  const found = await reads.reports.callRecords({ scope, now, period: { from, to } }, CSV_CASES_MAX + 1);
  const columns = COLUMNS.filter((column) => column !== 'owner' || agents);
  const heading = columns.map((column) => phrase(language, `table.call.${column}`));
  // Whoever calls nobody back is not told whom, nor what they said.
  const named = may(person, 'calls.handle');
  const lines = found.slice(0, CSV_CASES_MAX).map((one) => {
    const cells = cellsOf(named ? one : { ...one, person: null, findings: withoutWords(one.findings) }, asked);
    return columns.map((column) => cells[column]);
  });
  const cut = found.length > CSV_CASES_MAX ? [[phrase(language, 'report.table.full')]] : [];
  return [heading, ...lines, ...cut];
}

function cellsOf(one: CallRecord, { language, zone }: Order): Record<(typeof COLUMNS)[number], Cell> {
  const say = (key: MessageKey): string => phrase(language, key);
  const at = (moment: string | null): Cell => moment && isoIn(moment, zone);
  return {
    kind: say(`call.kind.${one.kind}`),
    topic: one.topic,
    person: one.person,
    case: one.caseNumber,
    from: at(one.from),
    until: at(one.until),
    verdict: say(`report.verdict.${one.verdict}`),
    ended: at(one.endedAt),
    outcome: one.outcome && say(`call.outcome.${one.outcome}`),
    status: say(`call.status.${one.status}`),
    result: one.result && say(`call.problem.${one.result}`),
    ...foundCells(one.findings, language),
    owner: one.ownerId === null ? say('report.calls.nobody') : (one.owner ?? say('person.unnamed')),
  };
}

const withoutWords = (findings: Findings | null): Findings | null => {
  if (!findings) return null;
  return findings.type === 'first-contact' ? { ...findings, words: '', needs: '' } : { ...findings, words: '' };
};

function foundCells(findings: Findings | null, language: Order['language']) {
  const cells: Record<'people' | 'product' | 'answer' | 'said', Cell> = {
    ...{ people: null, product: null, answer: null },
    said: findings?.words ?? null,
  };
  switch (findings?.type) {
    case 'satisfaction':
      return { ...cells, people: findings.people, product: findings.product };
    case 'after-complaint':
      return { ...cells, answer: phrase(language, `call.settled.${findings.settled ? 'yes' : 'no'}`) };
    case 'after-problem':
      return { ...cells, answer: phrase(language, `call.dealt.${findings.dealtWith ? 'yes' : 'no'}`) };
    case 'first-contact':
      return { ...cells, said: [findings.words, findings.needs].filter((part) => part !== '').join('\n') };
    case 'talk':
    case undefined:
      return cells;
    default:
      return findings satisfies never;
  }
}
