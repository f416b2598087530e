/** What the person does while a colleague writes with them: their words go to the case and to the desk, and the bot says nothing to them. */
import type { DialogInput, Input } from '../../core/event.ts';
import { attachmentOf } from '../../core/files.ts';
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { isBlank } from '../../core/form/answers.ts';
import { FORM_BUTTON } from '../../core/form/questions.ts';
import { type Reply, say, type Text, withSettles } from '../../core/message.ts';
import type { Case } from '../../domain/case.ts';
import { readCourtesy } from '../../recognition/courtesy.ts';
import { parseCallButton } from '../callbacks/callback-card.ts';
import { actOnCase, settledAnswer } from '../cases/case-acts.ts';
import { answerStamp, CASE_BUTTON, parseCaseButton } from '../cases/case-card.ts';
import { DRAFT_BUTTON } from '../drafts.ts';
import { stale, submitDialog } from '../forms.ts';
import { FRONT_BUTTON, WORDS_MAX } from '../waiting-words.ts';
import { backButton, colleagueOf, HANDOVER_BUTTON, parseBackButton } from './handover.ts';

type Route = (input: Input, context: Context) => Promise<Outcome>;

/** They begin something new, with words of what it is. */
const REPORTING = ['complaint', 'suggest', 'praise', 'service', 'damage', 'dispute', 'callback'] as const;

/** Commands that would have the bot take the conversation up again. */
const HELD_COMMANDS: ReadonlySet<string> = new Set([
  ...(['start', 'drafts', 'pause', 'cancel'] as const),
  ...REPORTING,
  ...(['withdraw', 'reopen'] as const),
]);
/** Buttons of what the bot asked before. */
const HELD_BUTTONS: ReadonlySet<string> = new Set([FORM_BUTTON, DRAFT_BUTTON, FRONT_BUTTON]);

/** Buttons that ask for words, which are for the colleague meanwhile. */
const WORDY_BUTTONS: ReadonlySet<string> = new Set(['add', 'withdraw', 'again', 'word']);

/** `route`: what the bot says at other times, where it is to be asked nevertheless. */
export async function whileHandedOver(input: Input, current: Case, context: Context, route: Route): Promise<Outcome> {
  switch (input.type) {
    case 'message':
      return await passOn(input, current, context);
    case 'command':
      return await command(input, current, context, route);
    case 'action':
      return await press(input.id, current, context, route);
    case 'dialog':
      return await keepDialog(input, current, context);
    default:
      return input satisfies never;
  }
}

async function passOn(input: Input & { type: 'message' }, current: Case, context: Context): Promise<Outcome> {
  const text = isBlank(input.text) ? '' : input.text.trim();
  const files = (input.files ?? []).map(attachmentOf);
  if (text === '' && files.length === 0) {
    return atOnce({ text: say(input.unsupported?.length ? 'form.unsupported' : 'form.empty') });
  }
  const count = [...text].length;
  if (count > WORDS_MAX) return atOnce({ text: say('form.too-long', { count, max: WORDS_MAX }) });
  const thanks = files.length === 0 && readCourtesy(text) === 'thanks';
  const act = { type: 'add' as const, text, ...(files.length > 0 && { files }), ...(thanks && { thanks }) };
  const added = await actOnCase(current, act, context);
  return { ...added, replies: [] };
}

async function command(
  input: Input & { type: 'command' },
  current: Case,
  context: Context,
  route: Route,
): Promise<Outcome> {
  if (HELD_COMMANDS.has(input.name)) {
    const words = REPORTING.some((name) => name === input.name) && !isBlank(input.text);
    const passed = words ? await passOn({ type: 'message', text: input.text }, current, context) : undefined;
    return passed?.immediate ? passed : await withNotice(passed, current, context);
  }
  const answered = await ask(input, context, route);
  return input.name === 'help' ? await withNotice(answered, current, context) : answered;
}

async function press(id: string, current: Case, context: Context, route: Route): Promise<Outcome> {
  const kind = id.slice(0, id.indexOf(':'));
  if (HELD_BUTTONS.has(kind)) return await withNotice(undefined, current, context);
  if (kind === HANDOVER_BUTTON) return await goBack(id, current, context);
  const call = parseCallButton(id)?.act;
  if (call === 'shift' || call === 'drop') return await withNotice(undefined, current, context);
  const act = parseCaseButton(id)?.act;
  if (act && WORDY_BUTTONS.has(act)) return await withNotice(undefined, current, context);
  const disputed = kind === CASE_BUTTON ? await dispute(id, context) : undefined;
  return disputed ?? (await ask({ type: 'action', id }, context, route));
}

/** The bot tells so itself, once the conversation is its own again. */
async function goBack(id: string, current: Case, context: Context): Promise<Outcome> {
  if (parseBackButton(id) !== current.number) return stale();
  return { ...(await actOnCase(current, { type: 'handback' }, context)), replies: [] };
}

/** What is missing is for the colleague to ask. */
async function dispute(id: string, context: Context): Promise<Outcome | undefined> {
  const button = parseCaseButton(id);
  if (button?.act !== 'dispute') return undefined;
  const current = await context.reads.caseByNumber(button.number);
  if (current?.personId !== context.person?.id || !current || button.stamp !== answerStamp(current)) return stale();
  const outcome = await actOnCase(current, { type: 'dispute', text: '' }, context);
  return { ...outcome, replies: withSettles(outcome.replies, settledAnswer(current, 'dispute', context)) };
}

/** What was filled in is kept, and asked for when the bot is back. */
async function keepDialog(input: DialogInput, current: Case, context: Context): Promise<Outcome> {
  if (input.then === 'refresh') return await submitDialog(input, context);
  // biome-ignore lint/suspicious/noThenProperty: the name is the contract's
  const kept = await submitDialog({ ...input, then: 'leave' }, context);
  const { immediate: _, ...silent } = { ...kept, replies: [] };
  if (input.then === 'leave') return silent;
  return await withNotice(silent, current, context, kept.frames && say('handover.kept'));
}

/** Asks the bot what does not take the conversation up: nothing seems to be open there, and nothing of it changes. */
async function ask(input: Input, context: Context, route: Route): Promise<Outcome> {
  const { conversation } = context;
  const quiet = conversation ? { ...context, conversation: { ...conversation, frames: [] } } : context;
  const { frames: _, ...answered } = await route(input, quiet);
  return answered;
}

async function withNotice(
  outcome: Outcome | undefined,
  current: Case,
  context: Context,
  before?: Text,
): Promise<Outcome> {
  const notice = say('handover.with-you', { number: current.number, name: await colleagueOf(current, context) });
  const reply: Reply = { text: before ? { lines: [before, notice] } : notice, buttons: [backButton(current)] };
  const { replies = [], effects = [], immediate = [], ...rest } = outcome ?? {};
  return { ...rest, replies, effects, immediate: [...immediate, { type: 'reply', reply }] };
}
