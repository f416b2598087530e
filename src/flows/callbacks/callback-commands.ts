/** The buttons of callbacks: of whoever is called, and of those who call. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import type { Form } from '../../core/form/definition.ts';
import { say } from '../../core/message.ts';
import { type Callback, type CallbackAct, CONTACT_WAYS, hasNoTime } from '../../domain/callback.ts';
import { absenceOf } from '../../domain/callback-colleagues.ts';
import { may } from '../../domain/rights.ts';
import { forFewEyes } from '../cases/case-access.ts';
import { type Offer, offered } from '../desk/offered-field.ts';
import { openInDialog, stale } from '../forms.ts';
import { caseOfCall, mayCall } from './callback-access.ts';
import { actInRoom, actOnCall, callRefusal, NOBODY_BEGAN, refuseCall, startedCard } from './callback-acts.ts';
import {
  callCard,
  isOnRecordOnly,
  OWN_CALL_ACTS,
  type OwnCallAct,
  okButton,
  ownCallButtons,
  parseCallButton,
  STAFF_CALL_ACTS,
  type StaffCallAct,
  whenText,
} from './callback-card.ts';
import { OWN_CALL_FORMS, STAFF_CALL_FORMS } from './callback-forms.ts';
import { theirScript } from './callback-script.ts';
import { codeOfPerson } from './callback-sharing.ts';
import { codeOf, windowOfCode } from './callback-times.ts';
import { storeAnswers } from './finding-store.ts';
import { findingsFormFor } from './findings-forms.ts';
import { pressNoCalls } from './no-calls.ts';
import { pressCallForCase } from './requesting.ts';
import { startCall } from './starting.ts';
import { whyThen } from './why-then.ts';

export async function pressCall(id: string, context: Context): Promise<Outcome> {
  const wish = (await pressNoCalls(id, context)) ?? (await pressCallForCase(id, context));
  if (wish) return wish;
  const button = parseCallButton(id);
  if (!button) return stale();
  const { act } = button;
  const own = OWN_CALL_ACTS.find((one) => one === act);
  // The same word whether there is no such callback, or it is not theirs.
  if (!own && !may(context.person, 'calls.handle')) return atOnce({ text: say('command.not-allowed') });
  const current = await context.reads.callbackById(button.id);
  if (!current || (own && current.personId !== context.person?.id)) return stale();
  if (own) return await byPerson(current, own, button.code, context);
  const staffs = STAFF_CALL_ACTS.find((one) => one === act);
  const about = await caseOfCall(current, context);
  if (!staffs || !mayCall(context.person, about)) return stale();
  const outcome = await byStaff(current, staffs, button.code, context);
  return about ? forFewEyes(about, outcome, context) : outcome;
}

async function byPerson(current: Callback, act: OwnCallAct, code: string, context: Context): Promise<Outcome> {
  switch (act) {
    case 'ok': {
      const isRefused = callRefusal(current, { type: 'confirm' }, 'person', context) !== undefined;
      if (isRefused || code === '' || code === codeOf(current.window))
        return await actOnCall(current, { type: 'confirm' }, 'person', context);
      const text = say('call.told.asked', { when: whenText(current.window, context) });
      return atOnce({ text, buttons: [okButton(current), ...ownCallButtons(current)] });
    }
    case 'at': {
      const window = windowOfCode(code, current.window.zone);
      if (!window) return stale();
      return await actInRoom(
        current,
        window,
        (found) => ({ type: 'move', window: found, reason: '' }),
        'person',
        context,
      );
    }
    case 'shift': {
      const form = current.undecided === 'wrong-number' ? OWN_CALL_FORMS.number : OWN_CALL_FORMS.shift;
      return await begin(current, form, anyMove(current), 'person', {}, context, timeOf(current, context));
    }
    case 'drop':
      return await begin(current, OWN_CALL_FORMS.drop, { type: 'cancel', reason: '-' }, 'person', {}, context);
    default:
      return act satisfies never;
  }
}

async function byStaff(current: Callback, act: StaffCallAct, code: string, context: Context): Promise<Outcome> {
  const staff = async (form: Form, asked: CallbackAct, answers: Answers = {}, args: Answers = {}) =>
    await begin(current, form, asked, 'staff', answers, context, args);
  const how = CONTACT_WAYS.find((one) => one === code) ?? 'phone';
  switch (act) {
    case 'show':
      return atOnce(await (current.status === 'in-progress' ? startedCard : callCard)(current, context));
    case 'why':
      return await whyThen(current, context);
    case 'claim': {
      const to = context.person?.id ?? '';
      return await actOnCall(current, { type: 'hand-over', to, reason: 'claim' }, 'staff', context);
    }
    case 'start':
      return await startCall(current, code, context);
    case 'back':
      return await actOnCall(current, { type: 'put-back' }, 'staff', context);
    case 'reached':
      return await actOnCall(current, { type: 'attempt', how, outcome: act, notes: '' }, 'staff', context);
    case 'no-answer':
    case 'busy':
    case 'voicemail':
    case 'wrong-number':
    case 'refused':
      return await staff(
        STAFF_CALL_FORMS.attempt,
        { type: 'attempt', how, outcome: act, notes: '' },
        {},
        { outcome: act, how },
      );
    case 'by-phone':
    case 'by-chat':
    case 'by-visit':
      return await chooseWay(current, act, context);
    case 'note':
      return await staff(STAFF_CALL_FORMS.note, { type: 'note', text: '-' });
    case 'script':
      return atOnce(await theirScript(current, context));
    case 'done':
      return await staff(
        findingsFormFor(current.kind),
        { type: 'finish', result: 'well', notes: '' },
        await storeAnswers(current, context),
      );
    case 'move':
      return await staff(STAFF_CALL_FORMS.move, { ...anyMove(current), agreed: true }, {}, timeOf(current, context));
    case 'number':
      return await beginCorrection(current, context);
    case 'again':
      return await staff(STAFF_CALL_FORMS.again, { type: 'try-again', window: ahead(current) });
    case 'cancel':
      return await staff(STAFF_CALL_FORMS.cancel, { type: 'cancel', reason: '-' });
    case 'leave':
      return await staff(STAFF_CALL_FORMS.leave, { type: 'leave', reason: '-' });
    case 'to': {
      const about = await caseOfCall(current, context);
      const to = (await context.reads.staff()).find((one) => codeOfPerson(one) === code && mayCall(one, about));
      // They have left since then: whoever else it may be is asked.
      if (!to || absenceOf(to)) return await byStaff(current, 'give', '', context);
      const act: CallbackAct = { type: 'hand-over', to: to.id, reason: NOBODY_BEGAN };
      const outcome = await actOnCall(current, act, 'staff', context);
      if (outcome.effects.length === 0) return outcome;
      return { ...outcome, effects: [...outcome.effects, { type: 'needs-rights', person: to }] };
    }
    case 'give': {
      const offers = await colleaguesFor(current, context);
      if (offers.length === 0) return atOnce({ text: say('call.give.nobody') });
      const asked: CallbackAct = { type: 'hand-over', to: '', reason: '-' };
      return await staff(STAFF_CALL_FORMS.give, asked, { 'to-offered': offered(offers) });
    }
    default:
      return act satisfies never;
  }
}

type Answers = Readonly<Record<string, string>>;

/** Who writes with the bot is asked for the right number themselves. */
async function beginCorrection(current: Callback, context: Context): Promise<Outcome> {
  if (!(await isOnRecordOnly(current, context))) return atOnce({ text: say('call.number.theirs') });
  const isUndecided = current.status === 'undecided';
  const form = isUndecided ? STAFF_CALL_FORMS.numberAgain : STAFF_CALL_FORMS.number;
  const asked: CallbackAct = { type: 'correct', ...(isUndecided && { window: ahead(current) }) };
  return await begin(current, form, asked, 'staff', {}, context);
}

/** The card once more, on which whatever comes of it is by that way. */
async function chooseWay(
  current: Callback,
  act: 'by-phone' | 'by-chat' | 'by-visit',
  context: Context,
): Promise<Outcome> {
  const how = CONTACT_WAYS.find((one) => act === `by-${one}`) ?? 'phone';
  const asked: CallbackAct = { type: 'attempt', how, outcome: 'reached', notes: '' };
  const refused = callRefusal(current, asked, 'staff', context);
  return refused ? await refuseCall(current, refused, context) : atOnce(await callCard(current, context, { how }));
}

/** A window that is surely to come, to ask whether there is anything else in the way. */
const ahead = ({ window }: Callback) => ({
  ...window,
  from: '9000-01-01T00:00:00.000Z',
  until: '9000-01-01T01:00:00.000Z',
});

const anyMove = (current: Callback): CallbackAct & { type: 'move' } => ({
  type: 'move',
  window: ahead(current),
  reason: '-',
});

/** What another time is said against: “no, Wednesday” keeps the hour. What is over says nothing any more. */
const timeOf = (current: Callback, { now }: Context): Answers =>
  hasNoTime(current) || Date.parse(current.window.until) <= Date.parse(now)
    ? {}
    : { from: current.window.from, until: current.window.until };

/** What would be refused whatever is written is said before it is asked. */
async function begin(
  current: Callback,
  form: Form,
  asked: CallbackAct,
  side: 'person' | 'staff',
  answers: Answers,
  context: Context,
  more: Answers = {},
): Promise<Outcome> {
  const refused = callRefusal(current, asked, side, context);
  if (refused) return await refuseCall(current, refused, context);
  const args = { call: current.id, zone: current.window.zone, ...more };
  return await openInDialog(form, { opening: '', args, answers }, context);
}

/** More names than these are not kept with the draft. */
const OFFERS_MAX = 40;

async function colleaguesFor(current: Callback, context: Context): Promise<Offer[]> {
  const about = await caseOfCall(current, context);
  return (await context.reads.staff())
    .filter((one) => mayCall(one, about) && one.id !== current.ownerId && one.id !== current.personId)
    .flatMap(({ id, name }) => (name ? [{ value: id, names: name, count: null }] : []))
    .slice(0, OFFERS_MAX);
}
