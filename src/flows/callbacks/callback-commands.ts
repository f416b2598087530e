/** The buttons of callbacks: of whoever is called, and of those who call. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import type { Form } from '../../core/form/definition.ts';
import { say } from '../../core/message.ts';
import type { Callback, CallbackAct } from '../../domain/callback.ts';
import { may } from '../../domain/rights.ts';
import { type Offer, offered } from '../desk/offered-field.ts';
import { openInDialog, stale } from '../forms.ts';
import { actInRoom, actOnCall, callRefusal, refuseCall } from './callback-acts.ts';
import {
  callCard,
  OWN_CALL_ACTS,
  type OwnCallAct,
  parseCallButton,
  STAFF_CALL_ACTS,
  type StaffCallAct,
} from './callback-card.ts';
import { OWN_CALL_FORMS, STAFF_CALL_FORMS } from './callback-forms.ts';
import { windowOfCode } from './callback-times.ts';

export async function pressCall(id: string, context: Context): Promise<Outcome> {
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
  return staffs ? await byStaff(current, staffs, context) : stale();
}

async function byPerson(current: Callback, act: OwnCallAct, code: string, context: Context): Promise<Outcome> {
  switch (act) {
    case 'ok':
      return await actOnCall(current, { type: 'confirm' }, 'person', context);
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
      return await begin(current, form, anyMove(current), 'person', {}, context);
    }
    case 'drop':
      return await begin(current, OWN_CALL_FORMS.drop, { type: 'cancel', reason: '-' }, 'person', {}, context);
    default:
      return act satisfies never;
  }
}

async function byStaff(current: Callback, act: StaffCallAct, context: Context): Promise<Outcome> {
  const staff = async (form: Form, asked: CallbackAct, answers: Record<string, string> = {}, outcome?: string) =>
    await begin(current, form, asked, 'staff', answers, context, outcome);
  switch (act) {
    case 'show':
      return atOnce(await callCard(current, context));
    case 'claim': {
      const to = context.person?.id ?? '';
      return await actOnCall(current, { type: 'hand-over', to, reason: 'claim' }, 'staff', context);
    }
    case 'start':
      return await actOnCall(current, { type: 'start' }, 'staff', context);
    case 'back':
      return await actOnCall(current, { type: 'put-back' }, 'staff', context);
    case 'reached':
      return await actOnCall(current, { type: 'attempt', how: 'phone', outcome: act, notes: '' }, 'staff', context);
    case 'no-answer':
    case 'busy':
    case 'voicemail':
    case 'wrong-number':
    case 'refused':
      return await staff(STAFF_CALL_FORMS.attempt, { type: 'attempt', how: 'phone', outcome: act, notes: '' }, {}, act);
    case 'done':
      return await staff(STAFF_CALL_FORMS.done, { type: 'finish', result: 'well', notes: '' });
    case 'move':
      return await staff(STAFF_CALL_FORMS.move, { ...anyMove(current), agreed: true });
    case 'again':
      return await staff(STAFF_CALL_FORMS.again, { type: 'try-again', window: ahead(current) });
    case 'cancel':
      return await staff(STAFF_CALL_FORMS.cancel, { type: 'cancel', reason: '-' });
    case 'leave':
      return await staff(STAFF_CALL_FORMS.leave, { type: 'leave', reason: '-' });
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

/** What would be refused whatever is written is said before it is asked. */
async function begin(
  current: Callback,
  form: Form,
  asked: CallbackAct,
  side: 'person' | 'staff',
  answers: Record<string, string>,
  context: Context,
  outcome?: string,
): Promise<Outcome> {
  const refused = callRefusal(current, asked, side, context);
  if (refused) return await refuseCall(current, refused, context);
  const args = { call: current.id, zone: current.window.zone, ...(outcome !== undefined && { outcome }) };
  return await openInDialog(form, { opening: '', args, answers }, context);
}

/** More names than these are not kept with the draft. */
const OFFERS_MAX = 40;

async function colleaguesFor(current: Callback, { reads }: Context): Promise<Offer[]> {
  return (await reads.staff())
    .filter((one) => may(one, 'calls.handle') && one.id !== current.ownerId && one.id !== current.personId)
    .flatMap(({ id, name }) => (name ? [{ value: id, names: name, count: null }] : []))
    .slice(0, OFFERS_MAX);
}
