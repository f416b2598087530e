/** Reminders of a callback as timers: who is told before and at its time, and who hears when nobody has begun. */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { type Reply, say } from '../../core/message.ts';
import { thereOrAll } from '../../domain/assignment.ts';
import type { Callback } from '../../domain/callback.ts';
import { changeCallback } from '../../domain/callback-changes.ts';
import { catchUp, type Receiver, type ReminderKind, remindersOf } from '../../domain/callback-reminders.ts';
import { supervises } from '../../domain/rights.ts';
import { callCard, ownCallButtons, underCallCard, updatedCallCard, whenText } from './callback-card.ts';
import { CALL_RULES } from './callback-times.ts';

export const REMIND_TIMER = 'call.remind';

/** Those that are told one by one. */
const TOLD = ['unstarted', 'now', 'soon', 'announce'] as const satisfies readonly ReminderKind[];
type Told = (typeof TOLD)[number];

const EVER = '1970-01-01T00:00:00.000Z';

const keyOf = ({ id }: Callback, what: Told, step = ''): string => `${REMIND_TIMER}:${what}:${id}${step}`;

const timer = (current: Callback, what: Told, dueAt: string, step = ''): Effect => ({
  type: 'timer',
  timer: { key: keyOf(current, what, step), dueAt, kind: REMIND_TIMER, ids: { call: current.id, what } },
});

/** As they must be after a change: what is not to be sent any more is taken back. */
export function reminderTimers(next: Callback, { now }: Context): Effect[] {
  const plan = new Map(remindersOf(next, CALL_RULES, now).map(({ what, at }) => [what, at]));
  return TOLD.map((what): Effect => {
    const at = plan.get(what);
    return at === undefined ? { type: 'cancel-timer', key: keyOf(next, what) } : timer(next, what, at);
  });
}

/**
 * A reminder has come due, perhaps late. Whether it is still worth saying follows from the callback as it is now, and from all that is due
 * of it, so that after a standstill only the most urgent is said.
 */
export async function remind(ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  const current = await context.reads.callbackById(ids.call ?? '');
  const what = TOLD.find((one) => one === ids.what);
  if (!current || !what) return { replies: [], effects: [] };
  const due = remindersOf(current, CALL_RULES, EVER).filter(({ at }) => Date.parse(at) <= Date.parse(context.now));
  const { send, hold } = catchUp(due, context.now, CALL_RULES.quiet);
  const held = hold.find(({ reminder }) => reminder.what === what);
  if (held) return { replies: [], effects: [timer(current, what, held.until, ':held')] };
  const batch = send.find(({ reminders }) => reminders.some((one) => one.what === what));
  const begun = what === 'now' ? await comeDue(current, context) : { current, effects: [] };
  const effects = batch ? await tell(batch.to, what, begun.current, context) : [];
  return { replies: [], effects: [...begun.effects, ...effects] };
}

async function comeDue(current: Callback, context: Context): Promise<{ current: Callback; effects: Effect[] }> {
  const change = changeCallback(current, { type: 'come-due' }, { type: 'program' }, context.now, CALL_RULES);
  if (change.refused) return { current, effects: [] };
  const { callback, entry } = change;
  const card = await updatedCallCard(callback, context);
  return {
    current: callback,
    effects: [
      { type: 'callback', callback, entry },
      { type: 'post', to: 'desk', reply: card },
    ],
  };
}

async function tell(to: Receiver, what: Told, current: Callback, context: Context): Promise<Effect[]> {
  const when = whenText(current.window, context);
  const lead = say(`call.remind.${what}`, { when });
  if (to.type === 'person')
    return [
      { type: 'post', to: 'person', personId: to.personId, reply: { text: lead, buttons: ownCallButtons(current) } },
    ];
  const { text, ...shown } = await callCard(current, context);
  const reply: Reply = { ...shown, text: { lines: [lead, text] } };
  const desk: Effect = { type: 'post', to: 'desk', reply: underCallCard(current, reply) };
  if (to.type === 'desk') return [desk];
  if (to.type === 'agent') return [{ type: 'post', to: 'person', personId: to.personId, reply }];
  // Whoever can't be reached by themselves may read the desk.
  const heads = thereOrAll((await context.reads.staff()).filter(supervises));
  return [
    desk,
    ...heads.map(({ id }): Effect => ({ type: 'post', to: 'person', personId: id, reply, besideDesk: true })),
  ];
}
