/** How a callback looks: the card at the desk with what can be done next, and the lines and buttons of whoever is called. */
import type { Context } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { type Attempt, type Callback, isEnded, isReached } from '../../domain/callback.ts';
import type { Window } from '../../domain/callback-rules.ts';
import { colleagueText, personText, shorten } from '../cases/case-card.ts';

export const CALL_BUTTON = 'k';

/** What staff do; the outcomes of an attempt are named as in the domain. */
export const STAFF_CALL_ACTS = [
  ...(['show', 'claim', 'start', 'back', 'done', 'move', 'give', 'cancel', 'again', 'leave'] as const),
  ...(['reached', 'no-answer', 'busy', 'voicemail', 'wrong-number', 'refused'] as const),
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

const cardName = (id: string): string => `call ${id}`;

/** What the desk is told of a callback stands below its card. */
export const underCallCard = ({ id }: Callback, reply: Reply): Reply => ({ ...reply, under: cardName(id) });

export const firstCallCard = async (current: Callback, context: Context): Promise<Reply> => ({
  ...(await callCard(current, context)),
  name: cardName(current.id),
});

export const updatedCallCard = async (current: Callback, context: Context): Promise<Reply> => ({
  ...(await callCard(current, context)),
  replaces: cardName(current.id),
});

export const whenText = ({ from, until, zone }: Window, { now }: Pick<Context, 'now'>): Text => ({
  window: { from, until, zone },
  now,
});

export async function callCard(current: Callback, context: Context): Promise<Reply> {
  const { reads, zone } = context;
  // Whoever acts for the first time is not stored yet.
  const find = async (id: string) => (context.person?.id === id ? context.person : await reads.person(id));
  const person = await find(current.personId);
  const owner = current.ownerId === null ? undefined : await find(current.ownerId);
  const { topic, window, attempts } = current;
  const facts: NonNullable<Reply['facts']> = [
    { label: say('call.topic'), value: verbatim(topic) },
    { label: say('card.person'), value: personText(person?.name ?? null, person?.phone ?? null) },
    { label: say('call.when'), value: whenText(window, context) },
  ];
  if (window.zone !== zone) facts.push({ label: say('call.when.here'), value: whenText({ ...window, zone }, context) });
  facts.push({
    label: say('card.assignee'),
    value: current.ownerId === null ? say('card.assignee.none') : colleagueText(owner?.name ?? null),
  });
  if (attempts.length > 0) {
    const lines = attempts.map((one) => attemptText(one, zone));
    facts.push({ label: say('call.attempts'), value: { lines } });
  }
  if (current.undecided) facts.push({ label: say('call.decide'), value: say(`call.undecided.${current.undecided}`) });
  if (current.cancelled && current.cancelled.reason !== '')
    facts.push({ label: say('call.reason'), value: verbatim(current.cancelled.reason) });
  const text = say('call.card', { status: say(`call.status.${current.status}`) });
  return { text, facts, buttons: staffButtons(current) };
}

function attemptText({ at, outcome, notes }: Attempt, zone: string): Text {
  const told = { time: { instant: at, zone }, outcome: say(`call.outcome.${outcome}`) };
  return notes === '' ? say('call.attempt', told) : say('call.attempt.notes', { ...told, notes: verbatim(notes) });
}

const OPENS_FORM: ReadonlySet<StaffCallAct> = new Set([
  ...(['done', 'move', 'give', 'cancel', 'again', 'leave'] as const),
  ...(['no-answer', 'busy', 'voicemail', 'wrong-number', 'refused'] as const),
]);

/** Only what is the next legal step. */
function staffButtons(current: Callback): ReplyButton[] {
  const { id, status, ownerId } = current;
  const made = (act: StaffCallAct, more: Pick<ReplyButton, 'style' | 'minor'> = {}): ReplyButton => ({
    id: callButtonId(id, act),
    label: say(`call.button.${act}`),
    ...(OPENS_FORM.has(act) && { opens: 'form' }),
    ...more,
  });
  const minor = { minor: true } as const;
  const primary = { style: 'primary' } as const;
  if (isEnded(current)) return [];
  if (status === 'undecided')
    return [made('again', primary), made('leave'), made('give', minor), made('cancel', minor)];
  if (status === 'in-progress') {
    if (isReached(current)) return [made('done', primary)];
    const others = (['voicemail', 'wrong-number', 'refused', 'back'] as const).map((act) => made(act, minor));
    return [made('reached', primary), made('no-answer'), made('busy'), ...others];
  }
  const first = ownerId === null ? [made('claim', primary), made('start')] : [made('start', primary)];
  return [...first, made('move'), made('give', minor), made('cancel', minor)];
}

/** One line for lists. */
export const callLine = (current: Callback, context: Pick<Context, 'now'>): Text =>
  say('call.line', {
    when: whenText(current.window, context),
    status: say(`call.status.${current.status}`),
    topic: verbatim(shorten(current.topic)),
  });

/** What whoever is called can do with it. */
export const ownCallButtons = ({ id }: Pick<Callback, 'id'>): ReplyButton[] => [
  { id: callButtonId(id, 'shift'), label: say('call.button.shift'), opens: 'form' },
  { id: callButtonId(id, 'drop'), label: say('call.button.drop'), opens: 'form' },
];
