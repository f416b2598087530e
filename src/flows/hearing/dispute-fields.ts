/** The questions of a dispute between franchisees (F40), in the order in which they are asked. */
import type { Fields } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { filesField } from '../../core/form/files.ts';
import { DISPUTE_TYPES } from '../../domain/hearing.ts';
import { outletField, pastTimeField, phoneField, storyField } from '../fields.ts';

export const disputeFields = {
  what: storyField({ label: 'hearing.what', ask: 'hearing.what.ask', example: 'hearing.what.example', max: 2000 }),
  disputeType: choiceField({
    label: 'hearing.type',
    ask: 'hearing.type.ask',
    values: DISPUTE_TYPES,
    labelOf: (value) => `hearing.type.${value}`,
  }),
  against: outletField({
    label: 'hearing.against',
    ask: 'hearing.against.ask',
    example: 'complaint.outlet.example',
    skip: 'hearing.against.skip',
  }),
  againstName: textField({
    label: 'hearing.against-name',
    ask: 'hearing.against-name.ask',
    skip: 'hearing.against-name.skip',
    when: ({ against }) => against === null,
    max: 200,
  }),
  when: pastTimeField({ label: 'complaint.when', ask: 'hearing.when.ask', example: 'complaint.when.example' }),
  outlet: outletField({
    label: 'hearing.own-outlet',
    ask: 'hearing.own-outlet.ask',
    example: 'complaint.outlet.example',
    skip: 'hearing.own-outlet.skip',
  }),
  harm: textField({ label: 'hearing.harm', ask: 'hearing.harm.ask', skip: 'hearing.harm.skip', max: 1000 }),
  files: filesField({ label: 'hearing.files', ask: 'hearing.files.ask', skip: 'complaint.files.skip' }),
  showName: choiceField({
    label: 'hearing.show-name',
    ask: 'hearing.show-name.ask',
    values: ['no', 'yes'] as const,
    labelOf: (value) => `hearing.show-name.${value}`,
  }),
  phone: phoneField({
    label: 'complaint.phone',
    ask: 'complaint.phone.ask',
    example: 'complaint.phone.example',
    known: (person) => person.phone ?? undefined,
    ownPhone: true,
  }),
} satisfies Fields;
