/**
 * Who wants no calls: kept with the person, so that it holds for all that the program plans by itself, also for what is planned already. It is made all
 * the same, but in writing. What they have asked for themselves is theirs to cancel.
 */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text } from '../../core/message.ts';
import { type Callback, hasNoTime, isEnded } from '../../domain/callback.ts';
import type { Person } from '../../domain/person.ts';
import { refusesAllCalls } from '../../recognition/call-request.ts';
import { CALL_BUTTON, callButtonId, isInWriting, isShown, updatedCallCard, whenText } from './callback-card.ts';

const ALLOW = `${CALL_BUTTON}:calls:allow`;
const NEVER = `${CALL_BUTTON}:calls:never`;

export const allowButton: ReplyButton = { id: ALLOW, label: say('call.button.allow') };
export const neverButton: ReplyButton = { id: NEVER, label: say('call.button.never') };

/** More are never had with one person. */
const OPEN_MAX = 50;

/** Undefined where it is another button. */
export async function pressNoCalls(id: string, context: Context): Promise<Outcome | undefined> {
  if (id !== ALLOW && id !== NEVER) return undefined;
  return id === ALLOW ? await allowCalls(context) : await refuseCalls(context);
}

export const allowCalls = async (context: Context): Promise<Outcome> => await keep(false, context);

export const refuseCalls = async (context: Context): Promise<Outcome> => await keep(true, context);

/** Where they are asked for what a call needs, or why they cancel one. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  callback: ['topic', 'phone', 'zone', 'when'],
  'call-shift': ['when'],
  'call-number': ['phone', 'when'],
  'call-drop': ['text'],
};

/** What was answered in a form; `call`: the id of the callback that it is about. */
interface Said {
  form: string;
  call: string | undefined;
  answers: Readonly<Record<string, string>>;
}

/** A no to all calls that is said in such a form is kept, whatever becomes of the form. */
export async function besideRefusal(
  { form, call, answers }: Said,
  outcome: Outcome,
  context: Context,
): Promise<Outcome> {
  const refuses = ASKED[form]?.some((field) => refusesAllCalls(answers[field] ?? '')) === true;
  if (!refuses || context.person?.noCalls) return outcome;
  const kept = await keep(true, context, call);
  return {
    ...outcome,
    replies: [...kept.replies, ...outcome.replies],
    effects: [...kept.effects, ...outcome.effects],
  };
}

/** `without`: the id of a call that is just being cancelled. */
async function keep(noCalls: boolean, context: Context, without?: string): Promise<Outcome> {
  const { person, reads } = context;
  const text = say(noCalls ? 'call.unwanted.kept' : 'call.allowed');
  const buttons = noCalls ? [allowButton] : [];
  if (!person || (person.noCalls ?? false) === noCalls) return { replies: [{ text, buttons }], effects: [] };
  const changed: Person = { ...person, noCalls };
  const open = (await reads.callbacksOf(person.id, OPEN_MAX)).filter(
    (one) => one.kind !== 'requested' && !isEnded(one) && one.id !== without,
  );
  const told: Context = { ...context, person: changed };
  const effects: Effect[] = [
    { type: 'person', person: changed, entry: { kind: noCalls ? 'no-calls' : 'calls', body: {} } },
  ];
  const lines: Text[] = [text];
  for (const one of open) {
    if (isShown(one, context)) effects.push({ type: 'post', to: 'desk', reply: await updatedCallCard(one, told) });
    if (!hasNoTime(one))
      lines.push(say(noCalls ? 'call.unwanted.written' : 'call.allowed.call', { when: whenText(one.window, context) }));
  }
  return { replies: [{ text: { lines }, buttons }], effects };
}

/** Whether what the program has planned is to be made in writing. */
export const inWriting = async (
  current: Pick<Callback, 'kind' | 'personId'>,
  { person, reads }: Context,
): Promise<boolean> =>
  current.kind !== 'requested' &&
  isInWriting(current, person?.id === current.personId ? person : await reads.person(current.personId));

/** What whoever is written to can do with it. */
export const writtenButtons = ({ id }: Pick<Callback, 'id'>): ReplyButton[] => [
  { id: callButtonId(id, 'drop'), label: say('call.button.drop.written'), opens: 'form' },
];

export const writtenWhen = (current: Callback, context: Pick<Context, 'now'>): Reply => ({
  text: say('call.written.when', { when: whenText(current.window, context) }),
  buttons: writtenButtons(current),
});
