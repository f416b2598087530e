/** What staff look at: the queue, one case with its history, what failed. Questions only; nothing here changes a case. */
import type { JournalEntry } from '../../core/decision.ts';
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { attachmentsOf, filesIn } from '../../core/form/files.ts';
import { typedLabels } from '../../core/form/labels.ts';
import { type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import type { CaseFilter, FailedMessage } from '../../core/reads.ts';
import { CASE_KINDS, type Case, type CaseKind } from '../../domain/case.ts';
import { SEVERITIES } from '../../domain/deadlines.ts';
import { mayRead } from '../../domain/rights.ts';
import { fold } from '../../recognition/fold.ts';
import { filterFor } from '../cases/case-access.ts';
import { card, caseButtonId, departmentText, lineOf, shorten } from '../cases/case-card.ts';

const QUEUE_MAX = 20;

/** `/queue`, `/queue complaint`, `/queue 投诉`, `/queue Emil`: all open cases, those of a kind, or those of a colleague. */
export async function showQueue(words: string, context: Context): Promise<Outcome> {
  const chosen: Chosen | undefined = words.trim() === '' ? { filter: {} } : await queueNamed(words, context);
  if (!chosen) return atOnce({ text: say('queue.unknown', { words: shorten(words) }) });
  const { filter, of } = chosen;
  const { reads, zone } = context;
  const [found, counts] = await Promise.all([
    reads.openCases(QUEUE_MAX + 1, filterFor(context, filter)),
    reads.openCounts(filterFor(context)),
  ]);
  const head = countsText(counts);
  const open = found.slice(0, QUEUE_MAX);
  const more = found.length > QUEUE_MAX;
  const title = of
    ? say(open.length === 0 ? 'queue.of.empty' : more ? 'queue.of.more' : 'queue.of', { of, count: open.length })
    : say(open.length === 0 ? 'desk.queue.empty' : more ? 'desk.queue.more' : 'desk.queue', { count: open.length });
  const lines: Text[] = [...head, title, ...open.map((one) => lineOf(one, zone))];
  const buttons = open.slice(0, 5).map((one) => ({ id: caseButtonId(one, 'show'), label: { verbatim: one.number } }));
  return atOnce({ text: { lines }, ...(buttons.length > 0 && { buttons }) });
}

/** Each queue with how many it has; one alone says no more than the title below. */
function countsText(counts: readonly { kind: CaseKind; count: number }[]): Text[] {
  const count = new Map(counts.map((one) => [one.kind, one.count]));
  const list = CASE_KINDS.flatMap((kind): Text[] => {
    const known = count.get(kind);
    return known === undefined ? [] : [say('queue.count', { kind: say(`case.kind.${kind}`), count: known })];
  });
  return list.length > 1 ? [{ list }] : [];
}

/** `of`: what it is called; absent: everything. */
interface Chosen {
  filter: CaseFilter;
  of?: Text;
}

async function queueNamed(words: string, { reads }: Context): Promise<Chosen | undefined> {
  const folded = fold(words);
  const kind = CASE_KINDS.find((one) => one === folded || typedLabels(say(`case.kind.${one}`)).includes(folded));
  if (kind) return { filter: { kind }, of: say(`case.kind.${kind}`) };
  const staff = (await reads.staff()).filter(({ name }) => (name ?? '') !== '');
  const exact = staff.filter(({ name }) => fold(name ?? '') === folded);
  const partly = exact.length > 0 ? exact : staff.filter(({ name }) => fold(name ?? '').includes(folded));
  const [only, second] = partly;
  return only && !second ? { filter: { assigneeId: only.id }, of: verbatim(only.name ?? '') } : undefined;
}

export async function showCase(current: Case, context: Context): Promise<Outcome> {
  const journal = await context.reads.journalOf(current.id);
  const names = new Map<string, string | null>();
  for (const id of new Set(journal.flatMap(({ actorId, body }) => [actorId, body.to, body.from]))) {
    if (typeof id === 'string') names.set(id, (await context.reads.person(id))?.name ?? null);
  }
  const history = journal.map((entry): Text => {
    const words = wordsOf(entry, names, context);
    const files = filesIn(entry.body.files);
    const text =
      files.length === 0
        ? words
        : say('desk.journal.files', {
            text: words,
            names: { list: files.map(({ name }) => ({ verbatim: name })) },
          });
    return say('desk.journal.line', {
      at: { instant: entry.at, zone: context.zone },
      name: entry.actorId ? colleagueOf(names, entry.actorId) : say('desk.journal.assistant'),
      act: say('desk.journal.act', { act: entry.kind }),
      text,
    });
  });
  const shown = await card(current, context);
  const attachments = [
    ...(shown.attachments ?? []),
    ...journal.flatMap((entry) => attachmentsOf(filesIn(entry.body.files))),
  ];
  return atOnce({
    ...shown,
    ...(attachments.length > 0 && { attachments }),
    facts: [...(shown.facts ?? []), { label: say('card.history'), value: { lines: history } }],
  });
}

const colleagueOf = (names: ReadonlyMap<string, string | null>, id: JournalEntry['body'][string] | undefined): Text => {
  const name = typeof id === 'string' ? names.get(id) : undefined;
  return name ? verbatim(name) : say('person.unnamed');
};

/** What an entry tells beside its kind. */
function wordsOf({ kind, body }: JournalEntry, names: ReadonlyMap<string, string | null>, context: Context): Text {
  const { text: written, department, severity, stars, to, from, load, rule, reason } = body;
  if (reason === 'idle' || reason === 'held') return say(`desk.journal.${reason}`);
  if (kind === 'assign' && typeof load === 'number')
    return say('journal.assign', { name: colleagueOf(names, to), load, rule: String(rule) });
  if (kind === 'return') return say('journal.return', { name: colleagueOf(names, from), reason: String(reason) });
  const words = typeof written === 'string' ? written : '';
  const graded = SEVERITIES.find((one) => one === severity);
  if (graded) return { lines: [say(`severity.${graded}`), ...(words === '' ? [] : [verbatim(words)])] };
  if (kind === 'assign') {
    const name = colleagueOf(names, to);
    return words === '' ? name : { lines: [name, verbatim(words)] };
  }
  if (typeof department === 'string')
    return say('journal.refer', { department: departmentText(department, context), text: verbatim(words) });
  return verbatim([stars, words].filter((part) => part !== undefined && part !== '').join(' · '));
}

const FAILED_MAX = 10;

/** What can be handled again: events set aside, messages that a platform refused, and what came too fast to be read. */
export async function showFailed(context: Context): Promise<Outcome> {
  const [events, sends, lots] = await Promise.all([
    context.reads.failedEvents(FAILED_MAX),
    context.reads.failedSends(FAILED_MAX),
    context.reads.heldLots(FAILED_MAX),
  ]);
  if (events.length + sends.length + lots.length === 0) return atOnce({ text: say('desk.failed.none') });
  const { zone } = context;
  const lines: Text[] = [
    ...(events.length + sends.length > 0 ? [say('desk.failed', { events: events.length, sends: sends.length })] : []),
    ...events.map((one) => say('desk.failed.event', { at: { instant: one.at, zone }, error: one.error, id: one.id })),
    ...sends.map((one) =>
      say('desk.failed.send', { at: { instant: one.at, zone }, error: one.error, channel: one.channel, id: one.id }),
    ),
    ...(lots.length > 0 ? [say('desk.held')] : []),
    ...lots.map((one) =>
      say('desk.held.lot', {
        at: { instant: one.at, zone },
        id: one.id,
        name: one.name || say('person.unnamed'),
        count: one.messages,
        words: shorten(one.words.replaceAll('\n', ' ')),
      }),
    ),
  ];
  const buttons = [
    ...[...events, ...lots].map((one) => replayButton(one.id)),
    ...sends.map((one) => resendButton(one.id)),
  ];
  return atOnce({ text: { lines }, buttons });
}

/** As much of an id as a button shows; less could mean too many. */
const ID_SHOWN = 8;

export const EVENT_BUTTON = 'e';
export const SEND_BUTTON = 'o';

export const replayButton = (id: string): ReplyButton => ({
  id: `${EVENT_BUTTON}:${id}:replay`,
  label: say('desk.replay', { id: id.slice(0, ID_SHOWN) }),
});

export const resendButton = (id: string): ReplyButton => ({
  id: `${SEND_BUTTON}:${id}:resend`,
  label: say('desk.resend', { id: id.slice(0, ID_SHOWN) }),
});

export const parseEventButton = (id: string): string | undefined =>
  /^e:([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}):replay$/.exec(id)?.[1];

export const parseSendButton = (id: string): string | undefined =>
  /^o:([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}):resend$/.exec(id)?.[1];

/** Has a set-aside event handled again. */
export async function replay(id: string, context: Context): Promise<Outcome> {
  const failed = await findFailed(id.toLowerCase(), context);
  if (!failed) return atOnce({ text: say('desk.replay.unknown') });
  const what = failed.id.slice(0, ID_SHOWN);
  const effects: Effect[] = [
    { type: 'replay', eventId: failed.id },
    { type: 'audit', kind: 'replay', body: { what } },
  ];
  if (context.person) effects.push({ type: 'needs-rights', person: context.person });
  return { replies: [{ text: say('desk.replay.done', { id: failed.id.slice(0, ID_SHOWN) }) }], effects };
}

async function findFailed(id: string, { reads }: Context) {
  if (id.length < ID_SHOWN) return undefined;
  const known = await reads.failedEvent(id);
  if (known) return known;
  const [events, lots] = await Promise.all([reads.failedEvents(1000), reads.heldLots(100)]);
  return [...events, ...lots].find((one) => one.id.startsWith(id));
}

/** Has a refused message sent again. */
export async function resend(id: string, context: Context): Promise<Outcome> {
  const failed = await findRefused(id.toLowerCase(), context);
  if (!failed) return atOnce({ text: say('desk.resend.unknown') });
  if (!(await isStillFor(failed, context))) return atOnce({ text: say('desk.resend.kept') });
  const what = failed.id.slice(0, ID_SHOWN);
  const effects: Effect[] = [
    { type: 'resend', failed },
    { type: 'audit', kind: 'resend', body: { what } },
  ];
  if (context.person) effects.push({ type: 'needs-rights', person: context.person });
  return { replies: [{ text: say('desk.resend.done', { id: failed.id.slice(0, ID_SHOWN) }) }], effects };
}

/** What staff are told about a case is for those only who may read it now; it was written when others could. */
async function isStillFor({ thread, message }: FailedMessage, { reads, isDesk }: Context): Promise<boolean> {
  const current = message.about === undefined ? undefined : await reads.caseByNumber(message.about);
  if (!current || thread.id === current.threadId) return true;
  if (isDesk?.(thread.id)) return !current.confidential;
  const readers = await reads.peopleIn(thread.id);
  return readers.length > 0 ? readers.every((one) => mayRead(one, current)) : !current.confidential;
}

async function findRefused(id: string, { reads }: Context) {
  if (id.length < ID_SHOWN) return undefined;
  const known = await reads.failedSend(id);
  if (known) return known;
  const found = (await reads.failedSends(1000)).find((one) => one.id.startsWith(id));
  return found && (await reads.failedSend(found.id));
}
