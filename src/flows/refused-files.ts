/** A file that could not be taken: who sent it is told, and it goes from where it was put, so that nobody looks for it. */
import type { FileEvent } from '../core/event.ts';
import { FILE_MAX_MB } from '../core/files.ts';
import type { Context, Effect, Outcome } from '../core/flow.ts';
import { filesIn } from '../core/form/files.ts';
import { say, verbatim } from '../core/message.ts';
import type { Case } from '../domain/case.ts';
import { caseButtonId, underCard } from './cases/case-card.ts';
import { isHandedOver } from './desk/handover.ts';
import { withoutFile } from './forms.ts';
import { withoutWaitingFile } from './waiting-words.ts';

/** As many of the person's latest cases are looked at. */
const LATEST = 10;

export async function fileRefused({ file, reason }: FileEvent, context: Context): Promise<Outcome> {
  const told = say('files.refused', { name: verbatim(file.name), reason, max: FILE_MAX_MB });
  const open = (await withoutFile(file.id, [told], context)) ?? withoutWaitingFile(file.id, [told], context);
  // While a colleague writes with them, the question that it was for is not asked again.
  if (open) return isHandedOver(context) ? { ...open, replies: [{ text: told }] } : open;
  const effects = await outOfCase(file, reason, context);
  return { replies: [{ text: told }], effects };
}

/** The case goes without it; staff hear so, and find it in the history. */
async function outOfCase(file: FileEvent['file'], reason: string, context: Context): Promise<Effect[]> {
  const found = await caseWith(file, context);
  if (!found) return [];
  const { files, ...facts } = found.facts;
  const rest = filesIn(files).filter((one) => one.fileId !== file.id);
  const changed: Case = {
    ...found,
    seq: found.seq + 1,
    facts: files === undefined ? facts : { ...facts, files: rest.length > 0 ? rest : null },
  };
  const text = say('desk.told.file', { number: found.number, name: verbatim(file.name), reason });
  return [
    { type: 'case', case: changed, entry: { kind: 'file', body: { file: file.id, text: file.name, reason } } },
    {
      type: 'post',
      to: 'desk',
      reply: underCard(found, { text, buttons: [{ id: caseButtonId(found, 'show'), label: say('card.button.show') }] }),
    },
  ];
}

async function caseWith(file: FileEvent['file'], { reads }: Context): Promise<Case | undefined> {
  for (const one of await reads.casesOf(file.personId, LATEST)) {
    if (hasFile(one.facts.files, file.id)) return one;
    const journal = await reads.journalOf(one.id);
    if (journal.some(({ body }) => hasFile(body.files, file.id))) return one;
  }
  return undefined;
}

const hasFile = (files: unknown, id: string): boolean => filesIn(files).some(({ fileId }) => fileId === id);
