/** Asking for service (F13): what is broken is taken down as a case of its own kind, for whoever gives it to a technician. */
import { answerOf, type Form } from '../../core/form/definition.ts';
import { say } from '../../core/message.ts';
import { openCase, wordsOf } from '../cases/opening.ts';
import { rememberPhone } from './contact.ts';
import { serviceFields as fields } from './service-fields.ts';

export const serviceForm: Form = {
  name: 'service',
  version: 1,
  title: 'service.title',
  fields,
  opening: 'what',
  submit: 'complaint.submit',
  async complete(filled, context) {
    const { values } = filled;
    const urgency = answerOf(values, 'urgency', fields.urgency);
    const opened = await openCase(
      {
        kind: 'service',
        words: wordsOf(filled, 'what'),
        facts: { ...values },
        outletId: answerOf(values, 'outlet', fields.outlet)?.id ?? null,
        intake: 'chat',
        severity: urgency === 'urgent' ? 'serious' : urgency === 'planned' ? 'minor' : 'general',
      },
      context,
    );
    const { number, dueAt } = opened.case;
    const due = { instant: dueAt, zone: context.person?.zone ?? context.zone };
    return {
      replies: [{ text: say('service.filed', { number, due }) }],
      effects: [...opened.effects, ...rememberPhone(values, context)],
    };
  },
};
