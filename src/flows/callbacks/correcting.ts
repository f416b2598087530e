/**
 * A number that staff have written down and that turned out to be wrong is put right by whoever calls, and the call goes on. Who writes with the bot
 * gives theirs themselves.
 */
import type { Context, Effect } from '../../core/flow.ts';
import { answerOf, type Field, type Form, type Values } from '../../core/form/definition.ts';
import { say, verbatim } from '../../core/message.ts';
import type { Callback } from '../../domain/callback.ts';
import type { Person } from '../../domain/person.ts';
import { formatPhone } from '../../recognition/phone.ts';
import { phoneField } from '../fields.ts';
import { actById, actInRoom, actOnCall } from './callback-acts.ts';
import { isOnRecordOnly } from './callback-card.ts';
import { wishField } from './callback-fields.ts';

const number = phoneField({ label: 'contact.phone', ask: 'call.number.ask', example: 'complaint.phone.example' });

const numberField: Field<string> = {
  ...number,
  async read(words, scope) {
    const reading = await number.read(words, scope);
    const current = await scope.reads.callbackById(scope.args.call ?? '');
    const person = current && (await scope.reads.person(current.personId));
    return reading.value !== undefined && reading.value === person?.phone
      ? { problem: say('call.number.same') }
      : reading;
  },
};

const fields = { phone: numberField };
const againFields = {
  ...fields,
  when: wishField({ label: 'call.when', ask: 'call.move.ask', example: 'call.when.example', reader: 'staff' }),
};

/** At once, also while someone is calling. */
export const correctForm: Form = {
  name: 'call-correct',
  version: 1,
  title: 'call.number.title',
  fields,
  complete: async ({ values, args }, context) =>
    await correct(args.call, values, context, async (current, known) =>
      actOnCall(current, { type: 'correct' }, 'staff', known),
    ),
};

/** What waited for a decision is tried again by it. */
export const correctAgainForm: Form = {
  name: 'call-correct-again',
  version: 1,
  title: 'call.number.title',
  fields: againFields,
  complete: async ({ values, args }, context) => {
    const when = answerOf(values, 'when', againFields.when);
    if (!when) return { replies: [], effects: [] };
    return await correct(args.call, values, context, async (current, known) => {
      const tried = await actInRoom(current, when, (window) => ({ type: 'correct', window }), 'staff', known);
      if (tried.effects.length > 0) return tried;
      // Somebody was quicker: the number is right all the same.
      const kept = await actOnCall(current, { type: 'correct' }, 'staff', known);
      return { ...kept, immediate: [...(tried.immediate ?? []), ...(kept.immediate ?? [])] };
    });
  },
};

async function correct(
  callId: string | undefined,
  values: Values,
  context: Context,
  act: (current: Callback, known: Context) => ReturnType<typeof actOnCall>,
): ReturnType<Form['complete']> {
  const phone = answerOf(values, 'phone', numberField) ?? '';
  const change = async (current: Callback) => {
    const person = await context.reads.person(current.personId);
    if (!person || !(await isOnRecordOnly(current, context)))
      return { replies: [{ text: say('call.number.theirs') }], effects: [] };
    const corrected: Person = { ...person, phone };
    // The card has the new number at once.
    const outcome = await act(current, withPerson(corrected, context));
    if (outcome.effects.length === 0) return outcome;
    const entry = { kind: 'audit:number', body: {} };
    const effects: Effect[] = [{ type: 'person', person: corrected, entry }, ...outcome.effects];
    const done = { text: say('call.number.done', { phone: verbatim(formatPhone(phone)) }) };
    return { ...outcome, replies: [done, ...outcome.replies], effects };
  };
  return await actById(callId, 'staff', context, change, formatPhone(phone));
}

/** What is read of that person is how they are about to be written. */
function withPerson(person: Person, context: Context): Context {
  const read = async (id: string) => (id === person.id ? person : await context.reads.person(id));
  return { ...context, reads: { ...context.reads, person: read } };
}
