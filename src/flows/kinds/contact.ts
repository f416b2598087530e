/** Who reports something and how to reach them, asked only where it is not known; and remembered, since nobody is asked twice. */
import type { Context, Effect } from '../../core/flow.ts';
import { answerOf, type Fields, type Values } from '../../core/form/definition.ts';
import { textField } from '../../core/form/fields.ts';
import { phoneField } from '../fields.ts';

export const contactFields = {
  name: textField({
    label: 'contact.name',
    ask: 'contact.name.ask',
    known: (person) => person.name ?? undefined,
    max: 100,
  }),
  phone: phoneField({
    label: 'contact.phone',
    ask: 'contact.phone.ask',
    example: 'complaint.phone.example',
    known: (person) => person.phone ?? undefined,
    ownPhone: true,
  }),
} satisfies Fields;

export function rememberPhone(values: Values, { person }: Context): Effect[] {
  const phone = answerOf(values, 'phone', contactFields.phone);
  return person && phone && person.phone !== phone ? [{ type: 'person', person: { ...person, phone } }] : [];
}
