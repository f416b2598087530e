/** Why something can't be done to a callback: who may do it, and when. Pure. */
import {
  actorIdOf,
  type Callback,
  type CallbackAct,
  type CallbackActor,
  type CallbackRefusal,
  isBefore,
  isEnded,
  isReached,
  isSameWindow,
  openRound,
} from './callback.ts';
import type { Window } from './callback-rules.ts';

export function refusalOf(
  current: Callback,
  act: CallbackAct,
  actor: CallbackActor,
  now: string,
): CallbackRefusal | undefined {
  if (actor.type === 'person' && actor.personId !== current.personId) return 'not-yours';
  // A note is for the record, also afterwards.
  if (act.type === 'note') return actor.type === 'staff' ? undefined : 'staff-only';
  // What has become of it is told afterwards, too.
  if (act.type === 'remind' && act.told.every((what) => what === 'changed'))
    return actor.type === 'program' ? undefined : 'program-only';
  if (isEnded(current)) return 'ended';
  const forStaff = actor.type === 'staff' ? undefined : ('staff-only' as const);
  const inCharge =
    actor.type !== 'staff' || actor.heads || current.ownerId === null || current.ownerId === actor.personId
      ? undefined
      : ('not-owner' as const);
  const hasReason = (reason: string): CallbackRefusal | undefined =>
    actor.type === 'staff' && reason.trim() === '' ? 'no-reason' : undefined;
  const inProgress = current.status === 'in-progress' ? ('in-progress' as const) : undefined;
  const isUndecided = current.status === 'undecided' ? ('undecided' as const) : undefined;
  switch (act.type) {
    case 'confirm':
      if (inCharge ?? inProgress ?? isUndecided) return inCharge ?? inProgress ?? isUndecided;
      if (isPromised(current)) return 'confirmed-already';
      return oddWindow(act.window ?? current.window, now);
    case 'come-due':
      if (actor.type !== 'program') return 'program-only';
      if (inProgress ?? isUndecided) return inProgress ?? isUndecided;
      if (current.status === 'due') return 'due-already';
      return isBefore(now, current.window.from) ? 'too-early' : undefined;
    case 'remind':
      return actor.type === 'program' ? (inProgress ?? isUndecided) : 'program-only';
    case 'start':
      if (forStaff ?? inProgress ?? isUndecided) return forStaff ?? inProgress ?? isUndecided;
      if (current.ownerId !== null && actorIdOf(actor) !== current.ownerId) return 'not-owner';
      return isBefore(now, current.window.from) ? 'too-early' : undefined;
    case 'put-back':
      if (forStaff ?? inCharge) return forStaff ?? inCharge;
      if (!inProgress) return 'not-in-progress';
      return isReached(current) ? 'reached-already' : undefined;
    case 'attempt':
    case 'finish':
      if (forStaff) return forStaff;
      if (!inProgress) return 'not-in-progress';
      if (actorIdOf(actor) !== current.ownerId) return 'not-owner';
      if (act.type === 'attempt') return isReached(current) ? 'reached-already' : undefined;
      return isReached(current) ? undefined : 'nobody-reached';
    case 'move': {
      if (actor.type === 'program') return 'staff-only';
      if (inCharge ?? inProgress) return inCharge ?? inProgress;
      const agreed = actor.type === 'person' || act.agreed === true;
      if (isUndecided && !agreed) return 'undecided';
      // A button that is pressed twice is not two promises.
      if (agreed && !isUndecided && isPromised(current) && isSameWindow(act.window, current.window))
        return 'confirmed-already';
      const round = openRound(current);
      // Before the window nothing happens, unless the person wants it.
      if (!agreed && round && isBefore(act.window.from, round.from)) return 'window-before';
      return oddWindow(act.window, now) ?? hasReason(act.reason);
    }
    case 'hand-over':
      if (actor.type === 'person') return 'staff-only';
      if (inCharge ?? inProgress) return inCharge ?? inProgress;
      return act.to === current.ownerId ? 'same-owner' : hasReason(act.reason);
    case 'cancel':
      if (inCharge ?? inProgress) return inCharge ?? inProgress;
      return hasReason(act.reason);
    case 'try-again':
      if (forStaff ?? inCharge) return forStaff ?? inCharge;
      return isUndecided ? oddWindow(act.window, now) : 'not-undecided';
    case 'correct':
      if (forStaff ?? inCharge) return forStaff ?? inCharge;
      if (!act.window) return undefined;
      return isUndecided ? oddWindow(act.window, now) : 'not-undecided';
    case 'leave':
      if (forStaff ?? inCharge) return forStaff ?? inCharge;
      return isUndecided ? hasReason(act.reason) : 'not-undecided';
    default:
      return act satisfies never;
  }
}

/** The person knows the time; what staff have moved since then is to be confirmed anew. */
function isPromised(current: Callback): boolean {
  const round = openRound(current);
  const { from, until } = current.window;
  return round?.confirmed === true && round.from === from && round.until === until;
}

export function oddWindow(window: Window, now: string): CallbackRefusal | undefined {
  if (!isBefore(window.from, window.until)) return 'window-odd';
  return isBefore(now, window.until) ? undefined : 'window-past';
}
