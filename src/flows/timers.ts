/** What comes by itself: the flow that each kind of timer is for, and the work that recurs. */
import { DELIVERIES_TIMER } from '../core/deliveries.ts';
import type { Context, Outcome } from '../core/flow.ts';
import { DECISION_TIMER, FORGET_TIMER, RESUME_TIMER, UNANSWERED_TIMER } from './applications/application-telling.ts';
import { decisionDue, forgetAnswers, unanswered, waitedFor } from './applications/application-timers.ts';
import { PLANNED_TIMER, tellPlanned } from './callbacks/automatic.ts';
import { returnCalls } from './callbacks/callback-away.ts';
import { CALL_RETURN_TIMER, REMIND_TIMER, remind } from './callbacks/callback-reminders.ts';
import { CALL_DAY_SEND_TIMER, CALL_DAY_TIMER, dayDue, sendDay } from './callbacks/day-list.ts';
import { planDeliveries } from './callbacks/deliveries.ts';
import {
  caseDue,
  caseWarned,
  DUE_TIMER,
  firstWordDue,
  RESPOND_TIMER,
  stillWaiting,
  WAIT_TIMER,
  WARN_TIMER,
} from './cases/case-clock.ts';
import { DISPATCH_TIMER, dispatch } from './desk/dispatch.ts';
import { handBackIdle, syncHandover } from './desk/handover.ts';
import { IDLE_TIMER, SYNC_TIMER } from './desk/handover-timers.ts';
import { RETURN_TIMER, returnCases } from './desk/returning.ts';
import { WAITING_TIMER, waitingOver } from './dossier/disclosing.ts';
import { DOSSIER_TIMER } from './dossier/dossier-after.ts';
import { bringAnswer } from './dossier/dossier-answers.ts';
import { GO_ON_TIMER, remindToGoOn } from './dossier/going-on.ts';
import { watchDraft } from './drafts.ts';
import { HEARING_TIMER, lookAtHearing } from './hearing/hearing.ts';
import { monthlySuggestions, SUGGESTIONS_TIMER } from './kinds/suggestion-report.ts';
import { ABOUT_TIMER, knowAbout, MOVE_TIMER, moveOn } from './people/joining.ts';
import { REGISTER_SEND_TIMER, REGISTER_TIMER, registersDue, sendRegister } from './reports/register.ts';
import { REPORT_SEND_TIMER, REPORT_TIMER, sendWeekly, weeklyDue } from './reports/reports.ts';
import { REST_TIMER } from './rest.ts';

/** Handled events are known for so long; a platform repeats them for a day at most. */
const EVENTS_KEPT_MS = 30 * 24 * 3_600_000;
/** Someone who puts a file into a dialog sends it within a day. */
const UPLOADS_KEPT_MS = 24 * 3_600_000;
/** Whoever is late with a code is told so for a day. */
const CODES_KEPT_MS = 24 * 3_600_000;
/** One purge forgets so many at most that once a day would not keep up with a busy program. */
const PURGE_EVERY_MS = 3_600_000;
export const PURGE_TIMER = 'events.purge';

/** Each of these only sets its next link; there is always one of it. */
export const RECURRING: ReadonlySet<string> = new Set([
  PURGE_TIMER,
  DISPATCH_TIMER,
  REPORT_TIMER,
  REGISTER_TIMER,
  SUGGESTIONS_TIMER,
  CALL_DAY_TIMER,
]);

export async function onTimer(kind: string, ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  switch (kind) {
    case DUE_TIMER:
      return await caseDue(ids.case ?? '', ids.step, context);
    case WARN_TIMER:
      return await caseWarned(ids.case ?? '', context);
    case RESPOND_TIMER:
      return await firstWordDue(ids.case ?? '', context);
    case WAIT_TIMER:
      return await stillWaiting(ids.case ?? '', ids.turn, context);
    case HEARING_TIMER:
      return await lookAtHearing(ids.case ?? '', ids.what, context);
    case DOSSIER_TIMER:
      return await bringAnswer(ids, context);
    case GO_ON_TIMER:
      return await remindToGoOn(ids, context);
    case WAITING_TIMER:
      return await waitingOver(ids.dossier ?? '', context);
    case DECISION_TIMER:
      return await decisionDue(ids, context);
    case UNANSWERED_TIMER:
      return await unanswered(ids, context);
    case RESUME_TIMER:
      return await waitedFor(ids, context);
    case FORGET_TIMER:
      return forgetAnswers(ids);
    case REST_TIMER:
      return watchDraft(ids.draft ?? '', context);
    case SYNC_TIMER:
      return await syncHandover(ids.case ?? '', context);
    case IDLE_TIMER:
      return await handBackIdle(ids.case ?? '', context);
    case MOVE_TIMER:
      return await moveOn(ids, context);
    case ABOUT_TIMER:
      return await knowAbout(ids, context);
    case REMIND_TIMER:
      return await remind(ids, context);
    case PLANNED_TIMER:
      return await tellPlanned(ids, context);
    case CALL_DAY_TIMER:
      return await dayDue(ids, context);
    case CALL_DAY_SEND_TIMER:
      return await sendDay(ids, context);
    case DELIVERIES_TIMER:
      return await planDeliveries(ids, context);
    case CALL_RETURN_TIMER:
      return await returnCalls(ids.person ?? '', context);
    case DISPATCH_TIMER:
      return await dispatch(ids.told, context);
    case RETURN_TIMER:
      return await returnCases(ids.person ?? '', context);
    case SUGGESTIONS_TIMER:
      return await monthlySuggestions(context);
    case REPORT_TIMER:
      return await weeklyDue(ids, context);
    case REPORT_SEND_TIMER:
      return await sendWeekly(ids.person, context);
    case REGISTER_TIMER:
      return await registersDue(ids, context);
    case REGISTER_SEND_TIMER:
      return await sendRegister(ids.person ?? '', context);
    case PURGE_TIMER:
      return purge(context);
    default:
      throw new Error(`no flow takes timers of kind ${kind}`);
  }
}

/** Forgets old events and uploads, and comes again. */
function purge({ now }: Context): Outcome {
  const dueAt = new Date(Date.parse(now) + PURGE_EVERY_MS).toISOString();
  const before = new Date(Date.parse(now) - EVENTS_KEPT_MS).toISOString();
  return {
    replies: [],
    effects: [
      { type: 'purge-events', before },
      { type: 'purge-uploads', before: new Date(Date.parse(now) - UPLOADS_KEPT_MS).toISOString() },
      { type: 'purge-codes', before: new Date(Date.parse(now) - CODES_KEPT_MS).toISOString() },
      { type: 'timer', timer: { key: `${PURGE_TIMER}:${dueAt}`, dueAt, kind: PURGE_TIMER, ids: {} } },
    ],
  };
}
