/** `/audit`: who gave and took which rights, and what else is to be accounted for; as the journal has it, newest first. */
import type { JournalEntry } from '../../core/decision.ts';
import { AUDIT_KINDS, atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { caseToRead } from '../cases/case-access.ts';
import { readCaseNumber } from '../cases/case-card.ts';
import { fullName, nameOf } from '../cases/person-names.ts';
import { PEOPLE_BUTTON } from './people-buttons.ts';
import { rightsText, storedRights } from './rights-words.ts';

const PAGE = 20;

/** `/audit`, `/audit NAME`, `/audit C-1042`. */
export async function audit(words: string, context: Context): Promise<Outcome> {
  const wanted = words.trim();
  if (wanted === '') return await auditPage(0, context.now, undefined, context);
  const named = readCaseNumber(wanted);
  if (named && named.rest.trim() === '') {
    const current = await caseToRead(named.number, context);
    if (!current) return atOnce({ text: say('case.unknown', { number: named.number }) });
    return await auditPage(0, context.now, current.personId, context);
  }
  const [only, ...others] = await context.reads.peopleByName(wanted, 6);
  if (!only) return atOnce({ text: say('people.none-found') });
  if (others.length === 0) return await auditPage(0, context.now, only.id, context);
  const found = [only, ...others];
  const lines = await Promise.all(
    found.map(async (person) => say('people.choice', { name: await fullName(person, context) })),
  );
  const buttons = found.map(
    (person): ReplyButton => ({ id: pageId(0, context.now, person.id), label: nameOf(person) }),
  );
  return atOnce({ text: { lines: [say('people.several'), ...lines] }, buttons });
}

const pageId = (page: number, until: string, personId: string | undefined): string =>
  `${PEOPLE_BUTTON}:a:${page}:${Date.parse(until).toString(36)}${personId === undefined ? '' : `:${personId}`}`;

/** `until`: when the first page was looked at, so that what happens meanwhile shifts nothing. */
export async function auditPage(
  page: number,
  until: string,
  personId: string | undefined,
  context: Context,
): Promise<Outcome> {
  const found = await context.reads.audit({ until, personId, offset: page * PAGE, limit: PAGE + 1 });
  if (found.length === 0) return atOnce({ text: say('audit.none') });
  const lines = await Promise.all(found.slice(0, PAGE).map((entry) => lineOf(entry, context)));
  const buttons: ReplyButton[] =
    found.length > PAGE ? [{ id: pageId(page + 1, until, personId), label: say('audit.older') }] : [];
  return atOnce({
    text: { lines: [say('audit', { page: page + 1 }), ...lines] },
    ...(buttons.length > 0 && { buttons }),
  });
}

async function lineOf(entry: JournalEntry, context: Context): Promise<Text> {
  const { body, at, actorId } = entry;
  const kind = AUDIT_KINDS.find((one) => `audit:${one}` === entry.kind);
  const about = typeof body.person === 'string' ? body.person : undefined;
  // Of a person's own entries it is they who the entry is about; what else it names is the other one.
  const subject = entry.aggregate === 'person' ? entry.id : about;
  const was = storedRights.safeParse(body.was).data;
  const now = storedRights.safeParse(body.now).data;
  const told: Text[] = [];
  if (subject) told.push(await nameBy(subject, context));
  if (about && about !== subject) told.push(await nameBy(about, context));
  if (was && now)
    told.push(say('audit.change', { was: await rightsText(was, context), now: await rightsText(now, context) }));
  for (const detail of [body.channel, body.what, body.why]) if (typeof detail === 'string') told.push(verbatim(detail));
  return say('audit.line', {
    at: { instant: at, zone: context.zone },
    actor: actorId ? await nameBy(actorId, context) : say('audit.program'),
    act: say('audit.act', { act: kind ?? 'other' }),
    what: told.length > 0 ? { list: told } : verbatim('–'),
  });
}

const nameBy = async (id: string, { reads }: Context): Promise<Text> =>
  nameOf((await reads.person(id)) ?? { name: null });
