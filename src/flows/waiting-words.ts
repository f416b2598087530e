/** Words that wait to be told what they are: what of them is kept, the kinds that are offered for them, and which one is meant by an answer. */
import { z } from 'zod';
import type { Frame } from '../core/decision.ts';
import { countedFiles, FILES_MAX } from '../core/files.ts';
import type { Context, Outcome } from '../core/flow.ts';
import { typedLabels } from '../core/form/labels.ts';
import { type Attachment, type Reply, type ReplyButton, type Settles, say, type Text } from '../core/message.ts';
import type { CaseKind } from '../domain/case.ts';
import { readControl } from '../recognition/control.ts';
import { fold } from '../recognition/fold.ts';
import { readSettling } from './cases/settling.ts';
import {
  buttonOf,
  choiceOf,
  type FiledKind,
  type KindChoice,
  kindOfChoice,
  kindsFor,
  namedKind,
  proposalsFor,
} from './kinds/kinds.ts';

const FRONT = 'front-door';
/** `add`: the number of the case that they could be added to; `answered`: it waits to be settled. */
const frontState = z.object({
  words: z.string(),
  /** Files that came with them. */
  files: z.array(z.object({ fileId: z.string(), name: z.string(), type: z.string() })).default([]),
  turn: z.number(),
  add: z.string().optional(),
  answered: z.boolean().optional(),
  /** A colleague has asked the person about that case. */
  asked: z.boolean().optional(),
  /** Something else: every kind is on offer. */
  more: z.boolean().optional(),
});
export type Waiting = z.infer<typeof frontState>;

export const FRONT_BUTTON = 'm';
export type FrontChoice = KindChoice | 'person' | 'call' | 'add' | 'dispute' | 'more' | 'no';

/** As many kinds are proposed for words; the others are one tap away. */
const PROPOSED_MAX = 2;

/** No words wait. */
export const NO_WORDS: Waiting = { words: '', files: [], turn: 0 };

/** As many characters of waiting words are kept together. */
export const WORDS_MAX = 4000;

export function waitingWords(context: Context): Waiting | undefined {
  const top = context.conversation?.frames.at(-1);
  if (top?.flow !== FRONT) return undefined;
  return frontState.safeParse(top.state).data;
}

export const withoutFront = (context: Context): Frame[] =>
  (context.conversation?.frames ?? []).filter((frame) => frame.flow !== FRONT);

/** Takes the waiting words out of the conversation, for a command that says what they are. */
export function takeWaiting(context: Context): {
  words: string;
  files: Attachment[];
  context: Context;
  settled: Settles | undefined;
} {
  const waiting = waitingWords(context) ?? NO_WORDS;
  const { words, files } = waiting;
  return { words, files, context: withoutWaiting(context), settled: settledOffer(waiting, context) };
}

/** A file that could not be taken is offered no more; undefined if it did not wait here. */
export function withoutWaitingFile(fileId: string, lead: Text[], context: Context): Outcome | undefined {
  const waiting = waitingWords(context);
  const files = waiting?.files.filter((file) => file.fileId !== fileId);
  if (!waiting || !files || files.length === waiting.files.length) return undefined;
  const left = files.length > 0 || waiting.words !== '';
  const frames = [...withoutFront(context), ...(left ? [frameOf({ ...waiting, files })] : [])];
  return { frames, replies: lead.map((text) => ({ text })), effects: [] };
}

export const withoutWaiting = (context: Context): Context =>
  context.conversation
    ? { ...context, conversation: { ...context.conversation, frames: withoutFront(context) } }
    : context;

/** Each file once, and no more than a case takes. */
export const joinedFiles = (files: readonly Attachment[], sent: readonly Attachment[]): Attachment[] =>
  [...new Map([...files, ...sent].map((file) => [file.fileId, file])).values()].slice(0, FILES_MAX);

export function frameOf({ words, files, turn, add, answered, asked, more }: Waiting): Frame {
  const state = {
    words,
    files: files.map((file) => ({ ...file })),
    turn,
    ...(add !== undefined && { add }),
    ...(answered !== undefined && { answered }),
    ...(asked !== undefined && { asked }),
    ...(more !== undefined && { more }),
  };
  return { flow: FRONT, version: 1, draft: null, state };
}

export const offerName = (turn: number, { conversation }: Context): string => `offer ${conversation?.id} ${turn}`;

/** The offer on display, which is answered now. */
export function settledOffer(
  waiting: Waiting | undefined,
  context: Context,
  pressed?: FrontChoice,
): Settles | undefined {
  if (!waiting || waiting.turn === 0) return undefined;
  const button = offer(waiting, context).buttons?.find(({ id }) => parseFrontButton(id)?.choice === pressed);
  return { name: offerName(waiting.turn, context), ...(button && { chosen: button.label }) };
}

/** What the words could be. */
export function offer({ words, files, turn, add, answered, asked, more }: Waiting, { person }: Context): Reply {
  const id = (choice: FrontChoice) => `${FRONT_BUTTON}:${turn}:${choice}`;
  const proposals = proposalsFor(words, person).slice(0, PROPOSED_MAX);
  const kinds: readonly CaseKind[] = more
    ? kindsFor(person)
    : proposals.some((kind) => kind !== 'consultation')
      ? proposals
      : [...proposals, 'complaint'];
  const asKind = kinds.map((kind, index) =>
    kind === 'consultation' ? personButton(turn) : kindButton(kind, turn, index === 0 && !asked),
  );
  return {
    text: files.length > 0 ? offerOfFiles(words, files) : say('front.offer'),
    buttons: [
      ...(add !== undefined && asked
        ? [{ id: id('add'), label: say('front.button.add', { number: add }), style: 'primary' as const }]
        : []),
      ...asKind,
      ...(add === undefined || !answered
        ? []
        : [{ id: id('dispute'), label: say('front.button.dispute', { number: add }) }]),
      ...(add === undefined || asked ? [] : [{ id: id('add'), label: say('front.button.add', { number: add }) }]),
      ...(kinds.includes('consultation') ? [] : [personButton(turn)]),
      ...(more ? [callButton(turn)] : [moreButton(turn)]),
      { id: id('no'), label: say('front.button.no') },
    ],
  };
}

const offerOfFiles = (words: string, files: readonly Attachment[]): Text =>
  words === ''
    ? say('front.offer.files', { files: countedFiles(files) })
    : { lines: [say('files.kept', { files: countedFiles(files) }), say('front.offer')] };

export function kindButton(kind: FiledKind, turn: number, primary = false): ReplyButton {
  const button: ReplyButton = { id: `${FRONT_BUTTON}:${turn}:${choiceOf(kind)}`, label: say(buttonOf(kind)) };
  return primary ? { ...button, style: 'primary' } : button;
}

export const moreButton = (turn: number): ReplyButton => ({
  id: `${FRONT_BUTTON}:${turn}:more`,
  label: say('front.button.more'),
});

export const personButton = (turn: number): ReplyButton => ({
  id: `${FRONT_BUTTON}:${turn}:person`,
  label: say('front.button.person'),
});

export const callButton = (turn: number): ReplyButton => ({
  id: `${FRONT_BUTTON}:${turn}:call`,
  label: say('front.button.call'),
});

/** A typed answer to the offer: a button's label in any language, its number, or yes and no. */
export function meantChoice(text: string, waiting: Waiting, context: Context): FrontChoice | undefined {
  const control = readControl(text);
  const { buttons = [] } = offer(waiting, context);
  if (control === 'yes') return parseFrontButton(buttons[0]?.id ?? '')?.choice;
  if (control === 'no' || control === 'cancel') return 'no';
  if (waiting.answered && readSettling(text) === 'dispute') return 'dispute';
  const folded = fold(text);
  const named = namedKind(text, context.person);
  if (named) return choiceOf(named);
  const button = buttons.find(
    ({ label }, index) => folded === String(index + 1) || typedLabels(label).includes(folded),
  );
  return button && parseFrontButton(button.id)?.choice;
}

const OTHERS = ['person', 'call', 'add', 'dispute', 'more', 'no'] as const;

export function parseFrontButton(id: string): { turn: number; choice: FrontChoice } | undefined {
  const [, turn, name = ''] = /^m:(\d{1,12}):([a-z]+)$/.exec(id) ?? [];
  const kind = kindOfChoice(name);
  const choice = kind ? choiceOf(kind) : OTHERS.find((one) => one === name);
  return turn !== undefined && choice ? { turn: Number(turn), choice } : undefined;
}
