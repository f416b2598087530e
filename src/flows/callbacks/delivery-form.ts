/** `/delivery`: staff report goods that were received, one at a time; a table or another system does it by import or by HTTP. */
import { z } from 'zod';
import {
  deliveryAfter,
  deliveryId,
  newRecipient,
  type Report,
  receivedProblem,
  recipientId,
} from '../../core/deliveries.ts';
import type { Context, Effect } from '../../core/flow.ts';
import { answerOf, type Field, type Form, type Values } from '../../core/form/definition.ts';
import { textField } from '../../core/form/fields.ts';
import { whoeverIsLeft } from '../../core/joined.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import { dateAt } from '../../domain/business-time.ts';
import type { Callback } from '../../domain/callback.ts';
import type { Case } from '../../domain/case.ts';
import type { Person } from '../../domain/person.ts';
import { caseToRead } from '../cases/case-access.ts';
import { personText, readCaseNumber } from '../cases/case-card.ts';
import { outletField, pastTimeField, phoneField } from '../fields.ts';
import { callLoad } from './automatic.ts';
import { callButtonId, whenText } from './callback-card.ts';
import { type PlannedDelivery, planDelivery } from './deliveries.ts';

const REFERENCE_MAX = 60;
const NAME_MAX = 100;

/** `C-1042`; a name has no digits of that kind. */
const numberIn = (words: string): string | undefined => {
  const read = readCaseNumber(words);
  return read && read.rest === '' ? read.number : undefined;
};

/** What few may know of is called about by whom it concerns; the desk sees a callback as a whole. */
const isCallable = (found: Case | undefined): found is Case =>
  found !== undefined && found.confidential !== true && found.kind !== 'dispute';

/** A name, or the number of a case whose reporter has received the goods. */
const recipientField: Field<string> = {
  label: 'delivery.recipient',
  ask: 'delivery.recipient.ask',
  example: 'delivery.recipient.example',
  max: NAME_MAX,
  schema: z.string().min(1),
  async read(words, { person, reads }) {
    const number = numberIn(words);
    if (number === undefined) {
      const count = [...words].length;
      return count > NAME_MAX ? { problem: say('form.too-long', { count, max: NAME_MAX }) } : { value: words };
    }
    if (isCallable(await caseToRead(number, { person, reads }))) return { value: number };
    return { problem: say('delivery.recipient.no-case', { number }) };
  },
  show: verbatim,
};

const isName = ({ recipient }: Values): boolean => typeof recipient === 'string' && numberIn(recipient) === undefined;

const fields = {
  reference: textField({
    label: 'delivery.reference',
    ask: 'delivery.reference.ask',
    example: 'delivery.reference.example',
    max: REFERENCE_MAX,
  }),
  outlet: outletField({ label: 'complaint.outlet', ask: 'delivery.outlet.ask', example: 'complaint.outlet.example' }),
  received: pastTimeField({
    label: 'delivery.received',
    ask: 'delivery.received.ask',
    example: 'delivery.received.example',
  }),
  recipient: recipientField,
  phone: phoneField({
    label: 'contact.phone',
    ask: 'delivery.phone.ask',
    example: 'complaint.phone.example',
    when: isName,
  }),
};

export const deliveryForm: Form = {
  name: 'delivery',
  version: 1,
  title: 'delivery.title',
  fields,
  submit: 'delivery.submit',
  async complete({ values }, context) {
    const read = await reportOf(values, context);
    if ('refused' in read) return { replies: [{ text: read.refused }], effects: [] };
    const { report, person, isNew } = read;
    const [known] = await context.reads.deliveries([deliveryId(report.reference)]);
    const changed = deliveryAfter(report, person.id, known, context.now);
    if (!changed) return { replies: [{ text: say('delivery.known', { reference: report.reference }) }], effects: [] };
    const { delivery, entry } = changed;
    const planned = await planDelivery(delivery, entry, await callLoad(context), context, person);
    const effects: Effect[] = [
      ...(isNew ? [{ type: 'person' as const, person: { ...person, seq: 0 } }] : []),
      ...planned.effects,
      ...(context.person ? [{ type: 'needs-rights' as const, person: context.person }] : []),
    ];
    return { replies: [replyFor(report.reference, person, planned, context)], effects };
  },
};

type Read = { report: Report; person: Person; isNew: boolean } | { refused: Text };

async function reportOf(values: Values, context: Context): Promise<Read> {
  const { reads, now, zone } = context;
  const reference = answerOf(values, 'reference', fields.reference);
  const told = answerOf(values, 'outlet', fields.outlet);
  const received = answerOf(values, 'received', fields.received);
  const recipient = answerOf(values, 'recipient', fields.recipient);
  const outlet = (await reads.outlets()).find(({ id }) => id === told?.id);
  if (!reference || !received || !recipient || !outlet) return { refused: say('form.stale') };
  const receivedOn = dateAt(received.instant, received.zone);
  if (receivedProblem(receivedOn, now, zone) !== undefined) return { refused: say('delivery.received.odd') };
  const common = { row: 1, reference, outlet, receivedOn };
  const number = numberIn(recipient);
  if (number !== undefined) {
    const found = await caseToRead(number, context);
    const person = isCallable(found) ? await reads.person(found.personId) : undefined;
    if (!found || !person) return { refused: say('delivery.recipient.no-case', { number }) };
    return { report: { ...common, to: { type: 'case', caseId: found.id, personId: person.id } }, person, isNew: false };
  }
  const phone = answerOf(values, 'phone', fields.phone) ?? '';
  const to = { name: recipient, phone, language: null, zone: outlet.zone };
  const stored = await reads.person(await whoeverIsLeft(recipientId(recipient, phone), reads));
  return {
    report: { ...common, to: { type: 'recipient', recipient: to, zoneGiven: false } },
    person: stored ?? newRecipient(to, now),
    isNew: !stored,
  };
}

function replyFor(reference: string, person: Person, { result, callback }: PlannedDelivery, context: Context): Reply {
  const name = personText(person.name, person.phone);
  const shown = callback
    ? { buttons: [{ id: callButtonId(callback.id, 'show'), label: say('call.button.show') }] }
    : {};
  return { text: textFor(result, reference, name, callback, context), ...shown };
}

function textFor(
  result: PlannedDelivery['result'],
  reference: string,
  name: Text,
  callback: Callback | undefined,
  context: Context,
): Text {
  if (!callback) return say('delivery.known', { reference });
  const when = whenText(callback.window, context);
  if (result === 'undecided') return say('delivery.done.undecided', { reference, name });
  if (result === 'same' || result === 'kept') return say('delivery.done.kept', { reference, when });
  return say(result === 'late' ? 'delivery.done.late' : 'delivery.done', { reference, name, when });
}
