/** Reporting a complaint (F07): the form, and what becomes of it: a case, word to the desk, a promise to the person. */

import type { Context, Effect } from '../core/flow.ts';
import { answerOf, type Filled, type Form } from '../core/form/definition.ts';
import { say } from '../core/message.ts';
import { type Intake, isUrgentIntake } from '../domain/case.ts';
import { complaintFields as fields } from './complaint-fields.ts';
import { openCase } from './opening.ts';

export const complaintForm: Form = {
  name: 'complaint',
  version: 2,
  title: 'complaint.title',
  fields,
  opening: 'what',
  submit: 'complaint.submit',
  // The question for photos came with version 2; who had begun before is not asked it on top.
  upgrade: (_, values) => ({ files: null, ...values }),
  async complete(filled, context) {
    const intake: Intake = answerOf(filled.values, 'intake', fields.intake) ?? 'chat';
    const opened = await openCase(
      {
        kind: 'complaint',
        words: wordsOf(filled),
        facts: { ...filled.values },
        outletId: answerOf(filled.values, 'outlet', fields.outlet)?.id ?? null,
        cause: answerOf(filled.values, 'cause', fields.cause),
        intake,
        urgent: isUrgentIntake(intake),
      },
      context,
    );
    const zone = context.person?.zone ?? context.zone;
    const due = { instant: opened.case.dueAt, zone };
    const filed = say(opened.case.urgent ? 'complaint.filed.urgent' : 'complaint.filed', {
      number: opened.case.number,
      due,
    });
    return { replies: [{ text: filed }], effects: [...opened.effects, ...rememberPhone(filled, context)] };
  },
};

/** What the person wrote first; without it, the answer to "what happened". */
const wordsOf = (filled: Filled): string =>
  filled.opening.trim() !== '' ? filled.opening : (answerOf(filled.values, 'what', fields.what) ?? '');

/** Nobody is asked twice for what is known. */
function rememberPhone(filled: Filled, { person }: Context): Effect[] {
  const phone = answerOf(filled.values, 'phone', fields.phone);
  return person && phone && person.phone !== phone ? [{ type: 'person', person: { ...person, phone } }] : [];
}
