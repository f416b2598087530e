/** What is written about a callback: the wish for one, another time, why it is not made, and what came of it. */
import type { Context, Effect } from '../../core/flow.ts';
import { answerOf, type Form } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { type Reply, say, verbatim } from '../../core/message.ts';
import { ATTEMPT_OUTCOMES, CALLBACK_RESULTS } from '../../domain/callback.ts';
import { planCallback } from '../../domain/callback-changes.ts';
import type { Person } from '../../domain/person.ts';
import { formatPhone } from '../../recognition/phone.ts';
import { offeredField, offersField } from '../desk/offered-field.ts';
import { phoneField, wordsField } from '../fields.ts';
import { contactFields, rememberPhone } from '../kinds/contact.ts';
import { actById, actInRoom, actOnCall, timeButtons } from './callback-acts.ts';
import { firstCallCard, ownCallButtons, whenText } from './callback-card.ts';
import { wishField, zoneField } from './callback-fields.ts';
import { reminderTimers } from './callback-reminders.ts';
import { roomFor, whyNot, windowsOf } from './callback-times.ts';

const TOPIC_MAX = 500;
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
    const { person, now } = context;
    const when = answerOf(values, 'when', requestFields.when);
    if (!person || !when) throw new Error('a callback needs a person and a time');
    const phone = answerOf(values, 'phone', requestFields.phone);
    const zone = answerOf(values, 'zone', requestFields.zone);
    const known = { ...person, phone: phone ?? person.phone, zone: zone ?? person.zone };
    const told: Context = { ...context, person: known };
    const wished = { from: when.from, until: when.until, zone: when.zone };
    const room = await roomFor(wished, context);
    const planned = planCallback(
      {
        id: context.id('callback'),
        kind: 'requested',
        topic: answerOf(values, 'topic', requestFields.topic) ?? '',
        personId: person.id,
        caseId: null,
        ownerId: null,
        window: room.window ?? wished,
        promised: room.window !== undefined,
      },
      { type: 'person', personId: person.id },
      now,
    );
    // They took so long to send it off that the time has gone by.
    if (planned.refused) return { replies: [{ text: say('call.when.past') }], effects: remember(person, known) };
    const { callback, entry } = planned;
    const effects: Effect[] = [
      { type: 'callback', callback, entry, place: room.window ? room.place : null },
      { type: 'post', to: 'desk', reply: await firstCallCard(callback, told) },
      ...reminderTimers(callback, context),
      ...remember(person, known),
    ];
    if (room.window) {
      const promise = { when: whenText(room.window, context), phone: verbatim(formatPhone(known.phone ?? '')) };
      return { replies: [{ text: say('call.promised', promise), buttons: ownCallButtons(callback) }], effects };
    }
    // Someone was quicker. Nothing of what they wrote is lost: the wish is kept, and another time is one tap away.
    const nearest = windowsOf(room.nearest, wished.zone);
    const text = { lines: [whyNot(room.reason, nearest), say('call.gone')] };
    const reply: Reply = { text, buttons: [...timeButtons(callback, nearest), ...ownCallButtons(callback)] };
    return { replies: [reply], effects };
  },
};

const remember = (before: Person, person: Person): Effect[] =>
  before.phone === person.phone && before.zone === person.zone ? [] : [{ type: 'person', person }];

const shiftFields = { when: wishField(WHEN) };
const dropFields = {
  text: textField({ label: 'call.reason', ask: 'call.drop.ask', skip: 'call.drop.skip', max: REASON_MAX }),
};

/** By whoever is called. */
const shiftForm: Form = {
  name: 'call-shift',
  version: 1,
  title: 'call.shift.title',
  fields: shiftFields,
  complete: async ({ values, args }, context) => {
    const when = answerOf(values, 'when', shiftFields.when);
    return await actById(args.call, 'person', context, async (current) =>
      when
        ? await actInRoom(current, when, (window) => ({ type: 'move', window, reason: '' }), 'person', context)
        : { replies: [], effects: [] },
    );
  },
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
  complete: async ({ values, args }, context) => {
    const reason = answerOf(values, 'text', dropFields.text) ?? '';
    return await actById(
      args.call,
      'person',
      context,
      async (current) => await actOnCall(current, { type: 'cancel', reason }, 'person', context),
      reason,
    );
  },
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
  complete: async ({ values, args }, context) => {
    const when = answerOf(values, 'when', moveFields.when);
    const agreed = answerOf(values, 'agreed', moveFields.agreed) === 'yes';
    const reason = answerOf(values, 'text', moveFields.text) ?? '';
    return await actById(
      args.call,
      'staff',
      context,
      async (current) =>
        when
          ? await actInRoom(current, when, (window) => ({ type: 'move', window, reason, agreed }), 'staff', context)
          : { replies: [], effects: [] },
      reason,
    );
  },
};

const againFields = { when: wishField({ ...WHEN, ask: 'call.move.ask' }) };

/** After a person has decided that it is tried again. */
const againForm: Form = {
  name: 'call-again',
  version: 1,
  title: 'call.button.again',
  fields: againFields,
  complete: async ({ values, args }, context) => {
    const when = answerOf(values, 'when', againFields.when);
    return await actById(args.call, 'staff', context, async (current) =>
      when
        ? await actInRoom(current, when, (window) => ({ type: 'try-again', window }), 'staff', context)
        : { replies: [], effects: [] },
    );
  },
};

const reasonFields = { text: textField({ label: 'call.reason', ask: 'call.reason.ask', max: REASON_MAX }) };

function reasonForm(name: 'call-cancel' | 'call-leave', type: 'cancel' | 'leave'): Form {
  return {
    name,
    version: 1,
    title: `call.${type}.title`,
    fields: reasonFields,
    complete: async ({ values, args }, context) => {
      const reason = answerOf(values, 'text', reasonFields.text) ?? '';
      return await actById(
        args.call,
        'staff',
        context,
        async (current) => await actOnCall(current, { type, reason }, 'staff', context),
        reason,
      );
    },
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
  complete: async ({ values, args }, context) => {
    const to = answerOf(values, 'to', giveFields.to) ?? '';
    const reason = answerOf(values, 'text', giveFields.text) ?? '';
    return await actById(
      args.call,
      'staff',
      context,
      async (current) => await actOnCall(current, { type: 'hand-over', to, reason }, 'staff', context),
      reason,
    );
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
  complete: async ({ values, args }, context) => {
    const notes = answerOf(values, 'text', notesFields.text) ?? '';
    const outcome = ATTEMPT_OUTCOMES.find((one) => one === args.outcome) ?? 'no-answer';
    return await actById(
      args.call,
      'staff',
      context,
      async (current) => await actOnCall(current, { type: 'attempt', how: 'phone', outcome, notes }, 'staff', context),
      notes,
    );
  },
};

const doneFields = {
  result: choiceField({
    label: 'call.result',
    ask: 'call.result.ask',
    values: CALLBACK_RESULTS,
    labelOf: (value) => `call.result.${value}`,
  }),
  text: textField({ label: 'call.notes', ask: 'call.done.ask', max: NOTES_MAX }),
};

const doneForm: Form = {
  name: 'call-done',
  version: 1,
  title: 'call.done.title',
  fields: doneFields,
  complete: async ({ values, args }, context) => {
    const result = answerOf(values, 'result', doneFields.result) ?? 'well';
    const notes = answerOf(values, 'text', doneFields.text) ?? '';
    return await actById(
      args.call,
      'staff',
      context,
      async (current) => await actOnCall(current, { type: 'finish', result, notes }, 'staff', context),
      notes,
    );
  },
};

export const OWN_CALL_FORMS = { shift: shiftForm, number: numberForm, drop: dropForm } as const;
export const STAFF_CALL_FORMS = {
  move: moveForm,
  again: againForm,
  cancel: reasonForm('call-cancel', 'cancel'),
  leave: reasonForm('call-leave', 'leave'),
  give: giveForm,
  attempt: attemptForm,
  done: doneForm,
} as const;

export const CALL_FORMS: readonly Form[] = [
  callbackForm,
  ...Object.values(OWN_CALL_FORMS),
  ...Object.values(STAFF_CALL_FORMS),
];
