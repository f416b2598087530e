/** What is said to someone with no form open: a welcome, or the question what their words are meant for. The words wait meanwhile. */
import { z } from 'zod';
import type { Frame } from '../core/decision.ts';
import { countedFiles, FILES_MAX } from '../core/files.ts';
import { atOnce, type Context, type Outcome } from '../core/flow.ts';
import { isBlank } from '../core/form/answers.ts';
import { typedLabels } from '../core/form/labels.ts';
import {
  type Attachment,
  type Reply,
  type ReplyButton,
  type Settles,
  say,
  type Text,
  verbatim,
  withSettles,
} from '../core/message.ts';
import { type CaseKind, isWaiting } from '../domain/case.ts';
import { ruleFor } from '../domain/deadlines.ts';
import { asksForCases } from '../recognition/asks-for-cases.ts';
import { allowsCalls, refusesCall, wantsCall } from '../recognition/call-request.ts';
import { readControl } from '../recognition/control.ts';
import { readCourtesy } from '../recognition/courtesy.ts';
import { recogniseDanger } from '../recognition/danger.ts';
import { fold } from '../recognition/fold.ts';
import { recogniseInjury } from '../recognition/injury.ts';
import { looksLikeQuestion } from '../recognition/question.ts';
import { looksLikeComplaint } from '../recognition/signs.ts';
import { recogniseZone } from '../recognition/zone.ts';
import { answerInWords } from './answers/answering.ts';
import { applyButton } from './applications/application-buttons.ts';
import { applicationInWords } from './applications/apply.ts';
import { agreeInWords } from './callbacks/agreeing.ts';
import { offerMove } from './callbacks/callback-correction.ts';
import { beginCallback, besideOwnCalls } from './callbacks/callback-request.ts';
import { allowCalls } from './callbacks/no-calls.ts';
import { chooseZone } from './callbacks/zone.ts';
import { actOnCase } from './cases/case-acts.ts';
import { openCase, personAsked } from './cases/opening.ts';
import { showOwnCases } from './cases/own-cases.ts';
import { readSettling, settleCase, settleInWords } from './cases/settling.ts';
import { duration } from './cases/why-due.ts';
import { raiseAlarm } from './danger.ts';
import { dossierInWords } from './dossier/dossier.ts';
import { placedInWords } from './dossier/dossier-answers.ts';
import { dossierButton } from './dossier/dossier-card.ts';
import { stale } from './forms.ts';
import {
  beginKind,
  buttonOf,
  choiceOf,
  type FiledKind,
  type KindChoice,
  kindOfChoice,
  kindsFor,
  namedKind,
  proposalsFor,
} from './kinds/kinds.ts';

/** Words that wait to be told what they are. */
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
type Waiting = z.infer<typeof frontState>;

export const FRONT_BUTTON = 'm';
type FrontChoice = KindChoice | 'person' | 'call' | 'add' | 'dispute' | 'more' | 'no';

/** As many kinds stand on the welcome, and are proposed for words; the others are one tap away. */
const WELCOMED: readonly FiledKind[] = ['complaint', 'suggestion', 'praise', 'service'];
const PROPOSED_MAX = 2;

/** As many characters of waiting words are kept together. */
export const WORDS_MAX = 4000;

function waitingWords(context: Context): Waiting | undefined {
  const top = context.conversation?.frames.at(-1);
  if (top?.flow !== FRONT) return undefined;
  return frontState.safeParse(top.state).data;
}

const withoutFront = (context: Context): Frame[] =>
  (context.conversation?.frames ?? []).filter((frame) => frame.flow !== FRONT);

/** Takes the waiting words out of the conversation, for a command that says what they are. */
export function takeWaiting(context: Context): {
  words: string;
  files: Attachment[];
  context: Context;
  settled: Settles | undefined;
} {
  const waiting = waitingWords(context) ?? NOTHING;
  const { words, files } = waiting;
  return { words, files, context: cleared(context), settled: settledOffer(waiting, context) };
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

const cleared = (context: Context): Context =>
  context.conversation
    ? { ...context, conversation: { ...context.conversation, frames: withoutFront(context) } }
    : context;

export function welcome(context: Context): Reply {
  const { person } = context;
  if (person?.role === 'prospect') return welcomeBeforeSigning(context);
  const name = person?.name;
  const { answerMs, time } = ruleFor('complaint', 'general', context.deadlines);
  const promise = { length: duration(answerMs), time };
  const hello = name ? say('front.welcome', { name, ...promise }) : say('front.welcome.unnamed', promise);
  return {
    text: { lines: [hello, say('front.languages')] },
    buttons: [...WELCOMED.map((kind) => kindButton(kind, 0, kind === 'complaint')), moreButton(0)],
  };
}

/** Whoever is no franchisee yet: they want to know what they would sign, and may be a shopper as well. */
const welcomeBeforeSigning = ({ person }: Context): Reply => ({
  text: {
    lines: [
      person?.name ? say('front.welcome.prospect', { name: person.name }) : say('front.welcome.prospect.unnamed'),
      say('front.languages'),
    ],
  },
  buttons: [dossierButton, applyButton, kindButton('complaint', 0), moreButton(0)],
});

function kindButton(kind: FiledKind, turn: number, primary = false): ReplyButton {
  const button: ReplyButton = { id: `${FRONT_BUTTON}:${turn}:${choiceOf(kind)}`, label: say(buttonOf(kind)) };
  return primary ? { ...button, style: 'primary' } : button;
}

const moreButton = (turn: number): ReplyButton => ({
  id: `${FRONT_BUTTON}:${turn}:more`,
  label: say('front.button.more'),
});

const personButton = (turn: number): ReplyButton => ({
  id: `${FRONT_BUTTON}:${turn}:person`,
  label: say('front.button.person'),
});

const callButton = (turn: number): ReplyButton => ({
  id: `${FRONT_BUTTON}:${turn}:call`,
  label: say('front.button.call'),
});

/** All that there is, for whom the welcome named nothing that fits. */
const everything = ({ person }: Context): Reply => ({
  text: say('front.more'),
  buttons: [...kindsFor(person).map((kind) => kindButton(kind, 0)), applyButton, callButton(0), personButton(0)],
});

/** Free words of someone who is not in a form. */
export async function hear(words: string, context: Context, sent: readonly Attachment[] = []): Promise<Outcome> {
  const text = isBlank(words) ? '' : words.trim();
  const count = [...text].length;
  if (count > WORDS_MAX) return atOnce({ text: say('form.too-long', { count, max: WORDS_MAX }) });
  const danger = recogniseDanger(text);
  if (danger) return await raiseAlarm(danger, text, sent, context);
  const waiting = waitingWords(context);
  if (waiting) {
    const choice = text === '' ? undefined : meantChoice(text, waiting, context);
    if (choice) return await choose(choice, { ...waiting, files: joined(waiting.files, sent) }, context);
  }
  if (sent.length > 0) return await hearFiles(text, sent, waiting, context);
  const agreed = waiting ? undefined : await agreeInWords(text, context);
  if (agreed) return agreed;
  const courtesy = readCourtesy(text);
  if (courtesy === 'greeting') return atOnce(welcome(context));
  if (courtesy === 'thanks') return atOnce({ text: say('front.thanks') });
  if (courtesy === 'ok') return atOnce({ text: say('front.let-go') });
  if (asksForCases(text)) return await showOwnCases(context);
  const looked = waiting
    ? undefined
    : ((await dossierInWords(text, context)) ?? (await applicationInWords(text, context)));
  if (looked) return looked;
  const placed = waiting ? undefined : await placedInWords(text, context);
  if (placed) return placed;
  const settled = waiting ? undefined : await settleInWords(text, context);
  if (settled) return settled;
  if (readControl(text) === 'help') return atOnce(welcome(context));
  if (readControl(text) === 'person') return await choose('person', waiting ?? NOTHING, context);
  if (readControl(text)) {
    return waiting ? await keepWaiting(waiting, context) : atOnce({ text: say('front.nothing-open') });
  }
  if (context.person?.noCalls && allowsCalls(text)) return await allowCalls(context);
  if (!waiting && wantsCall(text) && !(await caseThatAsks(context))) return await beginCallback(text, context);
  const zone = waiting ? undefined : recogniseZone(text);
  if (zone !== undefined && !(await caseThatAsks(context))) return await chooseZone(zone, context);
  const moved = waiting || (await caseThatAsks(context)) ? undefined : await offerMove(text, context);
  if (moved) return moved;
  const plain = waiting ? undefined : await plainKind(text, context);
  if (plain) return await choose(choiceOf(plain), { ...NOTHING, words: text }, context);
  const answered = waiting || refusesCall(text) ? undefined : await answerFromPolicies(text, context);
  if (answered) return answered;
  const kept = await keepTogether(text, [], waiting, context);
  return refusesCall(text) ? await besideOwnCalls(text, kept, context) : kept;
}

/**
 * Who asks about joining hears what the policies say; who has joined already means their store, unless it is plain. A prospect has no store
 * that anything could be wrong with: what sounds like it is answered if a policy surely does.
 */
async function answerFromPolicies(text: string, context: Context): Promise<Outcome | undefined> {
  const isProspect = context.person?.role === 'prospect';
  const [likeliest] = proposalsFor(text, context.person);
  const isOther = likeliest !== undefined && likeliest !== 'consultation';
  const isQuestion = likeliest === 'consultation' || looksLikeQuestion(text);
  if (isOther && !(isProspect && isQuestion)) return undefined;
  if (await caseThatAsks(context)) return undefined;
  return await answerInWords(text, isProspect && isQuestion && !isOther, context);
}

/** Files say no more than words do what they are for, so they wait with them; words that come along are never mere courtesy. */
async function hearFiles(
  text: string,
  sent: readonly Attachment[],
  waiting: Waiting | undefined,
  context: Context,
): Promise<Outcome> {
  const plain = waiting ? undefined : await plainKind(text, context);
  if (plain) return await choose(choiceOf(plain), { ...NOTHING, words: text, files: [...sent] }, context);
  return await keepTogether(text, sent, waiting, context);
}

/**
 * The kind that needs no question, since the words name it themselves, or because someone is hurt and every minute counts. It begins a
 * form; nothing is filed by that.
 */
async function plainKind(text: string, context: Context): Promise<FiledKind | undefined> {
  const { person } = context;
  const [likeliest] = proposalsFor(text, person);
  const hurt = likeliest === 'damage' && recogniseInjury(text) === 'yes';
  const kind = hurt
    ? 'damage'
    : (namedKind(text, person) ?? (likeliest === 'complaint' && looksLikeComplaint(text) ? 'complaint' : undefined));
  return kind && (hurt || !(await caseThatAsks(context))) ? kind : undefined;
}

async function keepTogether(
  text: string,
  sent: readonly Attachment[],
  { words, files }: Waiting = NOTHING,
  context: Context,
): Promise<Outcome> {
  const together = [words, text].filter((part) => part !== '').join('\n');
  const count = [...together].length;
  if (count > WORDS_MAX) return atOnce({ text: say('form.too-long', { count, max: WORDS_MAX }) });
  const all = joined(files, sent);
  const left = sent.filter((file) => !all.some(({ fileId }) => fileId === file.fileId));
  const kept = await keepWaiting({ words: together, files: all }, context);
  if (left.length === 0) return kept;
  const names = { list: left.map(({ name }) => verbatim(name)) };
  return { ...kept, replies: [{ text: say('files.full', { max: FILES_MAX, names }) }, ...kept.replies] };
}

/** Each file once, and no more than a case takes. */
const joined = (files: readonly Attachment[], sent: readonly Attachment[]): Attachment[] =>
  [...new Map([...files, ...sent].map((file) => [file.fileId, file])).values()].slice(0, FILES_MAX);

/** The words wait for an answer to what they are. */
async function keepWaiting(
  { words, files, more }: Pick<Waiting, 'words' | 'files' | 'more'>,
  context: Context,
): Promise<Outcome> {
  const asks = await caseThatAsks(context);
  const latest = asks ?? (await latestOpenCase(context));
  const waiting: Waiting = {
    words,
    files,
    turn: context.turn,
    ...(latest && { add: latest.number, answered: latest.status === 'answered' }),
    ...(asks && { asked: true }),
    ...(more && { more }),
  };
  const reply = { ...offer(waiting, context), name: offerName(waiting.turn, context) };
  const replies = withSettles([reply], settledOffer(waitingWords(context), context));
  return { frames: [...withoutFront(context), frameOf(waiting)], replies, effects: [] };
}

function frameOf({ words, files, turn, add, answered, asked, more }: Waiting): Frame {
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

const offerName = (turn: number, { conversation }: Context): string => `offer ${conversation?.id} ${turn}`;

/** The offer on display, which is answered now. */
function settledOffer(waiting: Waiting | undefined, context: Context, pressed?: FrontChoice): Settles | undefined {
  if (!waiting || waiting.turn === 0) return undefined;
  const button = offer(waiting, context).buttons?.find(({ id }) => parseFrontButton(id)?.choice === pressed);
  return { name: offerName(waiting.turn, context), ...(button && { chosen: button.label }) };
}

/** What the words could be. */
function offer({ words, files, turn, add, answered, asked, more }: Waiting, { person }: Context): Reply {
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

async function latestOpenCase(context: Context) {
  const cases = context.person ? await context.reads.casesOf(context.person.id, 5) : [];
  return cases.find((one) => one.status !== 'confirmed');
}

/** Whoever was asked about a case most likely answers. */
async function caseThatAsks(context: Context) {
  const cases = context.person ? await context.reads.casesOf(context.person.id, 5) : [];
  return cases.find(isWaiting);
}

async function openConsultation(context: Context) {
  const cases = context.person ? await context.reads.casesOf(context.person.id, 5) : [];
  return cases.find(({ kind, status }) => kind === 'consultation' && (status === 'received' || status === 'assigned'));
}

/** A typed answer to the offer: a button's label in any language, its number, or yes and no. */
function meantChoice(text: string, waiting: Waiting, context: Context): FrontChoice | undefined {
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

function parseFrontButton(id: string): { turn: number; choice: FrontChoice } | undefined {
  const [, turn, name = ''] = /^m:(\d{1,12}):([a-z]+)$/.exec(id) ?? [];
  const kind = kindOfChoice(name);
  const choice = kind ? choiceOf(kind) : OTHERS.find((one) => one === name);
  return turn !== undefined && choice ? { turn: Number(turn), choice } : undefined;
}

/** Undefined: the id is not one of these buttons. */
export async function pressFront(id: string, context: Context): Promise<Outcome | undefined> {
  const button = parseFrontButton(id);
  if (!button) return undefined;
  // The welcome's buttons belong to no words and never grow old.
  const waiting = waitingWords(context);
  if (button.turn === 0) {
    if (button.choice === 'more' && !waiting) return atOnce(everything(context));
    const isWelcomed =
      kindOfChoice(button.choice) || button.choice === 'more' || button.choice === 'person' || button.choice === 'call';
    return isWelcomed ? await choose(button.choice, waiting ?? NOTHING, context) : stale();
  }
  return waiting?.turn === button.turn ? await choose(button.choice, waiting, context, button.choice) : stale();
}

/** No words wait. */
const NOTHING: Waiting = { words: '', files: [], turn: 0 };

/** `pressed`: the button that was, if one was. */
async function choose(
  choice: FrontChoice,
  waiting: Waiting,
  context: Context,
  pressed?: FrontChoice,
): Promise<Outcome> {
  const outcome = await act(choice, waiting, context);
  return { ...outcome, replies: withSettles(outcome.replies, settledOffer(waiting, context, pressed)) };
}

async function act(choice: FrontChoice, waiting: Waiting, context: Context): Promise<Outcome> {
  const { words, files, add } = waiting;
  const frames = withoutFront(context);
  const clear = cleared(context);
  switch (choice) {
    case 'complaint':
    case 'suggestion':
    case 'praise':
    case 'service':
    case 'damage':
    case 'franchisees':
      return await beginKind(kindOfChoice(choice) ?? 'complaint', { words, files }, clear);
    case 'more':
      return await keepWaiting({ words, files, more: true }, context);
    case 'add':
    case 'dispute': {
      const current = add === undefined ? undefined : await context.reads.caseByNumber(add);
      if (!current) return stale();
      if (choice === 'dispute') return await settleCase(current, 'dispute', clear, words, files);
      const added = await actOnCase(current, { type: 'add', text: words, ...(files.length > 0 && { files }) }, clear);
      // What can't be added goes on waiting.
      return added.immediate ? added : { ...added, frames };
    }
    case 'person': {
      // Asking again while nobody has answered yet makes no second case.
      const asked = words === '' && files.length === 0 ? await openConsultation(context) : undefined;
      if (asked) return atOnce({ text: say('person.asked-already', { number: asked.number }) });
      const opened = await openCase({ kind: 'consultation', words, facts: files.length > 0 ? { files } : {} }, clear);
      const reply: Reply = { text: personAsked(opened.case, context) };
      return { frames, replies: [reply], effects: opened.effects };
    }
    case 'call': {
      const begun = await beginCallback(words, clear);
      return begun.immediate ? begun : { ...begun, frames: begun.frames ?? frames };
    }
    case 'no':
      return { frames, replies: [{ text: say('front.let-go') }], effects: [] };
    default:
      return choice satisfies never;
  }
}
