/** The deadline of a case as timers: a warning before it, the escalation at it, the first word, and a person who does not answer. */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { type Reply, say, verbatim } from '../../core/message.ts';
import type { Calendar } from '../../domain/business-time.ts';
import { type Case, clockOfCase, isRunning, isWaiting } from '../../domain/case.ts';
import { escalationAt, warnAt } from '../../domain/deadlines.ts';
import { STEPS, type Step, stepsOf } from '../../domain/escalation.ts';
import { mayHandle } from '../../domain/rights.ts';
import { referRemind, tellAssignee, tellStep } from '../desk/escalating.ts';
import { caseButtonId, underCard } from './case-card.ts';

export const DUE_TIMER = 'case.due';
export const WARN_TIMER = 'case.warn';
export const RESPOND_TIMER = 'case.respond';
export const WAIT_TIMER = 'case.wait';

/** So long after a question to the person the desk hears that they have not answered. */
const WAIT_MS = 48 * 3_600_000;

/** The first step's key is that of the versions that had only one. */
const dueKey = ({ id }: Case, step = 0): string => `${DUE_TIMER}:${id}${step === 0 ? '' : `:${step}`}`;
const warnKey = ({ id }: Case): string => `${WARN_TIMER}:${id}`;
const respondKey = ({ id }: Case): string => `${RESPOND_TIMER}:${id}`;
const waitKey = ({ id }: Case, turn = ''): string => `${WAIT_TIMER}:${id}${turn === '' ? '' : `:${turn}`}`;
const AGAIN = 'again';

const dueTimer = (current: Case, dueAt: string, step: number): Effect => ({
  type: 'timer',
  timer: { key: dueKey(current, step), dueAt, kind: DUE_TIMER, ids: { case: current.id, step: String(step) } },
});

const timer = (key: string, dueAt: string, kind: string, { id }: Case): Effect => ({
  type: 'timer',
  timer: { key, dueAt, kind, ids: { case: id } },
});

const cancel = (key: string): Effect => ({ type: 'cancel-timer', key });

/** The timers of a case whose clock has just begun. */
export function firstTimers(current: Case, context: Context): Effect[] {
  return clockTimers(current, context).filter(({ type }) => type === 'timer');
}

/**
 * The timers as they must be now: those that are still to come are set, all others are taken back. What an act has brought into the past is
 * told at once, unless it was told already.
 */
export function clockTimers(current: Case, { now, deadlines: { calendar } }: Context, before?: Case): Effect[] {
  const running = isRunning(current);
  const nowMs = Date.parse(now);
  const isPast = (at: string | null | undefined): at is string => typeof at === 'string' && Date.parse(at) <= nowMs;
  const heard = (at: string | null | undefined): boolean =>
    before !== undefined && typeof at === 'string' && Date.parse(at) <= ranUntil(before, nowMs);
  const pending = (at: string | null | undefined, was: string | null | undefined): string | undefined =>
    !running || !at ? undefined : !isPast(at) ? at : heard(was) ? undefined : now;
  const warn = isPast(current.dueAt)
    ? undefined
    : pending(warnAt(clockOfCase(current), calendar), before && warnAt(clockOfCase(before), calendar));
  const respond = current.respondedAt === null ? pending(current.respondBy, before?.respondBy) : undefined;
  const next = running ? nextStep(current, now, calendar, before && stepReached(before, heard, calendar)) : undefined;
  return [
    warn ? timer(warnKey(current), warn, WARN_TIMER, current) : cancel(warnKey(current)),
    respond ? timer(respondKey(current), respond, RESPOND_TIMER, current) : cancel(respondKey(current)),
    ...waitTimers(current, before, now),
    ...STEPS.map((_, step) => (next?.step === step ? dueTimer(current, next.at, step) : cancel(dueKey(current, step)))),
  ];
}

/** While it was answered or closed nothing was told. */
function ranUntil(before: Case, nowMs: number): number {
  const ended = before.status === 'answered' ? before.answeredAt : before.confirmedAt;
  return ended === null ? nowMs : Math.min(nowMs, Date.parse(ended));
}

/** The last step of the escalation of which the desk has heard; -1: none. */
function stepReached(before: Case, heard: (at: string | undefined) => boolean, calendar: Calendar): number {
  const clock = clockOfCase(before);
  return stepsOf(before).findLastIndex((_, step) => heard(escalationAt(before.dueAt, step, clock, calendar)));
}

/** The next step of the escalation. One that the desk has heard of is not taken again, but the last one may be. */
function nextStep(current: Case, now: string, calendar: Calendar, reached = -1): { step: number; at: string } {
  const clock = clockOfCase(current);
  const times = stepsOf(current).map((_, step) => escalationAt(current.dueAt, step, clock, calendar) ?? now);
  const past = times.findLastIndex((at) => Date.parse(at) <= Date.parse(now));
  if (past > reached) return { step: past, at: now };
  const ahead = times[past + 1];
  if (ahead !== undefined) return { step: past + 1, at: ahead };
  return { step: past, at: escalationAt(now, 1, clock, calendar) ?? now };
}

/** A person who does not answer is a matter for the desk again and again; the two keys take turns. */
function waitTimers(current: Case, before: Case | undefined, now: string): Effect[] {
  if (!isWaiting(current)) return [cancel(waitKey(current)), cancel(waitKey(current, AGAIN))];
  return before && isWaiting(before) ? [] : [waitTimer(current, now, '')];
}

function waitTimer(current: Case, now: string, turn: string): Effect {
  const dueAt = new Date(Date.parse(now) + WAIT_MS).toISOString();
  const ids = { case: current.id, turn };
  return { type: 'timer', timer: { key: waitKey(current, turn), dueAt, kind: WAIT_TIMER, ids } };
}

/** What an act has changed of it. Most leave the timers as they are. */
export function timersAfter(before: Case, next: Case, context: Context): Effect[] {
  const moved =
    before.dueAt !== next.dueAt ||
    before.respondBy !== next.respondBy ||
    isRunning(before) !== isRunning(next) ||
    JSON.stringify(before.clock) !== JSON.stringify(next.clock);
  if (moved) return clockTimers(next, context, before);
  const responded = before.respondBy !== null && before.respondedAt === null && next.respondedAt !== null;
  return responded ? [cancel(respondKey(next))] : [];
}

const NOTHING: Outcome = { replies: [], effects: [] };

const toDesk = (current: Case, reply: Reply): Effect => ({
  type: 'post',
  to: 'desk',
  reply: underCard(current, reply),
});

const lookAtIt = (current: Case): Pick<Reply, 'buttons'> => ({
  buttons: [
    { id: caseButtonId(current, 'show'), label: say('card.button.show') },
    { id: caseButtonId(current, 'why'), label: say('card.button.why') },
  ],
});

/** The deadline has come (a timer that was moved can't fire), or a step after it: the desk is told whose it is now, unless the case was answered meanwhile. */
export async function caseDue(caseId: string, stepName: string | undefined, context: Context): Promise<Outcome> {
  const current = await context.reads.caseById(caseId);
  if (!current || !isRunning(current)) return NOTHING;
  const steps = stepsOf(current);
  const step = Math.min(Number(stepName ?? 0) || 0, steps.length - 1);
  const role: Step = steps[step] ?? 'operations';
  const due = { instant: current.dueAt, zone: context.zone };
  if (current.kind === 'praise') return await remindOfPraise(current, context);
  const text = say('desk.told.due', { number: current.number, due, role });
  const told = await tellStep(role, text, current, context);
  // After an outage it may be past as well, and comes at once: whose turn it was must hear of it.
  const following =
    step + 1 < steps.length
      ? escalationAt(current.dueAt, step + 1, clockOfCase(current), context.deadlines.calendar)
      : undefined;
  return {
    replies: [],
    effects: [
      toDesk(current, { text: told.nobody ? { lines: [text, told.nobody] } : text, loud: true, ...lookAtIt(current) }),
      ...told.effects,
      // Of its own key: the one that came due is deleted by the same decision.
      ...(following ? [dueTimer(current, following, step + 1)] : []),
    ],
  };
}

/** The one word about it: to the store's manager, and to the desk if there is none. */
async function remindOfPraise(current: Case, { reads }: Context): Promise<Outcome> {
  const all = current.outletId ? await reads.managersOf(current.outletId) : [];
  const managers = all.filter((one) => mayHandle(one, current));
  const text = say('desk.told.due.praise', { number: current.number, text: verbatim(current.words) });
  const buttons = [{ id: caseButtonId(current, 'readout'), label: say('card.button.readout') }];
  const toManagers = managers.map(
    ({ id }): Effect => ({ type: 'post', to: 'person', personId: id, reply: { text, buttons } }),
  );
  return { replies: [], effects: managers.length > 0 ? toManagers : [toDesk(current, { text, buttons })] };
}

const isAhead = (at: string, { now }: Context): boolean => Date.parse(at) > Date.parse(now);

export async function caseWarned(caseId: string, context: Context): Promise<Outcome> {
  const current = await context.reads.caseById(caseId);
  // When it comes late, the deadline itself says more.
  if (!current || !isRunning(current) || !isAhead(current.dueAt, context)) return NOTHING;
  const text = say('desk.told.warn', {
    number: current.number,
    due: { instant: current.dueAt, zone: context.zone },
    taken: current.assigneeId ? 'yes' : 'no',
  });
  const effects = [
    toDesk(current, { text, ...lookAtIt(current) }),
    ...(await tellAssignee(text, current, context)),
    ...(await referRemind(current, context)),
  ];
  return { replies: [], effects };
}

export async function firstWordDue(caseId: string, context: Context): Promise<Outcome> {
  const current = await context.reads.caseById(caseId);
  if (!current || !isRunning(current) || current.respondedAt !== null) return NOTHING;
  const due = { instant: current.respondBy ?? current.dueAt, zone: context.zone };
  const text = say('desk.told.respond', { number: current.number, due });
  return { replies: [], effects: [toDesk(current, { text, ...lookAtIt(current) })] };
}

export async function stillWaiting(caseId: string, turn: string | undefined, context: Context): Promise<Outcome> {
  const current = await context.reads.caseById(caseId);
  if (!current || !isWaiting(current)) return NOTHING;
  const since = clockOfCase(current).pauses.at(-1)?.from ?? current.createdAt;
  const text = say('desk.told.waiting', { number: current.number, since: { instant: since, zone: context.zone } });
  const buttons = [
    { id: caseButtonId(current, 'resume'), label: say('card.button.resume') },
    { id: caseButtonId(current, 'close'), label: say('card.button.close') },
  ];
  const next = waitTimer(current, context.now, turn === AGAIN ? '' : AGAIN);
  return { replies: [], effects: [toDesk(current, { text, buttons }), next] };
}
