/** The questions of a service order (F13): what is out of order, where, since when, and whether the store can go on without it. */
import type { Fields } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { filesField } from '../../core/form/files.ts';
import { outletField, pastTimeField, storyField } from '../fields.ts';
import { contactFields } from './contact.ts';

const URGENCIES = ['urgent', 'soon', 'planned'] as const;

export const serviceFields = {
  what: storyField({ label: 'service.what', ask: 'service.what.ask', example: 'service.what.example', max: 2000 }),
  equipment: textField({
    label: 'service.equipment',
    ask: 'service.equipment.ask',
    example: 'service.equipment.example',
    max: 200,
  }),
  outlet: outletField({ label: 'complaint.outlet', ask: 'service.outlet.ask', example: 'complaint.outlet.example' }),
  since: pastTimeField({
    label: 'service.since',
    ask: 'service.since.ask',
    example: 'complaint.when.example',
    skip: 'service.since.skip',
  }),
  urgency: choiceField({
    label: 'service.urgency',
    ask: 'service.urgency.ask',
    values: URGENCIES,
    labelOf: (value) => `service.urgency.${value}`,
  }),
  files: filesField({ label: 'complaint.files', ask: 'service.files.ask', skip: 'complaint.files.skip' }),
  ...contactFields,
} satisfies Fields;
