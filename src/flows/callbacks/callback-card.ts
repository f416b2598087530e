/** How a callback looks: the card at the desk with what can be done next, and the lines and buttons of whoever is called. */
import type { Context } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import {
  type Attempt,
  type Callback,
  type CallNote,
  type ContactWay,
  hasNoTime,
  isEnded,
  isReached,
} from '../../domain/callback.ts';
import { HOUR_MS, type Window } from '../../domain/callback-rules.ts';
import type { Case } from '../../domain/case.ts';
import type { Person } from '../../domain/person.ts';
import { caseButtonId, colleagueText, personText, shorten, statusText } from '../cases/case-card.ts';
import { caseOfCall, circleOfCall } from './callback-access.ts';
import { findingsFacts } from './callback-findings.ts';
import { codeOf } from './callback-times.ts';
import { isShut } from './closed-days.ts';

export const CALL_BUTTON = 'k';

/** What staff do; the outcomes of an attempt are named as in the domain. */
export const STAFF_CALL_ACTS = [
  ...(['show', 'claim', 'start', 'back', 'done', 'move', 'give', 'to', 'cancel', 'again', 'leave', 'why'] as const),
  ...(['reached', 'no-answer', 'busy', 'voicemail', 'wrong-number', 'refused'] as const),
  ...(['by-phone', 'by-chat', 'by-visit', 'note', 'script', 'number'] as const),
] as const;
export type StaffCallAct = (typeof STAFF_CALL_ACTS)[number];
/** What whoever is called does. */
export const OWN_CALL_ACTS = ['ok', 'at', 'shift', 'drop'] as const;
export type OwnCallAct = (typeof OWN_CALL_ACTS)[number];

export const callButtonId = (id: string, act: StaffCallAct | OwnCallAct, code = ''): string =>
  `${CALL_BUTTON}:${id}:${act}${code && `:${code}`}`;

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const BUTTON = new RegExp(`^k:(${ID}):([a-z-]{2,12})(?::([0-9a-z]{1,12}))?$`);

export function parseCallButton(id: string): { id: string; act: StaffCallAct | OwnCallAct; code: string } | undefined {
  const [, callId = '', name, code = ''] = BUTTON.exec(id) ?? [];
  const act = [...STAFF_CALL_ACTS, ...OWN_CALL_ACTS].find((one) => one === name);
  return act && { id: callId, act, code };
}

/** Of whoever wants no calls, what they have not asked for. */
export const isInWriting = ({ kind }: Pick<Callback, 'kind'>, person: Person | undefined): boolean =>
  kind !== 'requested' && person?.noCalls === true;

/** The desk has its card by then; before, it knows nothing of it. */
export const isShown = ({ kind, status, window }: Callback, { now }: Context): boolean =>
  kind === 'requested' || status !== 'planned' || Date.parse(window.from) - HOUR_MS <= Date.parse(now);

const cardName = (id: string): string => `call ${id}`;

/** What the desk is told of a callback stands below its card. */
export const underCallCard = async (current: Callback, reply: Reply, context: Context): Promise<Reply> => ({
  ...reply,
  ...circleOfCall(await caseOfCall(current, context)),
  under: cardName(current.id),
});

export const firstCallCard = async (current: Callback, context: Context): Promise<Reply> => ({
  ...(await callCard(current, context)),
  name: cardName(current.id),
});

export const updatedCallCard = async (current: Callback, context: Context): Promise<Reply> => ({
  ...(await callCard(current, context)),
  replaces: cardName(current.id),
});

/** What stands at the desk where the card was, once it is for fewer eyes. */
export const goneCallCard = ({ id }: Callback): Reply => ({ text: say('call.desk.circle'), replaces: cardName(id) });

export const whenText = ({ from, until, zone }: Window, { now }: Pick<Context, 'now'>): Text => ({
  window: { from, until, zone },
  now,
});

/** For those who call: on both clocks, where that of whoever is called is another than the office's. */
export const staffWhenText = (window: Window, { now, zone }: Pick<Context, 'now' | 'zone'>): Text => {
  const when = whenText(window, { now });
  return window.zone === zone ? when : say('call.when.both', { when, here: whenText({ ...window, zone }, { now }) });
};

/** As far as it has a time. */
export const timeText = (current: Callback, context: Pick<Context, 'now'>): Text =>
  hasNoTime(current) ? say('call.when.open') : whenText(current.window, context);

function occasionFacts({ kind, topic }: Callback, about: Case | undefined): NonNullable<Reply['facts']> {
  const named = topic === '' || topic === about?.number ? [] : [{ label: say('call.topic'), value: verbatim(topic) }];
  return kind === 'requested' ? named : [{ label: say('call.kind'), value: say(`call.kind.${kind}`) }, ...named];
}

/** What it is about in one line, in words that are not as long as they may be. */
export function topicText({ kind, topic }: Callback): Text {
  const words = verbatim(shorten(topic));
  if (kind === 'requested') return words;
  const occasion = say(`call.kind.${kind}`);
  return topic === '' ? occasion : say('call.kind.about', { kind: occasion, topic: words });
}

/** `how`: the way by which an attempt is entered; `below`: what stands below the facts, such as the script. */
export async function callCard(
  current: Callback,
  context: Context,
  { how: given, below = [] }: { how?: ContactWay; below?: NonNullable<Reply['facts']> } = {},
): Promise<Reply> {
  const { reads, zone } = context;
  // Whoever acts for the first time is not stored yet.
  const find = async (id: string) => (context.person?.id === id ? context.person : await reads.person(id));
  const person = await find(current.personId);
  const isWritten = isInWriting(current, person);
  const how = given ?? (isWritten ? 'chat' : 'phone');
  const owner = current.ownerId === null ? undefined : await find(current.ownerId);
  const about = await caseOfCall(current, context);
  const { window, attempts, notes } = current;
  const facts: NonNullable<Reply['facts']> = [
    ...occasionFacts(current, about),
    ...(about ? factsOfAbout(about) : []),
    { label: say('call.person'), value: personText(person?.name ?? null, person?.phone ?? null) },
  ];
  const isRecorded = await isOnRecordOnly(current, context);
  if (isRecorded) facts.push({ label: say('call.way'), value: say('call.way.phone') });
  else if (isWritten) facts.push({ label: say('call.way'), value: say('call.way.chat') });
  facts.push({ label: say('call.when'), value: timeText(current, context) });
  if (window.zone !== zone && !hasNoTime(current))
    facts.push({ label: say('call.when.here'), value: whenText({ ...window, zone }, context) });
  facts.push({
    label: say('card.assignee'),
    value: current.ownerId === null ? say('card.assignee.none') : colleagueText(owner?.name ?? null),
  });
  if (attempts.length > 0) {
    const lines = attempts.map((one) => attemptText(one, zone));
    facts.push({ label: say('call.attempts'), value: { lines } });
  }
  if (notes?.length)
    facts.push({ label: say('call.notes'), value: { lines: notes.map((one) => noteText(one, zone)) } });
  if (current.findings) facts.push(...findingsFacts(current.findings));
  if (current.undecided) {
    const why = hasNoTime(current) ? 'unplanned' : current.undecided;
    facts.push({ label: say('call.decide'), value: say(`call.undecided.${why}`) });
  }
  if (isShut(current, context)) facts.push({ label: say('call.decide'), value: say('call.shut') });
  if (current.cancelled && current.cancelled.reason !== '')
    facts.push({ label: say('call.reason'), value: verbatim(current.cancelled.reason) });
  const title = say('call.card', { status: say(`call.status.${current.status}`) });
  const text = how === 'phone' ? title : { lines: [title, say('call.by', { how: say(`call.how.${how}`) })] };
  const buttons = staffButtons(current, how, isRecorded);
  if (about) buttons.push(caseButton(about));
  return { ...circleOfCall(about), text, facts: [...facts, ...below], buttons };
}

/** Staff have written down whom to call, who has no chat with the bot. Whoever asked for a call did so in one. */
export const isOnRecordOnly = async (
  { kind, personId }: Pick<Callback, 'kind' | 'personId'>,
  { reads }: Pick<Context, 'reads'>,
): Promise<boolean> => kind !== 'requested' && (await reads.accountsOf(personId)).length === 0;

/** What was said before is known before the call. */
function factsOfAbout(about: Case): NonNullable<Reply['facts']> {
  const { number, kind, words } = about;
  const value = say('call.case.line', { number, kind: say(`case.kind.${kind}`), status: statusText(about) });
  const said = words === '' ? [] : [{ label: say('card.words'), value: verbatim(words) }];
  return [{ label: say('call.case'), value }, ...said];
}

const caseButton = (about: Case): ReplyButton => ({
  id: caseButtonId(about, 'show'),
  label: say('call.case.button', { number: about.number }),
  minor: true,
});

const noteText = ({ at, text }: CallNote, zone: string): Text =>
  say('call.note.line', { time: { instant: at, zone }, text: verbatim(text) });

function attemptText({ at, how, outcome, notes }: Attempt, zone: string): Text {
  const told = { time: { instant: at, zone }, outcome: say(`call.outcome.${outcome}`) };
  if (how !== 'phone') {
    const by = { ...told, how: say(`call.how.${how}`) };
    return notes === ''
      ? say('call.attempt.how', by)
      : say('call.attempt.how.notes', { ...by, notes: verbatim(notes) });
  }
  return notes === '' ? say('call.attempt', told) : say('call.attempt.notes', { ...told, notes: verbatim(notes) });
}

const OPENS_FORM: ReadonlySet<StaffCallAct> = new Set([
  ...(['done', 'move', 'give', 'cancel', 'again', 'leave'] as const),
  ...(['no-answer', 'busy', 'voicemail', 'wrong-number', 'refused', 'note', 'number'] as const),
]);

/** What can come of an attempt: the first ones stand in the row, the others in the menu. */
const OUTCOMES_BY = {
  phone: { row: ['no-answer', 'busy'], menu: ['voicemail', 'wrong-number', 'refused'] },
  chat: { row: ['no-answer'], menu: ['refused'] },
  visit: { row: ['no-answer'], menu: ['refused'] },
} as const satisfies Record<ContactWay, Record<'row' | 'menu', readonly StaffCallAct[]>>;

/** Only what is the next legal step. `isRecorded`: their number is as staff have written it down. */
function staffButtons(current: Callback, how: ContactWay, isRecorded: boolean): ReplyButton[] {
  const { id, status, ownerId } = current;
  const made = (act: StaffCallAct, more: Pick<ReplyButton, 'style' | 'minor'> = {}, code = ''): ReplyButton => ({
    id: callButtonId(id, act, code),
    label: say(`call.button.${act}`),
    ...(OPENS_FORM.has(act) && { opens: 'form' }),
    ...more,
  });
  const minor = { minor: true } as const;
  const primary = { style: 'primary' } as const;
  const why = current.kind === 'requested' ? [] : [made('why', minor)];
  const note = made('note', minor);
  if (isEnded(current)) return [note];
  const number = isRecorded ? [made('number', minor)] : [];
  if (status === 'undecided') {
    const isWrong = isRecorded && current.undecided === 'wrong-number';
    const first = isWrong ? [made('number', primary), made('again')] : [made('again', primary)];
    const others = [made('give', minor), made('cancel', minor), note, ...why];
    return [...first, made('leave'), ...others, ...(isWrong ? [] : number)];
  }
  if (status === 'in-progress') {
    if (isReached(current)) return [made('done', primary), note];
    const by = how === 'phone' ? '' : how;
    const { row, menu } = OUTCOMES_BY[how];
    const others = (['phone', 'chat', 'visit'] as const).filter((one) => one !== how);
    return [
      made('reached', primary, by),
      ...row.map((act) => made(act, {}, by)),
      ...menu.map((act) => made(act, minor, by)),
      ...[made('back', minor), note, ...number],
      ...others.map((one) => made(`by-${one}`, minor)),
    ];
  }
  const first = ownerId === null ? [made('claim', primary), made('start')] : [made('start', primary)];
  return [...first, made('move'), made('give', minor), made('cancel', minor), note, ...number, ...why];
}

/** One line for lists, on the clock of whoever is called; for those who call (`staffs`) on both. */
export const callLine = (current: Callback, context: Pick<Context, 'now' | 'zone'>, staffs = false): Text =>
  say('call.line', {
    when: staffs && !hasNoTime(current) ? staffWhenText(current.window, context) : timeText(current, context),
    status: say(`call.status.${current.status}`),
    topic: topicText(current),
  });

/** What whoever is called can do with it. */
export const ownCallButtons = ({ id }: Pick<Callback, 'id'>): ReplyButton[] => [
  { id: callButtonId(id, 'shift'), label: say('call.button.shift'), opens: 'form' },
  { id: callButtonId(id, 'drop'), label: say('call.button.drop'), opens: 'form' },
];

/** Agrees to the time that stands above it, and to no other: staff may have moved it since. */
export const okButton = ({ id, window }: Pick<Callback, 'id' | 'window'>): ReplyButton => ({
  id: callButtonId(id, 'ok', codeOf(window)),
  label: say('call.button.ok'),
  style: 'primary',
});

/** Free times, each one tap away. */
export const timeButtons = ({ id }: Callback, windows: readonly Window[]): ReplyButton[] =>
  windows.map((one) => ({
    id: callButtonId(id, 'at', codeOf(one)),
    label: { instant: one.from, zone: one.zone },
  }));
