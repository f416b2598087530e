/**
 * When the disclosure document was received, confirmed, and when it is to be signed or paid: whoever notes it, the other side hears of it, and both
 * hear when the waiting period is over.
 */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { type Reply, say, type Text } from '../../core/message.ts';
import { dayText, plannedLines, waitingText } from '../../core/waiting-text.ts';
import type { DisclosureAct, Plan, Waiting } from '../../domain/disclosure.ts';
import type { Dossier } from '../../domain/dossier.ts';
import { spanOfDay } from '../../domain/periods.ts';
import type { Person } from '../../domain/person.ts';
import { outOfQuiet } from '../../domain/quiet-hours.ts';
import { may } from '../../domain/rights.ts';
import { brandText } from '../answers/brands.ts';
import { nameOf } from '../cases/person-names.ts';
import { confirmReply, disclosureCard, disclosureReply, staffCardButton } from './disclosure-card.ts';
import { type Done, dossiersOf, momentFor, refusedWith, write } from './dossier-access.ts';
import { dossierButtonId } from './dossier-card.ts';

export const WAITING_TIMER = 'dossier.waiting';

export const mayRecord = (person: Person | undefined): boolean => may(person, 'disclosure.record');

/** The country that the person has said for another brand, so that it is asked once. */
export async function countryOf(dossier: Dossier | undefined, personId: string, { reads }: Pick<Context, 'reads'>) {
  if (dossier?.disclosure?.country) return dossier.disclosure.country;
  const others = await dossiersOf({ personId, reads });
  return others.find((one) => one.disclosure?.country)?.disclosure?.country ?? null;
}

/** By the prospect. */
export async function noteOwn(dossier: Dossier, act: DisclosureAct, context: Context): Promise<Done> {
  const { person } = context;
  const written = write(dossier, act, context);
  if (written.refused || !person) return refusedWith(written.refused ?? 'unknown-item');
  const { dossier: next, effect } = written;
  const told = act.type === 'over' ? [] : deskLines(dossier, next, act, person, context);
  return {
    replies: [disclosureReply(next, context)],
    effects: [
      effect,
      ...(act.type === 'disclose' ? waitingTimer(next, person, context) : []),
      ...told.map((reply): Effect => ({ type: 'post', to: 'desk', reply })),
    ],
  };
}

function deskLines(
  before: Dossier,
  next: Dossier,
  act: Exclude<DisclosureAct, { type: 'over' }>,
  owner: Person,
  context: Context,
): Reply[] {
  const { waiting } = momentFor(next, context, owner);
  const who = { name: nameOf(owner), brand: brandText(next) };
  const buttons = [staffCardButton(next)];
  if (act.type === 'plan')
    return [{ text: { lines: [planTold(next, act.plan, who), ...early(next, waiting)] }, buttons }];
  const day = dayText(next.disclosure?.receivedOn ?? '');
  const other = before.disclosure?.receivedOn;
  const differs = act.type === 'disclose' && other !== undefined && other !== act.receivedOn;
  const lead = differs
    ? say('disclosure.told.desk.differs', { ...who, day, before: dayText(other) })
    : say('disclosure.told.desk', { ...who, day });
  return [{ text: { lines: [lead, waitingText(waiting)] }, buttons }];
}

const early = (dossier: Dossier, waiting: Waiting): Text[] => [
  ...plannedLines(dossier, waiting),
  say('waiting.advice'),
];

function planTold({ planned }: Dossier, plan: Plan, who: { name: Text; brand: Text }) {
  return planned?.[plan] == null
    ? say('disclosure.told.desk.unplanned', { ...who, plan })
    : say('disclosure.told.desk.plan', who);
}

/** By staff, who may. */
export function noteByStaff(dossier: Dossier, act: DisclosureAct, owner: Person, context: Context): Done {
  const { person } = context;
  if (!person || !mayRecord(person)) return { replies: [{ text: say('command.not-allowed') }], effects: [] };
  const written = write(dossier, act, context, owner);
  if (written.refused) return refusedWith(written.refused);
  const { dossier: next, effect } = written;
  const { waiting } = momentFor(next, context, owner);
  const reply: Reply | undefined =
    act.type === 'disclose' && next.disclosure
      ? confirmReply(next, next.disclosure, waiting)
      : act.type === 'plan'
        ? planReply(next, act.plan, waiting)
        : undefined;
  return {
    replies: [disclosureCard(next, owner, context)],
    effects: [
      effect,
      { type: 'needs-rights', person },
      ...(act.type === 'disclose' ? waitingTimer(next, owner, context) : []),
      ...(reply ? [{ type: 'post' as const, to: 'person' as const, personId: owner.id, reply }] : []),
    ],
  };
}

function planReply(dossier: Dossier, plan: Plan, waiting: Waiting): Reply {
  const brand = brandText(dossier);
  const lead =
    dossier.planned?.[plan] == null
      ? say('disclosure.told.person.unplanned', { brand, plan })
      : say('disclosure.told.person.plan', { brand });
  const button = { id: dossierButtonId(dossier, 'disclosure'), label: say('dossier.button.disclosure') };
  return { text: { lines: [lead, ...early(dossier, waiting)] }, buttons: [button] };
}

/** When the first day has begun where the prospect is, and they may be written to. */
function waitingTimer(dossier: Dossier, owner: Person, context: Context): Effect[] {
  const { waiting, zone } = momentFor(dossier, context, owner);
  if (waiting.state !== 'running' || waiting.earliest === null) return [];
  return [timerAt(dossier, outOfQuiet(spanOfDay(waiting.earliest, zone).from, zone, context.callRules.quiet))];
}

const timerAt = ({ id }: Dossier, dueAt: string): Effect => ({
  type: 'timer',
  timer: { key: `${WAITING_TIMER}:${id}:${dueAt}`, dueAt, kind: WAITING_TIMER, ids: { dossier: id } },
});

/** The day may have become another one since: then its own timer tells of it. */
export async function waitingOver(dossierId: string, context: Context): Promise<Outcome> {
  const nothing: Outcome = { replies: [], effects: [] };
  const dossier = await context.reads.dossier(dossierId);
  const owner = dossier && (await context.reads.person(dossier.personId));
  if (!dossier?.disclosure || !owner) return nothing;
  const { waiting, zone } = momentFor(dossier, context, owner);
  if (waiting.earliest === null || dossier.disclosure.toldOf === waiting.earliest) return nothing;
  if (waiting.state === 'running') return { ...nothing, effects: waitingTimer(dossier, owner, context) };
  const awake = outOfQuiet(context.now, zone, context.callRules.quiet);
  if (Date.parse(awake) > Date.parse(context.now)) return { ...nothing, effects: [timerAt(dossier, awake)] };
  const written = write(dossier, { type: 'over', earliest: waiting.earliest }, context, owner);
  if (written.refused) return nothing;
  return {
    replies: [],
    effects: [written.effect, ...(await overTold(dossier, owner, waiting.earliest, context))],
  };
}

async function overTold(dossier: Dossier, owner: Person, earliest: string, { reads }: Context): Promise<Effect[]> {
  const told = { brand: brandText(dossier), day: dayText(earliest) };
  const toPerson: Reply = {
    text: { lines: [say('waiting.ended', told), say('waiting.advice')] },
    buttons: [
      { id: dossierButtonId(dossier, 'left'), label: say('dossier.button.left') },
      { id: dossierButtonId(dossier, 'worries'), label: say('dossier.button.worries') },
    ],
  };
  const toStaff: Reply = {
    text: { lines: [say('waiting.ended.staff', { ...told, name: nameOf(owner) }), say('waiting.advice')] },
    buttons: [staffCardButton(dossier)],
  };
  const recorder = await reads.person(dossier.disclosure?.byId ?? '');
  return [
    { type: 'post', to: 'person', personId: owner.id, reply: toPerson },
    recorder?.role === 'staff'
      ? { type: 'post', to: 'person', personId: recorder.id, reply: toStaff, orDesk: toStaff }
      : { type: 'post', to: 'desk', reply: toStaff },
  ];
}
