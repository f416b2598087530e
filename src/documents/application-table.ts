/** Applications as a table, one a line, for those who decide. Withdrawn ones have neither answers nor a name; health stands in none. */
import { z } from 'zod';
import { DeliveryError } from '../core/errors.ts';
import type { Reads } from '../core/reads.ts';
import { APPLICATION_STATUSES, type Application } from '../domain/application.ts';
import type { ApplicationAnswers, CHOSEN } from '../domain/application-answers.ts';
import { isoIn } from '../domain/periods.ts';
import { LANGUAGES } from '../domain/person.ts';
import { CSV_CASES_MAX } from '../domain/report.ts';
import { may } from '../domain/rights.ts';
import { type MessageKey, phrase } from '../locales/catalogue.ts';
import { type Cell, csvFile } from './csv.ts';
import { type Maker, maker } from './documents.ts';

const order = z.object({
  ...{ reader: z.string(), zone: z.string(), language: z.enum(LANGUAGES) },
  now: z.iso.datetime(),
});
type Order = z.infer<typeof order>;
export type ApplicationTableReads = Pick<Reads, 'applicationsIn' | 'person'>;

export const applicationTables = (reads: ApplicationTableReads): Readonly<Record<'applications', Maker>> => ({
  applications: maker(order, async (asked) => csvFile(await rows(asked, reads))),
});

const STATE = ['status', 'brand', 'day', 'points', 'most', 'due', 'decision', 'decider', 'reason', 'note'] as const;
const TOLD = [
  ...(['name', 'region', 'location', 'background', 'brands', 'change', 'origin', 'wishes'] as const),
  ...(['culture', 'impression', 'market', 'matters', 'references'] as const),
] as const satisfies readonly (keyof ApplicationAnswers)[];

async function rows(asked: Order, reads: ApplicationTableReads): Promise<(readonly Cell[])[]> {
  const { language, reader } = asked;
  const person = await reads.person(reader);
  if (!may(person, 'applications.decide')) throw new DeliveryError('refused', 'the reader may not read it any more');
  const say = (key: MessageKey): string => phrase(language, key);
  const all = await reads.applicationsIn(APPLICATION_STATUSES, CSV_CASES_MAX + 1);
  const found = all.slice(0, CSV_CASES_MAX).filter(({ personId }) => personId !== reader);
  const deciders = new Map<string, string>();
  for (const id of new Set(found.flatMap(({ decision }) => (decision ? [decision.byId] : []))))
    deciders.set(id, (await reads.person(id))?.name ?? say('person.unnamed'));
  const heading = [
    ...STATE.map((column) => say(`applications.column.${column}`)),
    say('applications.column.phone'),
    ...[say('apply.funds'), say('applications.column.currency')],
    ...CHOICES.map((column) => say(`apply.${column}`)),
    ...TOLD.map((column) => say(`apply.${column}`)),
  ];
  const cut = all.length > CSV_CASES_MAX ? [[say('report.table.full')]] : [];
  return [heading, ...found.map((one) => cellsOf(one, deciders, asked)), ...cut];
}

const CHOICES = [
  ...(['experience', 'trading', 'relation', 'source', 'team', 'work', 'standards', 'visited'] as const),
  ...(['plan', 'horizon', 'pending'] as const),
] as const satisfies readonly (keyof typeof CHOSEN)[];

function cellsOf(one: Application, deciders: ReadonlyMap<string, string>, { language, zone }: Order): Cell[] {
  const { answers, score, decision, status, asked, brand } = one;
  const say = (key: MessageKey): string => phrase(language, key);
  const at = (moment: string | null): Cell => moment && isoIn(moment, zone);
  return [
    say(asked ? 'application.status.asked' : `application.status.${status}`),
    brand,
    at(one.createdAt),
    score?.points ?? null,
    score?.most ?? null,
    at(one.dueAt),
    at(decision?.at ?? null),
    decision ? (deciders.get(decision.byId) ?? null) : null,
    decision?.reason ? say(`application.decline.${decision.reason}`) : null,
    decision?.note ?? null,
    answers?.phone ?? null,
    answers ? answers.funds.minor / 100 : null,
    answers?.funds.currency ?? null,
    ...CHOICES.map((column): Cell => (answers ? chosen(answers, column, say) : null)),
    ...TOLD.map((column): Cell => answers?.[column] ?? null),
  ];
}

function chosen(answers: ApplicationAnswers, column: (typeof CHOICES)[number], say: (key: MessageKey) => string): Cell {
  switch (column) {
    case 'experience':
      return say(`apply.experience.${answers.experience}`);
    case 'trading':
      return say(`apply.trading.${answers.trading}`);
    case 'relation':
      return answers.relation && say(`apply.relation.${answers.relation}`);
    case 'source':
      return say(`apply.source.${answers.source}`);
    case 'team':
      return say(`apply.team.${answers.team}`);
    case 'work':
      return say(`apply.work.${answers.work}`);
    case 'standards':
      return say(`apply.standards.${answers.standards}`);
    case 'visited':
      return say(`apply.visited.${answers.visited}`);
    case 'plan':
      return say(`apply.plan.${answers.plan}`);
    case 'horizon':
      return say(`apply.horizon.${answers.horizon}`);
    case 'pending':
      return say(`apply.pending.${answers.pending}`);
    default:
      return column satisfies never;
  }
}
