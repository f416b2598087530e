/** Reporting a complaint (F07): the form, and what becomes of it: a case, word to the desk, a promise to the person. */

import type { Context } from '../../core/flow.ts';
import { isBlank } from '../../core/form/answers.ts';
import { answerOf, type Form, type Values } from '../../core/form/definition.ts';
import { type Reply, say, type Text } from '../../core/message.ts';
import { type Case, type Intake, isUrgentIntake } from '../../domain/case.ts';
import { namesOne, namesStoreManager } from '../../recognition/named-people.ts';
import { callForCase } from '../callbacks/requesting.ts';
import { caseButtonId } from '../cases/case-card.ts';
import { type NewCase, openCase, wordsOf } from '../cases/opening.ts';
import { complaintFields as fields } from './complaint-fields.ts';
import { rememberPhone } from './contact.ts';

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
    const outletId = answerOf(filled.values, 'outlet', fields.outlet)?.id ?? null;
    const opened = await openCase(
      {
        kind: 'complaint',
        words: wordsOf(filled, 'what'),
        facts: { ...filled.values },
        outletId,
        ...(await complainedAbout(filled.values, context)),
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
    return {
      replies: [await withCall(withCircle(filed, opened.case), wordsOf(filled, 'what'), opened.case, context)],
      effects: [...opened.effects, ...rememberPhone(filled.values, context)],
    };
  },
};

/** “Call me tomorrow” beside the complaint is a wish of its own. */
async function withCall(reply: Reply, words: string, current: Case, context: Context): Promise<Reply> {
  const button = await callForCase(words, current, context);
  return button ? { ...reply, buttons: [button, ...(reply.buttons ?? [])] } : reply;
}

/** Also of a complaint that is not sent in yet. */
export async function complainedAbout(values: Values, context: Context): Promise<Pick<NewCase, 'aboutIds'>> {
  const outletId = answerOf(values, 'outlet', fields.outlet)?.id ?? null;
  const aboutIds = await namedIn(answerOf(values, 'who', fields.who) ?? '', outletId, context);
  return aboutIds.length > 0 ? { aboutIds } : {};
}

/** F07: whom the answer to "who" names, of the store's managers and of headquarters. Nobody complains about themselves. */
async function namedIn(who: string, outletId: string | null, { reads, person }: Context): Promise<string[]> {
  if (isBlank(who)) return [];
  const managers = outletId === null ? [] : await reads.managersOf(outletId);
  const meant = namesStoreManager(who) ? managers : [];
  const around = new Map([...managers, ...(await reads.staff())].map((one) => [one.id, one]));
  const named = namesOne(who, [...around.values()]);
  const ids = [...meant, ...(named ? [named] : [])].map(({ id }) => id);
  return [...new Set(ids)].filter((id) => id !== person?.id);
}

/** Whether only the supervision group sees it, or the one tap for that. */
function withCircle(filed: Text, current: Case): Reply {
  if (current.confidential) return { text: { lines: [filed, say('complaint.confidential')] } };
  return {
    text: { lines: [filed, say('complaint.confide')] },
    buttons: [{ id: caseButtonId(current, 'confide'), label: say('case.button.confide') }],
  };
}
