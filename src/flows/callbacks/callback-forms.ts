/** What is written about a callback: the wish for one, another time, why it is not made, and what came of it. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { answerOf, type Field, type Filled, type Form } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { wordsForm } from '../../core/form/words-form.ts';
import { say } from '../../core/message.ts';
import { ATTEMPT_OUTCOMES, type Callback, type CallbackAct, CONTACT_WAYS } from '../../domain/callback.ts';
import type { Window } from '../../domain/callback-rules.ts';
import { refusesAllCalls } from '../../recognition/call-request.ts';
import { offeredField, offersField } from '../desk/offered-field.ts';
import { phoneField, wordsField } from '../fields.ts';
import { contactFields, rememberPhone } from '../kinds/contact.ts';
import { caseOfCall, mayCall } from './callback-access.ts';
import { actById, actInRoom, actOnCall } from './callback-acts.ts';
import { wishField, zoneField } from './callback-fields.ts';
import type { Side } from './callback-times.ts';
import { correctAgainForm, correctForm } from './correcting.ts';
import { FINDINGS_FORMS } from './findings-forms.ts';
import { contactForm } from './first-contact.ts';
import { requestCall } from './requesting.ts';
import { zoneForm } from './zone.ts';

/** As many as may wait before it is known what they are for. */
const TOPIC_MAX = 4000;
const NOTES_MAX = 2000;
const REASON_MAX = 500;

const WHEN = { label: 'call.when', ask: 'call.when.ask', example: 'call.when.example' } as const;

/** What is wanted then is no call. */
const orUnwanted = <F extends Field<string>>(field: F): F => ({
  ...field,
  read: (words, scope) => (refusesAllCalls(words) ? { problem: say('call.when.unwanted') } : field.read(words, scope)),
});

const requestFields = {
  topic: orUnwanted(
    wordsField({ label: 'call.topic', ask: 'call.topic.ask', example: 'call.topic.example', max: TOPIC_MAX }),
  ),
  phone: orUnwanted(contactFields.phone),
  zone: orUnwanted(zoneField({ label: 'call.zone', ask: 'call.zone.ask' })),
  when: wishField(WHEN),
};

export const callbackForm: Form = {
  name: 'callback',
  version: 1,
  title: 'call.title',
  fields: requestFields,
  submit: 'call.submit',
  async complete({ values }, context) {
    const { person } = context;
    const when = answerOf(values, 'when', requestFields.when);
    if (!person || !when) throw new Error('a callback needs a person and a time');
    const phone = answerOf(values, 'phone', requestFields.phone);
    const zone = answerOf(values, 'zone', requestFields.zone);
    const known = { ...person, phone: phone ?? person.phone, zone: zone ?? person.zone };
    const wished = { from: when.from, until: when.until, zone: when.zone };
    const topic = answerOf(values, 'topic', requestFields.topic) ?? '';
    return await requestCall({ topic, wished, caseId: null, known }, context);
  },
};

const shiftFields = { when: wishField(WHEN) };

/** What needs room at the time that was given. `text`: their words, shown again if it can't be done any more. */
async function inRoom(
  { values, args }: Filled,
  side: Side,
  act: (window: Window) => CallbackAct,
  context: Context,
  text = '',
): Promise<Done> {
  const when = answerOf(values, 'when', shiftFields.when);
  if (!when) return { replies: [], effects: [] };
  return await actById(args.call, side, context, (current) => actInRoom(current, when, act, side, context), text);
}

type Done = Awaited<ReturnType<Form['complete']>>;

/** What is done with some words: a reason, or notes. */
const wordsAct =
  (side: Side, act: (words: string, args: Filled['args']) => CallbackAct): Parameters<typeof wordsForm>[0]['act'] =>
  async ({ text }, { args }, context) =>
    await actById(
      args.call,
      side,
      context,
      async (current) => await actOnCall(current, act(text, args), side, context),
      text,
    );

/** By whoever is called. */
const shiftForm: Form = {
  name: 'call-shift',
  version: 1,
  title: 'call.shift.title',
  fields: shiftFields,
  complete: async (filled, context) =>
    await inRoom(filled, 'person', (window) => ({ type: 'move', window, reason: '' }), context),
};

const numberFields = {
  phone: phoneField({ label: 'contact.phone', ask: 'contact.phone.ask', example: 'complaint.phone.example' }),
  when: shiftFields.when,
};

/** The number was wrong, so both are asked for. */
const numberForm: Form = {
  name: 'call-number',
  version: 1,
  title: 'call.shift.title',
  fields: numberFields,
  complete: async (filled, context) => {
    const { person } = context;
    const phone = answerOf(filled.values, 'phone', numberFields.phone) ?? person?.phone ?? null;
    // The card has the new number at once.
    const moved = await shiftForm.complete(filled, { ...context, person: person && { ...person, phone } });
    return { ...moved, effects: [...moved.effects, ...rememberPhone(filled.values, context)] };
  },
};

const dropForm = wordsForm({
  name: 'call-drop',
  title: 'call.drop.title',
  text: textField({ label: 'call.reason', ask: 'call.drop.ask', skip: 'call.drop.skip', max: REASON_MAX }),
  submit: 'call.drop.submit',
  act: wordsAct('person', (reason) => ({ type: 'cancel', reason })),
});

const reasonField = textField({ label: 'call.reason', ask: 'call.reason.ask', max: REASON_MAX });

const moveFields = {
  when: wishField({ ...WHEN, ask: 'call.move.ask', reader: 'staff' }),
  agreed: choiceField({
    label: 'call.agreed',
    ask: 'call.agreed.ask',
    values: ['yes', 'no'] as const,
    labelOf: (value) => `call.agreed.${value}`,
  }),
  text: reasonField,
};

const moveForm: Form = {
  name: 'call-move',
  version: 1,
  title: 'call.move.title',
  fields: moveFields,
  complete: async (filled, context) => {
    const agreed = answerOf(filled.values, 'agreed', moveFields.agreed) === 'yes';
    const reason = answerOf(filled.values, 'text', moveFields.text) ?? '';
    return await inRoom(filled, 'staff', (window) => ({ type: 'move', window, reason, agreed }), context, reason);
  },
};

const againFields = { when: wishField({ ...WHEN, ask: 'call.move.ask', reader: 'staff' }) };

/** After a person has decided that it is tried again. */
const againForm: Form = {
  name: 'call-again',
  version: 1,
  title: 'call.button.again',
  fields: againFields,
  complete: async (filled, context) =>
    await inRoom(filled, 'staff', (window) => ({ type: 'try-again', window }), context),
};

const reasonForm = (type: 'cancel' | 'leave'): Form =>
  wordsForm({
    name: `call-${type}`,
    title: `call.${type}.title`,
    text: reasonField,
    act: wordsAct('staff', (reason) => ({ type, reason })),
  });

const TO = { label: 'assign.to', ask: 'call.give.ask', example: 'assign.example' } as const;
const giveFields = {
  'to-offered': offersField(TO),
  to: offeredField('to', TO),
  text: reasonField,
};

const giveForm: Form = {
  name: 'call-give',
  version: 1,
  title: 'call.give.title',
  fields: giveFields,
  complete: async (filled, context) => {
    const { reads } = context;
    const to = await reads.person(answerOf(filled.values, 'to', giveFields.to) ?? '');
    const reason = answerOf(filled.values, 'text', giveFields.text) ?? '';
    const give = async (current: Callback): Promise<Outcome> => {
      // Since they were offered the complaint may have turned out to be about them, or they have left.
      if (!to || !mayCall(to, await caseOfCall(current, context))) return atOnce({ text: say('call.give.no-more') });
      const outcome = await actOnCall(current, { type: 'hand-over', to: to.id, reason }, 'staff', context);
      const isDone = outcome.effects.length > 0;
      return isDone ? { ...outcome, effects: [...outcome.effects, { type: 'needs-rights', person: to }] } : outcome;
    };
    return await actById(filled.args.call, 'staff', context, give, reason);
  },
};

/** Nobody was reached; which of the outcomes it was is said by the button. */
const attemptForm = wordsForm({
  name: 'call-attempt',
  title: 'call.attempt.title',
  text: textField({ label: 'call.notes', ask: 'call.notes.ask', skip: 'call.notes.skip', max: NOTES_MAX }),
  act: wordsAct('staff', (notes, args) => {
    const outcome = ATTEMPT_OUTCOMES.find((one) => one === args.outcome) ?? 'no-answer';
    const how = CONTACT_WAYS.find((one) => one === args.how) ?? 'phone';
    return { type: 'attempt', how, outcome, notes };
  }),
});

/** At any time, also afterwards. */
const noteForm = wordsForm({
  name: 'call-note',
  title: 'call.note.title',
  text: textField({ label: 'call.notes', ask: 'call.note.ask', max: NOTES_MAX }),
  act: wordsAct('staff', (text) => ({ type: 'note', text })),
});

export const OWN_CALL_FORMS = { shift: shiftForm, number: numberForm, drop: dropForm } as const;
export const STAFF_CALL_FORMS = {
  move: moveForm,
  again: againForm,
  cancel: reasonForm('cancel'),
  leave: reasonForm('leave'),
  give: giveForm,
  attempt: attemptForm,
  note: noteForm,
  number: correctForm,
  numberAgain: correctAgainForm,
} as const;

export const CALL_FORMS: readonly Form[] = [
  callbackForm,
  zoneForm,
  ...Object.values(OWN_CALL_FORMS),
  ...Object.values(STAFF_CALL_FORMS),
  ...FINDINGS_FORMS,
  contactForm,
];
