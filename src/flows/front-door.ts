/** What is said to someone with no form open: a welcome, or the question what their words are meant for. The words wait meanwhile. */
import { z } from 'zod';
import type { Frame } from '../core/decision.ts';
import { atOnce, type Context, type Outcome } from '../core/flow.ts';
import { typedLabels } from '../core/form/labels.ts';
import { type Reply, say } from '../core/message.ts';
import { readControl } from '../recognition/control.ts';
import { readCourtesy } from '../recognition/courtesy.ts';
import { fold } from '../recognition/fold.ts';
import { looksLikeComplaint, onlyWantsToComplain } from '../recognition/signs.ts';
import { actOnCase, openCase } from './case-acts.ts';
import { complaintForm } from './complaint.ts';
import { stale, startForm } from './forms.ts';
import { readSettling, settleCase, settleInWords } from './settling.ts';

/** Words that wait to be told what they are. */
const FRONT = 'front-door';
/** `add`: the number of the case that they could be added to; `answered`: it waits to be settled. */
const frontState = z.object({
  words: z.string(),
  turn: z.number(),
  add: z.string().optional(),
  answered: z.boolean().optional(),
});
type Waiting = z.infer<typeof frontState>;

export const FRONT_BUTTON = 'm';
type FrontChoice = 'complaint' | 'person' | 'add' | 'dispute' | 'no';

/** As many characters of waiting words are kept together. */
const WORDS_MAX = 4000;

function waitingWords(context: Context): Waiting | undefined {
  const top = context.conversation?.frames.at(-1);
  if (top?.flow !== FRONT) return undefined;
  return frontState.safeParse(top.state).data;
}

const withoutFront = (context: Context): Frame[] =>
  (context.conversation?.frames ?? []).filter((frame) => frame.flow !== FRONT);

/** Takes the waiting words out of the conversation, for a command that says what they are. */
export function takeWaiting(context: Context): { words: string; context: Context } {
  return { words: waitingWords(context)?.words ?? '', context: cleared(context) };
}

const cleared = (context: Context): Context =>
  context.conversation
    ? { ...context, conversation: { ...context.conversation, frames: withoutFront(context) } }
    : context;

export function welcome(context: Context): Reply {
  const name = context.person?.name;
  return {
    text: { lines: [name ? say('front.welcome', { name }) : say('front.welcome.unnamed'), say('front.languages')] },
    buttons: [{ id: `${FRONT_BUTTON}:0:complaint`, label: say('front.button.complaint'), style: 'primary' }],
  };
}

/** Free words of someone who is not in a form. */
export async function hear(words: string, context: Context): Promise<Outcome> {
  const text = words.trim();
  const count = [...text].length;
  if (count > WORDS_MAX) return atOnce({ text: say('form.too-long', { count, max: WORDS_MAX }) });
  const waiting = waitingWords(context);
  if (waiting) {
    const choice = meantChoice(text, waiting);
    if (choice) return await choose(choice, waiting, context);
  }
  const courtesy = readCourtesy(text);
  if (courtesy === 'greeting') return atOnce(welcome(context));
  if (courtesy === 'thanks') return atOnce({ text: say('front.thanks') });
  if (courtesy === 'ok') return atOnce({ text: say('front.let-go') });
  const settled = waiting ? undefined : await settleInWords(text, context);
  if (settled) return settled;
  if (readControl(text) === 'help') return atOnce(welcome(context));
  if (readControl(text) === 'person') return await choose('person', waiting ?? NOTHING, context);
  if (readControl(text)) {
    return waiting ? await keepWaiting(waiting.words, context) : atOnce({ text: say('front.nothing-open') });
  }
  if (!waiting && looksLikeComplaint(text)) return await choose('complaint', { ...NOTHING, words: text }, context);
  const together = waiting ? `${waiting.words}\n${text}` : text;
  const whole = [...together].length;
  if (whole > WORDS_MAX) return atOnce({ text: say('form.too-long', { count: whole, max: WORDS_MAX }) });
  return await keepWaiting(together, context);
}

/** The words wait for an answer to what they are. */
async function keepWaiting(words: string, context: Context): Promise<Outcome> {
  const latest = await latestOpenCase(context);
  const waiting = {
    words,
    turn: context.turn,
    ...(latest && { add: latest.number, answered: latest.status === 'answered' }),
  };
  const frame: Frame = { flow: FRONT, version: 1, draft: null, state: waiting };
  return { frames: [...withoutFront(context), frame], replies: [offer(waiting)], effects: [] };
}

/** What the words could be. */
function offer({ turn, add, answered }: Waiting): Reply {
  const id = (choice: FrontChoice) => `${FRONT_BUTTON}:${turn}:${choice}`;
  return {
    text: say('front.offer'),
    buttons: [
      { id: id('complaint'), label: say('front.button.complaint'), style: 'primary' },
      ...(add === undefined || !answered
        ? []
        : [{ id: id('dispute'), label: say('front.button.dispute', { number: add }) }]),
      ...(add === undefined ? [] : [{ id: id('add'), label: say('front.button.add', { number: add }) }]),
      { id: id('person'), label: say('front.button.person') },
      { id: id('no'), label: say('front.button.no') },
    ],
  };
}

async function latestOpenCase(context: Context) {
  const cases = context.person ? await context.reads.casesOf(context.person.id, 5) : [];
  return cases.find((one) => one.status !== 'confirmed');
}

async function openConsultation(context: Context) {
  const cases = context.person ? await context.reads.casesOf(context.person.id, 5) : [];
  return cases.find(({ kind, status }) => kind === 'consultation' && (status === 'received' || status === 'assigned'));
}

/** A typed answer to the offer: a button's label in any language, its number, or yes and no. */
function meantChoice(text: string, waiting: Waiting): FrontChoice | undefined {
  const control = readControl(text);
  if (control === 'yes') return 'complaint';
  if (control === 'no' || control === 'cancel') return 'no';
  if (waiting.answered && readSettling(text) === 'dispute') return 'dispute';
  const folded = fold(text);
  const button = offer(waiting).buttons?.find(
    ({ label }, index) => folded === String(index + 1) || typedLabels(label).includes(folded),
  );
  return button && parseFrontButton(button.id)?.choice;
}

function parseFrontButton(id: string): { turn: number; choice: FrontChoice } | undefined {
  const match = /^m:(\d{1,12}):(complaint|person|add|dispute|no)$/.exec(id);
  return match ? { turn: Number(match[1]), choice: match[2] as FrontChoice } : undefined;
}

/** Undefined: the id is not one of these buttons. */
export async function pressFront(id: string, context: Context): Promise<Outcome | undefined> {
  const button = parseFrontButton(id);
  if (!button) return undefined;
  // The welcome's button belongs to no words and never grows old.
  const waiting = waitingWords(context);
  if (button.turn === 0)
    return button.choice === 'complaint' ? await choose('complaint', waiting ?? NOTHING, context) : stale();
  return waiting?.turn === button.turn ? await choose(button.choice, waiting, context) : stale();
}

/** No words wait. */
const NOTHING: Waiting = { words: '', turn: 0 };

async function choose(choice: FrontChoice, { words, add }: Waiting, context: Context): Promise<Outcome> {
  const frames = withoutFront(context);
  const clear = cleared(context);
  switch (choice) {
    case 'complaint':
      return await startForm(complaintForm, { opening: onlyWantsToComplain(words) ? '' : words }, clear);
    case 'add':
    case 'dispute': {
      const current = add === undefined ? undefined : await context.reads.caseByNumber(add);
      if (!current) return stale();
      if (choice === 'dispute') return await settleCase(current, 'dispute', clear, words);
      const added = await actOnCase(current, { type: 'add', text: words }, clear);
      // What can't be added goes on waiting.
      return added.immediate ? added : { ...added, frames };
    }
    case 'person': {
      // Asking again while nobody has answered yet makes no second case.
      const asked = words === '' ? await openConsultation(context) : undefined;
      if (asked) return atOnce({ text: say('person.asked-already', { number: asked.number }) });
      const opened = await openCase({ kind: 'consultation', words, facts: {} }, clear);
      const reply: Reply = { text: say('person.asked', { number: opened.case.number }) };
      return { frames, replies: [reply], effects: opened.effects };
    }
    case 'no':
      return { frames, replies: [{ text: say('front.let-go') }], effects: [] };
    default:
      return choice satisfies never;
  }
}
