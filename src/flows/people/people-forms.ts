/** Forms in which staff choose people for a case: who gets it, and whom it is about. What is on offer comes with them. */
import { answerOf, type Form } from '../../core/form/definition.ts';
import { textField } from '../../core/form/fields.ts';
import { wordsForm } from '../../core/form/words-form.ts';
import { actByNumber } from '../cases/case-acts.ts';
import { offeredField, offersField } from '../desk/offered-field.ts';

const REASON_MAX = 500;

const TO = { label: 'assign.to', ask: 'assign.ask', example: 'assign.example' } as const;
const assignFields = {
  'to-offered': offersField(TO),
  to: offeredField('to', TO),
  text: textField({ label: 'assign.text', ask: 'assign.why', skip: 'assign.skip', max: REASON_MAX }),
};

const WHO = { label: 'about.who', ask: 'about.ask', example: 'assign.example' } as const;
const aboutFields = {
  'who-offered': offersField(WHO),
  who: offeredField('who', WHO),
  text: textField({ label: 'about.text', ask: 'assign.why', skip: 'assign.skip', max: REASON_MAX }),
};

export const assignForm: Form = {
  name: 'assign',
  version: 1,
  title: 'assign.title',
  fields: assignFields,
  complete: async ({ values, args }, context) => {
    const to = answerOf(values, 'to', assignFields.to) ?? '';
    const text = answerOf(values, 'text', assignFields.text) ?? '';
    return await actByNumber(args.case, { type: 'assign', to, text }, context);
  },
};

export const aboutForm: Form = {
  name: 'about',
  version: 1,
  title: 'about.title',
  fields: aboutFields,
  complete: async ({ values, args }, context) => {
    const who = answerOf(values, 'who', aboutFields.who) ?? '';
    const text = answerOf(values, 'text', aboutFields.text) ?? '';
    return await actByNumber(args.case, { type: 'about', aboutIds: [who], text }, context);
  },
};

export const liftForm = wordsForm({
  name: 'lift',
  title: 'card.button.lift',
  text: textField({ label: 'assign.text', ask: 'assign.why', skip: 'assign.skip', max: REASON_MAX }),
  act: (said, { args }, context) => actByNumber(args.case, { type: 'lift', ...said }, context),
});

export const PEOPLE_FORMS: readonly Form[] = [assignForm, aboutForm, liftForm];
