/**
 * Gives out the cases of queues that are set to `auto`: a recurring look takes those that nobody has, all in one decision, so that a burst is
 * shared as evenly as single ones. A look is one timer's decision, and each case is guarded by its journal: whoever claims one meanwhile has it.
 */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { say } from '../../core/message.ts';
import { type Assignment, assignAll, type Waiting } from '../../domain/assignment.ts';
import type { Case } from '../../domain/case.ts';
import { assigned } from '../../domain/case-changes.ts';
import { autoKinds, queueFor } from '../../domain/queues.ts';
import { caseButtonId, colleagueText, underCard } from '../cases/case-card.ts';
import { cardTo, dutyText, toDesk, toPerson } from './told.ts';

export const DISPATCH_TIMER = 'cases.assign';

/** While there is something to do, and while there is not: each look leaves a row behind. */
const LOOK_MS = 2_000;
const IDLE_MS = 15_000;
/** So many cases are given out by one decision. */
const BATCH = 50;
/** So many that nobody fits may lie before those that someone does. */
const LOOKED_AT = 500;
/** In the timer, as case numbers: of which the desk was told that nobody fits. */
const TOLD_SEPARATOR = ',';

export async function dispatch(toldBefore: string | undefined, context: Context): Promise<Outcome> {
  const { reads, routing, now } = context;
  const kinds = autoKinds(routing);
  // Nothing is given out any more: the chain ends, and begins with the next start that wants it.
  if (kinds.length === 0) return { replies: [], effects: [] };
  const waiting = await waitingCases(kinds, context);
  const [staff, loads] = waiting.length === 0 ? [[], []] : await Promise.all([reads.staff(), reads.openLoads()]);
  const load = new Map(loads.map(({ personId, count }) => [personId, count]));
  const all = assignAll(waiting, staff, load, routing);
  const given = all.assigned.slice(0, BATCH);
  const known = new Set((toldBefore ?? '').split(TOLD_SEPARATOR));
  const effects: Effect[] = [];
  for (const one of given) effects.push(...(await giveOut(one, context)));
  for (const stuck of all.stuck) if (!known.has(stuck.number)) effects.push(tellStuck(stuck, waiting, context));
  const afterMs = all.assigned.length > given.length ? 0 : waiting.length > 0 ? LOOK_MS : IDLE_MS;
  const dueAt = new Date(Date.parse(now) + afterMs).toISOString();
  const told = all.stuck.map(({ number }) => number).join(TOLD_SEPARATOR);
  // Of its own key: the one that came due is deleted by the same decision.
  const key = `${DISPATCH_TIMER}:${context.id('next')}`;
  effects.push({ type: 'timer', timer: { key, dueAt, kind: DISPATCH_TIMER, ids: { told } } });
  return { replies: [], effects };
}

async function waitingCases(kinds: readonly Case['kind'][], { reads, routing }: Context): Promise<Waiting[]> {
  const found = await Promise.all(kinds.map((kind) => reads.openCases(LOOKED_AT, { kind, assigneeId: null })));
  const cases = found.flat().filter(({ status }) => status === 'received');
  if (cases.length === 0) return [];
  const outlets = new Map((await reads.outlets()).map((one) => [one.id, one]));
  return cases
    .map((current) => ({ case: current, outlet: outlets.get(current.outletId ?? '') }))
    .filter(({ case: { kind }, outlet }) => queueFor(kind, outlet, routing).assign === 'auto')
    .sort((a, b) => urgency(a.case) - urgency(b.case) || Date.parse(a.case.dueAt) - Date.parse(b.case.dueAt));
}

const urgency = ({ urgent }: Case): number => (urgent ? 0 : 1);

async function giveOut({ case: current, person, load, rule }: Assignment, context: Context): Promise<Effect[]> {
  const next = assigned(current, person.id);
  const { number } = next;
  const name = colleagueText(person.name);
  return [
    { type: 'case', case: next, entry: { kind: 'assign', body: { to: person.id, load, rule } } },
    // Whoever goes off duty at this moment must not get it.
    { type: 'needs-rights', person },
    // Who gets it after a shift has ended is the desk's matter; the person is told of the first colleague only.
    ...((await wasNamed(current, context))
      ? []
      : await toPerson(next, { text: say('case.told.claim', { number, name }) }, context)),
    await toDesk(next, context),
    ...(await cardTo([person], say('assign.told.program', { number, load, rule }), next, context)),
  ];
}

const wasNamed = async ({ id }: Case, { reads }: Context): Promise<boolean> =>
  (await reads.journalOf(id)).some(({ kind }) => kind === 'assign' || kind === 'claim' || kind === 'takeover');

function tellStuck(current: Case, waiting: readonly Waiting[], { routing }: Context): Effect {
  const { number, kind } = current;
  const outlet = waiting.find((one) => one.case.id === current.id)?.outlet;
  const { duties } = queueFor(kind, outlet, routing);
  const duty = { list: duties.map((one) => dutyText(one)) };
  const buttons = [{ id: caseButtonId(current, 'claim'), label: say('card.button.claim') }];
  const reply = underCard(current, { text: say('assign.stuck', { number, duty }), buttons });
  return { type: 'post', to: 'desk', reply };
}
