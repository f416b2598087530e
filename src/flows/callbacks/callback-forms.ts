/** What is written about a callback: the wish for one, another time, why it is not made, and what came of it. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { answerOf, type Filled, type Form } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { say } from '../../core/message.ts';
import { ATTEMPT_OUTCOMES, type Callback, type CallbackAct, CONTACT_WAYS } from '../../domain/callback.ts';
import type { Window } from '../../domain/callback-rules.ts';
import { offeredField, offersField } from '../desk/offered-field.ts';
import { phoneField, wordsField } from '../fields.ts';
import { contactFields, rememberPhone } from '../kinds/contact.ts';
import { caseOfCall, mayCall } from './callback-access.ts';
import { actById, actInRoom, actOnCall, type Side } from './callback-acts.ts';
import { wishField, zoneField } from './callback-fields.ts';
import { FINDINGS_FORMS } from './findings-forms.ts';
import { contactForm } from './first-contact.ts';
import { requestCall } from './requesting.ts';
import { zoneForm } from './zone.ts';

/** As many as may wait before it is known what they are for. */
const TOPIC_MAX = 4000;
const NOTES_MAX = 2000;
const REASON_MAX = 500;

const WHEN = { label: 'call.when', ask: 'call.when.ask', example: 'call.when.example' } as const;

const requestFields = {
  topic: wordsField({ label: 'call.topic', ask: 'call.topic.ask', example: 'call.topic.example', max: TOPIC_MAX }),
  phone: contactFields.phone,
  zone: zoneField({ label: 'call.zone', ask: 'call.zone.ask' }),
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
const dropFields = {
  text: textField({ label: 'call.reason', ask: 'call.drop.ask', skip: 'call.drop.skip', max: REASON_MAX }),
};

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

/** What is done with some words: a reason, or notes. */
async function withWords(
  { values, args }: Filled,
  side: Side,
  act: (words: string) => CallbackAct,
  context: Context,
): Promise<Done> {
  const words = answerOf(values, 'text', dropFields.text) ?? '';
  return await actById(args.call, side, context, (current) => actOnCall(current, act(words), side, context), words);
}

type Done = Awaited<ReturnType<Form['complete']>>;

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

const dropForm: Form = {
  name: 'call-drop',
  version: 1,
  title: 'call.drop.title',
  fields: dropFields,
  submit: 'call.drop.submit',
  complete: async (filled, context) =>
    await withWords(filled, 'person', (reason) => ({ type: 'cancel', reason }), context),
};

const moveFields = {
  when: wishField({ ...WHEN, ask: 'call.move.ask' }),
  agreed: choiceField({
    label: 'call.agreed',
    ask: 'call.agreed.ask',
    values: ['yes', 'no'] as const,
    labelOf: (value) => `call.agreed.${value}`,
  }),
  text: textField({ label: 'call.reason', ask: 'call.reason.ask', max: REASON_MAX }),
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

const againFields = { when: wishField({ ...WHEN, ask: 'call.move.ask' }) };

/** After a person has decided that it is tried again. */
const againForm: Form = {
  name: 'call-again',
  version: 1,
  title: 'call.button.again',
  fields: againFields,
  complete: async (filled, context) =>
    await inRoom(filled, 'staff', (window) => ({ type: 'try-again', window }), context),
};

const reasonFields = { text: textField({ label: 'call.reason', ask: 'call.reason.ask', max: REASON_MAX }) };

function reasonForm(name: 'call-cancel' | 'call-leave', type: 'cancel' | 'leave'): Form {
  return {
    name,
    version: 1,
    title: `call.${type}.title`,
    fields: reasonFields,
    complete: async (filled, context) => await withWords(filled, 'staff', (reason) => ({ type, reason }), context),
  };
}

const TO = { label: 'assign.to', ask: 'call.give.ask', example: 'assign.example' } as const;
const giveFields = {
  'to-offered': offersField(TO),
  to: offeredField('to', TO),
  text: textField({ label: 'call.reason', ask: 'call.reason.ask', max: REASON_MAX }),
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

const notesFields = {
  text: textField({ label: 'call.notes', ask: 'call.notes.ask', skip: 'call.notes.skip', max: NOTES_MAX }),
};

/** Nobody was reached; which of the outcomes it was is said by the button. */
const attemptForm: Form = {
  name: 'call-attempt',
  version: 1,
  title: 'call.attempt.title',
  fields: notesFields,
  complete: async (filled, context) => {
    const outcome = ATTEMPT_OUTCOMES.find((one) => one === filled.args.outcome) ?? 'no-answer';
    const how = CONTACT_WAYS.find((one) => one === filled.args.how) ?? 'phone';
    return await withWords(filled, 'staff', (notes) => ({ type: 'attempt', how, outcome, notes }), context);
  },
};

const noteFields = { text: textField({ label: 'call.notes', ask: 'call.note.ask', max: NOTES_MAX }) };

/** At any time, also afterwards. */
const noteForm: Form = {
  name: 'call-note',
  version: 1,
  title: 'call.note.title',
  fields: noteFields,
  complete: async (filled, context) => await withWords(filled, 'staff', (text) => ({ type: 'note', text }), context),
};

export const OWN_CALL_FORMS = { shift: shiftForm, number: numberForm, drop: dropForm } as const;
export const STAFF_CALL_FORMS = {
  move: moveForm,
  again: againForm,
  cancel: reasonForm('call-cancel', 'cancel'),
  leave: reasonForm('call-leave', 'leave'),
  give: giveForm,
  attempt: attemptForm,
  note: noteForm,
} as const;

export const CALL_FORMS: readonly Form[] = [
  callbackForm,
  zoneForm,
  ...Object.values(OWN_CALL_FORMS),
  ...Object.values(STAFF_CALL_FORMS),
  ...FINDINGS_FORMS,
  contactForm,
];
