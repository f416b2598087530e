/** How a callback changes: every act gives the next state and what the journal says of it, or the reason why not. Pure. */
import {
  actorIdOf,
  type Callback,
  type CallbackAct,
  type CallbackActor,
  type CallbackChange,
  type CallbackEntry,
  type CallNote,
  isBefore,
  isEnded,
  type NewCallback,
  openRound,
  type ReminderKind,
  type Round,
  type RoundEnd,
  type Told,
  type Undecided,
} from './callback.ts';
import { figuresOf } from './callback-findings.ts';
import { withoutOwed } from './callback-news.ts';
import { oddWindow, refusalOf } from './callback-refusal.ts';
import { type CallbackRules, DEFAULT_CALLBACK_RULES, retryAfter, type Window } from './callback-rules.ts';

export function planCallback(given: NewCallback, actor: CallbackActor, now: string): CallbackChange {
  const { frame, promised, undecided = null, ...kept } = given;
  const refused = undecided === null ? oddWindow(given.window, now) : undefined;
  if (refused) return { refused };
  const callback: Callback = {
    ...kept,
    seq: 1,
    status: undecided !== null ? 'undecided' : promised ? 'promised' : 'planned',
    rounds: undecided !== null ? [] : [roundOf(frame ?? given.window, given.ownerId, promised, now)],
    attempts: [],
    startedAt: null,
    undecided,
    result: null,
    findings: null,
    notes: null,
    cancelled: null,
    told: null,
    createdAt: now,
    endedAt: null,
  };
  const body = { kind: given.kind, topic: given.topic, ownerId: given.ownerId, ...times(given.window), promised };
  return { callback, entry: { kind: 'plan', actorId: actorIdOf(actor), body } };
}

/**
 * Plans anew what nobody has agreed upon or begun, since what it counts from was not as reported: such a promise was none. `when` null: no day is
 * found, and a person has to decide.
 */
export function replanCallback(
  current: Callback,
  when: { window: Window; frame: { from: string; until: string } } | null,
  personId: string,
  now: string,
): CallbackChange {
  if (isEnded(current)) return { refused: 'ended' };
  if (current.status === 'in-progress') return { refused: 'in-progress' };
  if (current.attempts.length > 0 || openRound(current)?.confirmed) return { refused: 'confirmed-already' };
  const refused = when && oddWindow(when.window, now);
  if (refused) return { refused };
  const next = { ...current, seq: current.seq + 1, personId };
  const body = { personId, before: current.window.from, ...(when && times(when.window)) };
  const entry = { kind: 'plan' as const, actorId: null, body };
  if (!when) return { callback: { ...next, status: 'undecided', undecided: 'calendar', rounds: [] }, entry };
  const rounds = [roundOf(when.frame, next.ownerId, false, now)];
  return { callback: { ...next, status: 'planned', undecided: null, window: when.window, rounds }, entry };
}

/**
 * Applies an act. The changed callback has the next `seq`; the caller writes it together with the journal entry of that seq, so that of
 * two who act at once one wins and the other decides again on what is then true.
 */
export function changeCallback(
  current: Callback,
  act: CallbackAct,
  actor: CallbackActor,
  now: string,
  rules: CallbackRules = DEFAULT_CALLBACK_RULES,
): CallbackChange {
  const refused = refusalOf(current, act, actor, now);
  if (refused) return { refused };
  const { callback, body } = applied({ ...current, seq: current.seq + 1 }, act, actor, now, rules);
  return { callback: withoutOwed(callback, act), entry: { kind: act.type, actorId: actorIdOf(actor), body } };
}

/** Whoever is called lives by another clock from now on: the moment stays, and what is shown and when it is night for them follow. */
export function moveToZone(current: Callback, zone: string, personId: string): CallbackChange {
  if (isEnded(current)) return { refused: 'ended' };
  const callback = { ...current, seq: current.seq + 1, window: { ...current.window, zone } };
  return { callback, entry: { kind: 'zone', actorId: personId, body: { before: current.window.zone, zone } } };
}

/** Acts that change nothing of a callback but its status and what was told of it. So many come due at once that they are written by themselves. */
export const TELLS: ReadonlySet<string> = new Set(['come-due', 'remind']);

type Applied = { callback: Callback; body: CallbackEntry['body'] };

function applied(next: Callback, act: CallbackAct, actor: CallbackActor, now: string, rules: CallbackRules): Applied {
  switch (act.type) {
    case 'confirm': {
      const window = act.window ?? next.window;
      // Had they been promised another time, it is theirs to change.
      const rounds = ending(next, openRound(next)?.confirmed ? 'moved' : 'confirmed', now);
      const round = roundOf(window, next.ownerId, true, now);
      const told = { planned: now };
      return {
        callback: { ...next, status: 'promised', window, rounds: [...rounds, round], told },
        body: times(window),
      };
    }
    case 'come-due':
      return { callback: withTold({ ...next, status: 'due' }, act.told ?? [], now), body: toldBody(act.told ?? []) };
    case 'remind':
      return { callback: withTold(next, act.told, now), body: toldBody(act.told) };
    case 'start': {
      const ownerId = next.ownerId ?? actorIdOf(actor);
      const started = withTold(owned(next, ownerId, now), OF_AGENT, now);
      return { callback: { ...started, status: 'in-progress', startedAt: now }, body: { ownerId } };
    }
    case 'put-back':
      return { callback: { ...next, status: 'due', startedAt: null }, body: {} };
    case 'attempt':
      return attempted(next, act, actor, now, rules);
    case 'finish': {
      const { result, notes, findings = null, caseId = next.caseId } = act;
      return {
        callback: { ...next, status: 'done', result, findings, caseId, startedAt: null, endedAt: now },
        body: { result, notes, ...(findings && figuresOf(findings)), ...(act.caseId && { case: act.caseId }) },
      };
    }
    case 'move': {
      const { window, reason } = act;
      const agreed = actor.type === 'person' || act.agreed === true;
      const body = { ...times(window), reason, agreed, before: next.window.from };
      // Staff alone can't change what was promised: it is judged by that, however it is moved.
      const moved = { ...next, window, told: { planned: now } };
      if (!agreed) return { callback: { ...moved, status: 'planned' }, body };
      const rounds = [...ending(next, 'moved', now), roundOf(window, next.ownerId, true, now)];
      return { callback: { ...moved, status: 'promised', rounds, undecided: null }, body };
    }
    case 'hand-over': {
      const { to, reason } = act;
      // Whoever has it now is told so by the handing over.
      return { callback: withTold(owned(next, to, now), OF_AGENT, now), body: { from: next.ownerId, to, reason } };
    }
    case 'cancel': {
      const cancelled = { by: actor.type === 'person' ? 'person' : 'staff', reason: act.reason } as const;
      const rounds = ending(next, 'cancelled', now);
      return {
        callback: { ...next, ...OVER, status: 'cancelled', cancelled, rounds, endedAt: now },
        body: cancelled,
      };
    }
    case 'try-again':
      return { callback: planned(next, act.window, now), body: times(act.window) };
    case 'correct':
      return act.window
        ? { callback: planned(next, act.window, now), body: times(act.window) }
        : { callback: next, body: {} };
    case 'leave':
      return {
        callback: { ...next, ...OVER, status: 'not-reached', endedAt: now },
        body: { reason: act.reason, attempts: next.attempts.length },
      };
    case 'note':
      return {
        callback: { ...next, notes: [...(next.notes ?? []), noteOf(act.text, actor, now)] },
        body: { text: act.text },
      };
    default:
      return act satisfies never;
  }
}

/** A person has decided that it is tried again. */
const planned = (next: Callback, window: Window, now: string): Callback => ({
  ...next,
  ...{ status: 'planned', window, undecided: null, told: { planned: now } },
  rounds: [...next.rounds, roundOf(window, next.ownerId, false, now)],
});

const noteOf = (text: string, actor: CallbackActor, at: string): CallNote => ({
  at,
  byId: actorIdOf(actor) ?? '',
  text,
});

const OVER = { startedAt: null, undecided: null } as const;

/** Reached: goes on until it is finished. Otherwise it is planned again, or a person has to decide. */
function attempted(
  next: Callback,
  { how, outcome, notes }: Extract<CallbackAct, { type: 'attempt' }>,
  actor: CallbackActor,
  now: string,
  rules: CallbackRules,
): Applied {
  // The call begins when it is started; what is written down afterwards may be later.
  const at = next.startedAt ?? now;
  const attempts = [...next.attempts, { at, byId: actorIdOf(actor) ?? '', how, outcome, notes }];
  const number = attempts.length;
  const rounds = ending(next, 'attempted', at);
  const body = { number, how, outcome, notes };
  const tried = { ...next, attempts, rounds };
  if (outcome === 'reached') return { callback: tried, body };
  const over = (undecided: Undecided): Applied => ({
    callback: { ...tried, status: 'undecided', startedAt: null, undecided },
    body: { ...body, undecided },
  });
  // Another time of day mends neither.
  if (outcome === 'wrong-number' || outcome === 'refused') return over(outcome);
  if (number >= rules.attemptsMax) return over('attempts');
  const { zone } = next.window;
  const window = retryAfter(
    attempts.map((one) => one.at),
    zone,
    now,
    rules,
  ).ok;
  if (!window) return over('calendar');
  const again = [...rounds, roundOf(window, next.ownerId, false, now)];
  return {
    callback: { ...tried, status: 'planned', startedAt: null, window, rounds: again, told: { planned: now } },
    body: { ...body, ...times(window) },
  };
}

const roundOf = (
  { from, until }: { from: string; until: string },
  ownerId: string | null,
  confirmed: boolean,
  since: string,
): Round => ({ from, until, confirmed, ownerId, since, ended: null });

function ending({ rounds }: Callback, how: RoundEnd, at: string): Round[] {
  return rounds.map((round) => (round.ended === null ? { ...round, ended: { at, how } } : round));
}

/** Who takes over what has run out already is not to blame for it. */
function owned(next: Callback, ownerId: string | null, now: string): Callback {
  const rounds = next.rounds.map((round) =>
    round.ended === null && isBefore(now, round.until) ? { ...round, ownerId } : round,
  );
  return { ...next, ownerId, rounds };
}

/** What the one in charge is told; whoever has just begun, or been given it, knows. */
const OF_AGENT: readonly ReminderKind[] = ['now', 'soon'];

function withTold(next: Callback, kinds: readonly ReminderKind[], now: string): Callback {
  const told: Told = { ...next.told };
  for (const kind of kinds) told[kind] = now;
  if (kinds.includes('changed')) delete told.owed;
  return { ...next, told };
}

const toldBody = (told: readonly ReminderKind[]): CallbackEntry['body'] =>
  told.length > 0 ? { told: told.join(' ') } : {};

const times = ({ from, until, zone }: Window) => ({ from, until, zone });
