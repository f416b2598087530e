/** What happens to a case: it is opened, acted on, falls due. Each act becomes a journal entry and word to whom it concerns. */
import { atOnce, type Context, type Effect, type Outcome } from '../core/flow.ts';
import { type Reply, type ReplyButton, type Settles, say, type Text, verbatim, withSettles } from '../core/message.ts';
import {
  type Actor,
  ANSWER_WITHIN_HOURS,
  type Case,
  type CaseAct,
  type CaseFile,
  type CaseKind,
  changeCase,
  type Intake,
  isUrgentIntake,
  type Refusal,
} from '../domain/case.ts';
import type { Person } from '../domain/person.ts';
import { recogniseIntake } from '../recognition/signs.ts';
import {
  answerStamp,
  caseButtonId,
  colleagueText,
  firstCard,
  personText,
  underCard,
  updatedCard,
} from './case-card.ts';
import { idleTimer, noIdleTimer, syncTimers } from './handover-timers.ts';

export interface NewCase {
  kind: CaseKind;
  words: string;
  facts: Case['facts'];
  outletId?: string | null;
  cause?: Case['cause'];
  intake?: Intake;
  urgent?: boolean;
}

/** Makes a case of the person's and tells the desk; the deadline is a timer. */
export async function openCase(given: NewCase, context: Context): Promise<{ case: Case; effects: Effect[] }> {
  const { person, thread, now, language } = context;
  if (!person || !thread) throw new Error('a case needs a person and a place to answer');
  // A call for help tells of the press or an authority in its words only.
  const intake = given.intake ?? recogniseIntake(given.words) ?? 'chat';
  const opened: Case = {
    id: context.id('case'),
    number: await context.caseNumber(),
    seq: 1,
    kind: given.kind,
    status: 'received',
    urgent: given.urgent ?? isUrgentIntake(intake),
    personId: person.id,
    threadId: thread.id,
    language,
    outletId: given.outletId ?? null,
    facts: given.facts,
    words: given.words,
    cause: given.cause ?? null,
    intake,
    assigneeId: null,
    takenOverBy: null,
    outcome: null,
    createdAt: now,
    dueAt: new Date(Date.parse(now) + ANSWER_WITHIN_HOURS * 3_600_000).toISOString(),
    answeredAt: null,
    confirmedAt: null,
  };
  return {
    case: opened,
    effects: [
      { type: 'case', case: opened, entry: { kind: 'filed', body: { number: opened.number } } },
      { type: 'post', to: 'desk', reply: await firstCard(opened, context) },
      dueTimer(opened),
    ],
  };
}

export const DUE_TIMER = 'case.due';

const dueKey = (current: Case): string => `${DUE_TIMER}:${current.id}`;

const dueTimer = (current: Case): Effect => ({
  type: 'timer',
  timer: { key: dueKey(current), dueAt: current.dueAt, kind: DUE_TIMER, ids: { case: current.id } },
});

/** Does what someone wants done to a case, or says why not. */
export async function actOnCase(current: Case, act: CaseAct, context: Context): Promise<Outcome> {
  const { person, now } = context;
  if (!person) throw new Error('only a person acts on a case');
  const actor = actorOf(person);
  const change = changeCase(current, act, actor, now);
  if (change.refused) return await refuse(current, change.refused, context);
  const next = change.case;
  const { type, ...body } = act;
  const effects: Effect[] = [{ type: 'case', case: next, entry: { kind: type, body } }];
  const byStaff = STAFF_ACTS.has(type) && actor.staff;
  if (byStaff) effects.push({ type: 'needs-role', personId: person.id, role: 'staff' });
  effects.push(...(await consequences(next, act, context)));
  if (current.takenOverBy && !next.takenOverBy) effects.push(noIdleTimer(next), ...(await syncTimers(next, context)));
  const settled = type === 'confirm' ? settledAnswer(current, type, context) : undefined;
  const said = done(next, act, context);
  return { replies: withSettles([byStaff ? underCard(next, said) : said], settled), effects };
}

/** Why the person could not do it now. */
export function refusalOf(current: Case, act: CaseAct, { person, now }: Context): Refusal | undefined {
  return person ? changeCase(current, act, actorOf(person), now).refused : 'not-yours';
}

const actorOf = ({ id, role }: Person): Actor => ({ personId: id, staff: role === 'staff' });

/** The same for a form that completes: a refusal is said like any other reply. */
export async function actByNumber(number: string | undefined, act: CaseAct, context: Context): Promise<Outcome> {
  const current = await context.reads.caseByNumber(number ?? '');
  if (!current) return { replies: [{ text: say('case.unknown', { number: number ?? '' }) }], effects: [] };
  const outcome = await actOnCase(current, act, context);
  const refusals = (outcome.immediate ?? []).flatMap((item) => (item.type === 'reply' ? [item.reply] : []));
  return { replies: [...refusals, ...outcome.replies], effects: outcome.effects };
}

const STAFF_ACTS: ReadonlySet<CaseAct['type']> = new Set(['claim', 'takeover', 'handback', 'note', 'reply', 'resolve']);

export async function refuse(current: Case, reason: Refusal, context: Context): Promise<Outcome> {
  const assignee = current.assigneeId ? await context.reads.person(current.assigneeId) : undefined;
  const text = say(`case.refused.${reason}`, { number: current.number, name: colleagueText(assignee?.name ?? null) });
  return atOnce({ text });
}

/** What the answer to the person is called in their thread, until another one comes. */
export const answerName = (current: Case): string => `answer ${current.id} ${answerStamp(current)}`;

/** Is it settled? */
export function settlingButtons(current: Case): ReplyButton[] {
  const stamp = answerStamp(current);
  return [
    { id: caseButtonId(current, 'confirm', stamp), label: say('case.button.confirm'), style: 'primary' },
    { id: caseButtonId(current, 'dispute', stamp), label: say('case.button.dispute') },
  ];
}

/** The question whether the answer settles the case, for whoever acts on it where it was asked. */
export function settledAnswer(
  current: Case,
  settling: 'confirm' | 'dispute',
  { thread }: Context,
): Settles | undefined {
  if (thread?.id !== current.threadId) return undefined;
  return { name: answerName(current), chosen: say(`case.button.${settling}`) };
}

/** What the one who acted is told; with what staff have written, since their colleagues read it too. */
function done(next: Case, act: CaseAct, { person }: Context): Reply {
  const text = say(`case.done.${act.type}`, { number: next.number });
  if (act.type !== 'note' && act.type !== 'reply' && act.type !== 'resolve') return { text };
  const wrote = say('desk.told.wrote', { name: colleagueText(person?.name ?? null), text: wordsOf(act) });
  return { text: { lines: [text, wrote] }, ...attached(act.files) };
}

/** The same for those at the desk who are not where it was done. */
const elsewhere = (next: Case, act: CaseAct, context: Context): Effect => ({
  type: 'post',
  to: 'desk',
  reply: underCard(next, done(next, act, context)),
  elsewhere: true,
});

/** Who else hears of it. A note never leaves the desk. */
async function consequences(next: Case, act: CaseAct, context: Context): Promise<Effect[]> {
  const { number } = next;
  const name = colleagueText(context.person?.name ?? null);
  switch (act.type) {
    case 'note':
      return [elsewhere(next, act, context)];
    case 'takeover':
      return [await toDesk(next, context), ...(await syncTimers(next, context)), ...(await idleTimer(next, context))];
    case 'handback': {
      const told = say('desk.told.handback', { number });
      const byPerson = context.person?.id === next.personId;
      return [
        ...(byPerson ? [{ type: 'post' as const, to: 'desk' as const, reply: underCard(next, { text: told }) }] : []),
        await toDesk(next, context),
      ];
    }
    case 'claim':
      return [
        ...(await toPerson(next, { text: say('case.told.claim', { number, name }) }, context)),
        await toDesk(next, context),
      ];
    case 'reply':
      return [
        ...(await toPerson(
          next,
          { text: say('case.told.reply', { number, name, text: verbatim(act.text) }), ...attached(act.files) },
          context,
        )),
        elsewhere(next, act, context),
        ...(await idleTimer(next, context)),
      ];
    case 'resolve': {
      const text = say('case.told.resolve', {
        number,
        name,
        text: verbatim(act.text),
        outcome: say(`outcome.${act.outcome}`),
      });
      const answer: Reply = {
        text,
        name: answerName(next),
        ...attached(act.files),
        buttons: settlingButtons(next),
      };
      return [
        ...(await toPerson(next, answer, context)),
        await toDesk(next, context),
        elsewhere(next, act, context),
        { type: 'cancel-timer', key: dueKey(next) },
        ...(await idleTimer(next, context)),
      ];
    }
    case 'confirm':
      return [await toDesk(next, context)];
    case 'dispute': {
      const told =
        act.text === ''
          ? say('desk.told.dispute.wordless', { number })
          : say('desk.told.dispute', { number, text: verbatim(act.text) });
      const late = Date.parse(next.dueAt) <= Date.parse(context.now);
      return [
        { type: 'post', to: 'desk', reply: underCard(next, { text: told, ...attached(act.files) }) },
        await toDesk(next, context),
        ...(late ? [] : [dueTimer(next)]),
        ...(await idleTimer(next, context)),
      ];
    }
    case 'add':
      return [
        { type: 'post', to: 'desk', reply: underCard(next, { ...added(next, act, context), ...attached(act.files) }) },
        ...(await idleTimer(next, context)),
      ];
    default:
      return act satisfies never;
  }
}

const attached = (files: readonly CaseFile[] | undefined): Pick<Reply, 'attachments'> =>
  files?.length ? { attachments: [...files] } : {};

/** To whoever writes with them it is a message like another, to be answered. */
function added(next: Case, act: CaseAct & { type: 'add' }, { person }: Context): Reply {
  const { number } = next;
  if (!next.takenOverBy) return { text: say('desk.told.add', { number, text: wordsOf(act) }) };
  const name = personText(person?.name ?? null, null);
  return {
    text: say('desk.told.chat', { number, name, text: wordsOf(act) }),
    buttons: [{ id: caseButtonId(next, 'reply'), label: say('card.button.reply') }],
  };
}

/** Files alone are called by their names. */
const wordsOf = ({ text, files = [] }: { text: string; files?: readonly CaseFile[] }): Text =>
  text === '' ? { list: files.map(({ name }) => verbatim(name)) } : verbatim(text);

export const toDesk = async (next: Case, context: Context): Promise<Effect> => ({
  type: 'post',
  to: 'desk',
  reply: await updatedCard(next, context),
});

/** To where the person reported it, in the language that they read now. */
async function toPerson(next: Case, reply: Reply, { reads }: Context): Promise<Effect[]> {
  const [thread, person] = await Promise.all([reads.thread(next.threadId), reads.person(next.personId)]);
  return thread ? [{ type: 'post', to: thread, language: person?.language ?? next.language, reply }] : [];
}

/** The deadline has come: the desk is told, unless the case was answered meanwhile. */
export async function caseDue(caseId: string, context: Context): Promise<Outcome> {
  const current = await context.reads.caseById(caseId);
  if (!current || current.status === 'answered' || current.status === 'confirmed') return { replies: [], effects: [] };
  const text = say('desk.told.due', { number: current.number, due: { instant: current.dueAt, zone: context.zone } });
  const buttons = [{ id: caseButtonId(current, 'show'), label: say('card.button.show') }];
  return { replies: [], effects: [{ type: 'post', to: 'desk', reply: underCard(current, { text, buttons }) }] };
}
