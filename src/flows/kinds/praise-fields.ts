/** The questions of a praise (F09): the feedback form, with no more of it than is needed. */
import type { Fields } from '../../core/form/definition.ts';
import { textField } from '../../core/form/fields.ts';
import { outletField, pastTimeField, storyField } from '../fields.ts';

export const praiseFields = {
  what: storyField({ label: 'praise.what', ask: 'praise.what.ask', example: 'praise.what.example', max: 2000 }),
  who: textField({ label: 'praise.who', ask: 'praise.who.ask', skip: 'praise.who.skip', max: 100 }),
  outlet: outletField({
    label: 'complaint.outlet',
    ask: 'praise.outlet.ask',
    example: 'complaint.outlet.example',
    skip: 'praise.outlet.skip',
  }),
  when: pastTimeField({
    label: 'complaint.when',
    ask: 'praise.when.ask',
    example: 'complaint.when.example',
    skip: 'praise.when.skip',
  }),
  shopper: textField({ label: 'praise.shopper', ask: 'praise.shopper.ask', skip: 'praise.shopper.skip', max: 100 }),
} satisfies Fields;
