/** The steps of a dispute between franchisees (F40): what each does to the case, who hears of it, and what is watched by timers. */
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { type Attachment, type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { type Case, stageOf } from '../../domain/case.ts';
import {
  changeHearing,
  type HearingAct,
  type HearingActor,
  type HearingRefusal,
  isHeard,
  objectionEnds,
  type Side,
  STATEMENT_MS,
  settleHearing,
  sideOf,
} from '../../domain/hearing.ts';
import type { Person } from '../../domain/person.ts';
import { may, mayHandle } from '../../domain/rights.ts';
import { refusalsIn, wordsIn } from '../cases/case-acts.ts';
import { answerStamp, colleagueText, underCard, updatedCard } from '../cases/case-card.ts';
import { timersAfter } from '../cases/case-clock.ts';
import { type HearingButton, hearingButtonId } from './hearing-card.ts';

export const HEARING_TIMER = 'hearing.look';

export const hearingActor = (person: Person, current: Case): HearingActor => ({
  personId: person.id,
  staff: mayHandle(person, current),
  reviews: may(person, 'disputes.review'),
});

export function hearingRefusal(current: Case, act: HearingAct, { person, now }: Context): HearingRefusal | undefined {
  return person ? changeHearing(current, act, hearingActor(person, current), now).refused : 'no-side';
}

export async function refuseHearing(current: Case, reason: HearingRefusal, { reads }: Context): Promise<Outcome> {
  const assignee = current.assigneeId ? await reads.person(current.assigneeId) : undefined;
  const name = colleagueText(assignee?.name ?? null);
  const { number } = current;
  return atOnce({
    text: isOwn(reason)
      ? say(`hearing.refused.${reason}`, { number })
      : say(`case.refused.${reason}`, { number, name, status: say(`case.status.${stageOf(current)}`) }),
  });
}

const OWN_REFUSALS = [
  ...(['not-a-dispute', 'heard-already', 'not-heard', 'no-side', 'not-decided', 'accepted-already'] as const),
  ...(['objected-already', 'too-late', 'other-decider', 'higher-decider', 'no-remedy'] as const),
] as const;

const isOwn = (reason: HearingRefusal): reason is (typeof OWN_REFUSALS)[number] =>
  OWN_REFUSALS.some((one) => one === reason);

/** Does a step, or says why not. */
export async function actOnHearing(current: Case, act: HearingAct, context: Context): Promise<Outcome> {
  const { person, now, deadlines } = context;
  if (!person) throw new Error('only a person acts in a dispute');
  const actor = hearingActor(person, current);
  const change = changeHearing(current, act, actor, now, deadlines);
  if (change.refused) return await refuseHearing(current, change.refused, context);
  const next = change.case;
  const { type, ...body } = act;
  const side = sideOf(current, person.id);
  const effects: Effect[] = [
    { type: 'case', case: next, entry: { kind: type, body } },
    ...(side ? [] : [{ type: 'needs-rights' as const, person }]),
    ...(await consequences(current, next, act, side, context)),
    ...timersAfter(current, next, context),
    ...lookTimers(next),
  ];
  const done: Reply = { text: say(`hearing.done.${type}`, { number: next.number, side: side ?? 'staff' }) };
  return { replies: [side ? done : underCard(next, done)], effects };
}

/** The same for a form that completes. */
export async function hearingByNumber(number: string | undefined, act: HearingAct, context: Context): Promise<Outcome> {
  const current = await context.reads.caseByNumber(number ?? '');
  const { person } = context;
  // As for every other form: nothing of the case is said to whoever has lost the right meanwhile.
  const lost = current && person && !sideOf(current, person.id) && !mayHandle(person, current);
  if (!current || lost) {
    const gone: Reply = { text: lost ? say('rights.gone') : say('case.unknown', { number: number ?? '' }) };
    return { replies: [gone, ...wordsIn(act).map((text) => ({ text }))], effects: [] };
  }
  const outcome = await actOnHearing(current, act, context);
  return { replies: [...refusalsIn(outcome, act), ...outcome.replies], effects: outcome.effects };
}

async function consequences(
  before: Case,
  next: Case,
  act: HearingAct,
  side: Side | undefined,
  context: Context,
): Promise<Effect[]> {
  const { number } = next;
  const card: Effect = { type: 'post', to: 'desk', reply: await updatedCard(next, context) };
  switch (act.type) {
    case 'hear':
      return [
        ...toOther(next, await asked(next, act.text, context)),
        ...(await toReporter(
          next,
          { text: say('hearing.told.heard', { number, until: await until(next, context) }) },
          context,
        )),
        card,
      ];
    case 'statement': {
      const given = {
        text: say('hearing.told.statement', { number, text: verbatim(act.text) }),
        ...attached(act.files),
      };
      return [
        { type: 'post', to: 'desk', reply: underCard(next, given) },
        ...(await toReporter(next, { text: say('hearing.told.both-heard', { number }) }, context)),
        card,
      ];
    }
    case 'decide': {
      const decision = await decided(next, act, context);
      return [...toOther(next, decision), ...(await toReporter(next, decision, context)), card];
    }
    case 'accept': {
      const closed = next.status === 'confirmed';
      const told = say('hearing.told.accept', { number, side: side ?? 'reporter' });
      const final: Reply = { text: say('hearing.told.final', { number }) };
      return [
        { type: 'post', to: 'desk', reply: underCard(next, { text: told }) },
        ...(closed ? await toSide(otherThan(side), next, final, context) : []),
        card,
      ];
    }
    case 'object': {
      const told = say('hearing.told.object', { number, side: side ?? 'reporter', text: verbatim(act.text) });
      const due = { instant: next.dueAt, zone: context.zone };
      return [
        { type: 'post', to: 'desk', reply: underCard(next, { text: told, ...attached(act.files) }) },
        ...(await toSide(otherThan(side), next, { text: say('hearing.told.reviewed', { number, due }) }, context)),
        card,
      ];
    }
    case 'remedied': {
      const told: Reply = { text: say('hearing.told.remedied', { number, text: verbatim(act.text) }) };
      return [...(before.hearing?.remedyBy ? await toReporter(next, told, context) : []), card];
    }
    default:
      return act satisfies never;
  }
}

const otherThan = (side: Side | undefined): Side => (side === 'respondent' ? 'reporter' : 'respondent');

const toSide = async (side: Side, next: Case, reply: Reply, context: Context): Promise<Effect[]> =>
  side === 'respondent' ? toOther(next, reply) : await toReporter(next, reply, context);

async function toReporter(next: Case, reply: Reply, { reads }: Context): Promise<Effect[]> {
  const [thread, person] = await Promise.all([reads.thread(next.threadId), reads.person(next.personId)]);
  return thread ? [{ type: 'post', to: thread, language: person?.language ?? next.language, reply }] : [];
}

const toOther = ({ hearing }: Case, reply: Reply): Effect[] =>
  hearing?.respondentId ? [{ type: 'post', to: 'person', personId: hearing.respondentId, reply }] : [];

const attached = (files: readonly Attachment[] | undefined): Pick<Reply, 'attachments'> =>
  files?.length ? { attachments: [...files] } : {};

async function until({ hearing, personId }: Case, { zone, reads }: Context): Promise<Text> {
  const at = new Date(Date.parse(hearing?.askedAt ?? '1970-01-01T00:00:00Z') + STATEMENT_MS).toISOString();
  return { instant: at, zone: (await reads.person(personId))?.zone ?? zone };
}

/** What the other side reads: never the reporter's name, unless they agreed. */
async function asked(next: Case, text: string, { now, zone, reads }: Context): Promise<Reply> {
  const { number, facts } = next;
  const ends = { instant: new Date(Date.parse(now) + STATEMENT_MS).toISOString(), zone };
  const name = facts.showName === 'yes' ? (await reads.person(next.personId))?.name : null;
  const report = { number, text: verbatim(text), until: ends };
  return {
    text: name ? say('hearing.told.asked.named', { ...report, name }) : say('hearing.told.asked', report),
    buttons: [button(next, 'tell', 'hearing.button.tell', 'primary')],
  };
}

async function decided(next: Case, act: HearingAct & { type: 'decide' }, context: Context): Promise<Reply> {
  const { number } = next;
  const { zone } = context;
  const ends = objectionEnds(next);
  const lines: Text[] = [
    say('hearing.told.decided', { number, finding: say(`hearing.finding.${act.finding}`), text: verbatim(act.text) }),
    say('hearing.told.grounds', { text: verbatim(act.grounds) }),
    ...(act.remedyBy ? [say('hearing.told.remedy', { by: { instant: act.remedyBy, zone, dateOnly: true } })] : []),
    ends ? say('hearing.told.objection', { until: { instant: ends, zone } }) : say('hearing.told.last'),
  ];
  const stamp = answerStamp(next);
  const buttons: ReplyButton[] = [
    { ...button(next, 'accept', 'hearing.button.accept', 'primary'), id: hearingButtonId(next, 'accept', stamp) },
    { ...button(next, 'object', 'hearing.button.object'), id: hearingButtonId(next, 'object', stamp) },
  ];
  return { text: { lines }, ...(ends && { buttons }) };
}

const button = (
  current: Case,
  act: HearingButton,
  label: 'hearing.button.tell' | 'hearing.button.accept' | 'hearing.button.object',
  style?: ReplyButton['style'],
): ReplyButton => ({ id: hearingButtonId(current, act), label: say(label), ...(style && { style }) });

const lookKey = (current: Case, what: 'statement' | 'final' | 'remedy'): string =>
  `${HEARING_TIMER}:${current.id}:${what}`;

/** What is still to come of it is looked at when its time is there; a step taken meanwhile makes a look harmless. */
function lookTimers(next: Case): Effect[] {
  const { hearing, id } = next;
  const timer = (what: 'statement' | 'final' | 'remedy', dueAt: string | undefined): Effect =>
    dueAt === undefined
      ? { type: 'cancel-timer', key: lookKey(next, what) }
      : { type: 'timer', timer: { key: lookKey(next, what), dueAt, kind: HEARING_TIMER, ids: { case: id, what } } };
  const waits = hearing && hearing.statedAt === null && hearing.decidedAt === null && next.status !== 'confirmed';
  const stated = waits ? new Date(Date.parse(hearing.askedAt) + STATEMENT_MS).toISOString() : undefined;
  return [
    timer('statement', stated),
    timer('final', objectionEnds(next)),
    timer('remedy', hearing?.remedyBy ?? undefined),
  ];
}

const NOTHING: Outcome = { replies: [], effects: [] };

/** A time has passed: the other side's to be heard, that to object, or that by which the harm is to be made good. */
export async function lookAtHearing(caseId: string, what: string | undefined, context: Context): Promise<Outcome> {
  const current = await context.reads.caseById(caseId);
  if (!current?.hearing) return NOTHING;
  const { number, hearing } = current;
  const tell = (text: Text, buttons?: ReplyButton[]): Effect => ({
    type: 'post',
    to: 'desk',
    reply: underCard(current, { text, ...(buttons && { buttons }) }),
  });
  if (what === 'statement') {
    const due = hearing.statedAt === null && hearing.decidedAt === null && isHeard(current, context.now);
    if (!due || current.status === 'confirmed') return NOTHING;
    const buttons = [{ id: hearingButtonId(current, 'decide'), label: say('hearing.button.decide') }];
    return { replies: [], effects: [tell(say('hearing.told.silent', { number }), buttons)] };
  }
  if (what === 'remedy') {
    if (!hearing.remedyBy || Date.parse(context.now) < Date.parse(hearing.remedyBy)) return NOTHING;
    const buttons = [{ id: hearingButtonId(current, 'remedied'), label: say('hearing.button.remedied') }];
    return { replies: [], effects: [tell(say('hearing.told.remedy-due', { number }), buttons)] };
  }
  const next = settleHearing(current, context.now);
  if (!next) return NOTHING;
  const final: Reply = { text: say('hearing.told.final', { number }) };
  return {
    replies: [],
    effects: [
      { type: 'case', case: next, entry: { kind: 'final', body: {} } },
      { type: 'post', to: 'desk', reply: await updatedCard(next, context) },
      ...(await toReporter(next, final, context)),
      ...toOther(next, final),
      ...timersAfter(current, next, context),
    ],
  };
}
