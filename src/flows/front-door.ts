/** What is said to someone with no form open: a welcome, or the question what their words are meant for. The words wait meanwhile. */
import { FILES_MAX } from '../core/files.ts';
import { atOnce, type Context, type Outcome } from '../core/flow.ts';
import { isBlank } from '../core/form/answers.ts';
import { type Attachment, type Reply, say, verbatim, withSettles } from '../core/message.ts';
import { isWaiting } from '../domain/case.ts';
import { ruleFor } from '../domain/deadlines.ts';
import { asksForCases } from '../recognition/asks-for-cases.ts';
import { allowsCalls, refusesCall, wantsCall } from '../recognition/call-request.ts';
import { readControl } from '../recognition/control.ts';
import { readCourtesy } from '../recognition/courtesy.ts';
import { recogniseDanger } from '../recognition/danger.ts';
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
import { settleCase, settleInWords } from './cases/settling.ts';
import { duration } from './cases/why-due.ts';
import { raiseAlarm } from './danger.ts';
import { dossierInWords } from './dossier/dossier.ts';
import { placedInWords } from './dossier/dossier-answers.ts';
import { dossierButton } from './dossier/dossier-card.ts';
import { stale } from './forms.ts';
import { beginKind, choiceOf, type FiledKind, kindOfChoice, kindsFor, namedKind, proposalsFor } from './kinds/kinds.ts';
import {
  callButton,
  type FrontChoice,
  frameOf,
  joinedFiles,
  kindButton,
  meantChoice,
  moreButton,
  NO_WORDS,
  offer,
  offerName,
  parseFrontButton,
  personButton,
  settledOffer,
  type Waiting,
  WORDS_MAX,
  waitingWords,
  withoutFront,
  withoutWaiting,
} from './waiting-words.ts';

/** As many kinds stand on the welcome; the others are one tap away. */
const WELCOMED: readonly FiledKind[] = ['complaint', 'suggestion', 'praise', 'service'];

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
    if (choice) return await choose(choice, { ...waiting, files: joinedFiles(waiting.files, sent) }, context);
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
  if (readControl(text) === 'person') return await choose('person', waiting ?? NO_WORDS, context);
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
  if (plain) return await choose(choiceOf(plain), { ...NO_WORDS, words: text }, context);
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
  if (plain) return await choose(choiceOf(plain), { ...NO_WORDS, words: text, files: [...sent] }, context);
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
  { words, files }: Waiting = NO_WORDS,
  context: Context,
): Promise<Outcome> {
  const together = [words, text].filter((part) => part !== '').join('\n');
  const count = [...together].length;
  if (count > WORDS_MAX) return atOnce({ text: say('form.too-long', { count, max: WORDS_MAX }) });
  const all = joinedFiles(files, sent);
  const left = sent.filter((file) => !all.some(({ fileId }) => fileId === file.fileId));
  const kept = await keepWaiting({ words: together, files: all }, context);
  if (left.length === 0) return kept;
  const names = { list: left.map(({ name }) => verbatim(name)) };
  return { ...kept, replies: [{ text: say('files.full', { max: FILES_MAX, names }) }, ...kept.replies] };
}

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
    return isWelcomed ? await choose(button.choice, waiting ?? NO_WORDS, context) : stale();
  }
  return waiting?.turn === button.turn ? await choose(button.choice, waiting, context, button.choice) : stale();
}

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
  const clear = withoutWaiting(context);
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
