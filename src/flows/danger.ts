/** A fire or a smell of gas: what to do comes at once, headquarters hears it loudly, and nothing is asked before. */
import type { Context, Outcome } from '../core/flow.ts';
import { type Attachment, type Reply, say } from '../core/message.ts';
import { fireNumber } from '../domain/emergency.ts';
import { grantsOf } from '../domain/person.ts';
import type { Danger } from '../recognition/danger.ts';
import { actOnCase } from './cases/case-acts.ts';
import { openCase, personAsked } from './cases/opening.ts';

/** What is written after the first alarm goes to the same case. Words that wait go on waiting. */
export async function raiseAlarm(
  danger: Danger,
  words: string,
  files: readonly Attachment[],
  context: Context,
): Promise<Outcome> {
  const { person, reads, zone } = context;
  const own = person ? grantsOf(person).manages : [];
  const outlet = own.length === 0 ? undefined : (await reads.outlets()).find(({ id }) => own.includes(id));
  const number = fireNumber(outlet?.zone ?? person?.zone ?? zone) ?? say('danger.number.local');
  const advice: Reply = { text: say(`danger.${danger}`, { number }) };
  const cases = person ? await reads.casesOf(person.id, 5) : [];
  const raised = cases.find(
    ({ kind, urgent, status }) => kind === 'consultation' && urgent && (status === 'received' || status === 'assigned'),
  );
  if (raised) {
    const added = await actOnCase(
      raised,
      { type: 'add', text: words, ...(files.length > 0 && { files: [...files] }) },
      context,
    );
    return { ...added, replies: [advice, ...added.replies] };
  }
  const opened = await openCase(
    {
      kind: 'consultation',
      words,
      facts: files.length > 0 ? { files: [...files] } : {},
      outletId: outlet?.id ?? null,
      urgent: true,
      told: 'desk.told.danger',
    },
    context,
  );
  return { replies: [advice, { text: personAsked(opened.case, context) }], effects: opened.effects };
}
