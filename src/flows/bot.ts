/** All flows together: which of them an event is for. What no entry here or in `commands.ts` and `timers.ts` allows is refused. */
import type { Frame } from '../core/decision.ts';
import type { FlowEvent, Input } from '../core/event.ts';
import { attachmentOf } from '../core/files.ts';
import { atOnce, type Bot, type Context, type Outcome } from '../core/flow.ts';
import { isBlank } from '../core/form/answers.ts';
import { FORM_BUTTON } from '../core/form/questions.ts';
import { say, verbatim } from '../core/message.ts';
import { may } from '../domain/rights.ts';
import { ANSWER_BUTTON } from './answers/answer-card.ts';
import { pressAnswer } from './answers/answering.ts';
import { pressPolicy } from './answers/policies.ts';
import { POLICY_BUTTON } from './answers/policy-card.ts';
import { APPLICATION_BUTTON } from './applications/application-buttons.ts';
import { pressApplication } from './applications/applications.ts';
import { CALL_BUTTON } from './callbacks/callback-card.ts';
import { pressCall } from './callbacks/callback-commands.ts';
import { besideRefusal } from './callbacks/no-calls.ts';
import { CASE_BUTTON } from './cases/case-card.ts';
import { onCaseButton } from './cases/case-commands.ts';
import { onCommand } from './commands.ts';
import { noteBelowCard } from './desk/desk-threads.ts';
import {
  EVENT_BUTTON,
  parseEventButton,
  parseSendButton,
  replay,
  replayButton,
  resend,
  resendButton,
  SEND_BUTTON,
} from './desk/desk-views.ts';
import { whileHandedOver } from './desk/handed-over.ts';
import { handedOver, keepingHandover, withoutHandover } from './desk/handover.ts';
import { pressReply, REPLY_BUTTON } from './desk/quick-replies.ts';
import { watchStaff } from './desk/returning.ts';
import { pressDossier } from './dossier/dossier.ts';
import { intoDossier } from './dossier/dossier-answers.ts';
import { DOSSIER_BUTTON } from './dossier/dossier-card.ts';
import { DRAFT_BUTTON, pressDraft, takeUpInWords } from './drafts.ts';
import { continueForm, formsIn, openForm, pressForm, repeatQuestion, stale, submitDialog } from './forms.ts';
import { hear, pressFront } from './front-door.ts';
import { HEARING_BUTTON } from './hearing/hearing-card.ts';
import { pressHearing } from './hearing/hearing-commands.ts';
import { chooseLanguage, LANGUAGE_BUTTON, learnLanguage, parseLanguageButton } from './language.ts';
import { auditPage } from './people/audit.ts';
import { answerLink, confirmJoin, confirmUnlink } from './people/link.ts';
import { begin, setDuty } from './people/people.ts';
import { PEOPLE_BUTTON, parsePeopleButton } from './people/people-buttons.ts';
import { fileRefused } from './refused-files.ts';
import { pressRegister, REGISTER_BUTTON } from './reports/register.ts';
import { onTimer, RECURRING } from './timers.ts';
import { FRONT_BUTTON } from './waiting-words.ts';

export function createBot(): Bot {
  return {
    recurring: RECURRING,
    respond,
    apology: () => ({ text: say('apology') }),
    setAside: ({ id, error }) => ({
      text: say('desk.told.set-aside', { id: id.slice(0, 8), error }),
      buttons: [replayButton(id)],
    }),
    heldBack: ({ id, name }) => ({
      author: { text: say('held-back') },
      desk: { text: say('desk.told.held', { name: name || say('person.unnamed'), id: id.slice(0, 8) }) },
    }),
  };
}

async function respond(event: FlowEvent, loaded: Context): Promise<Outcome> {
  const context = withReadableFrames(loaded);
  switch (event.type) {
    case 'person': {
      const words = event.input.type === 'message' || event.input.type === 'command' ? event.input.text : '';
      const learned = learnLanguage(words, event.author.languageHint !== undefined, context);
      const taken = await handedOver(learned.context);
      const outcome = taken
        ? await whileHandedOver(event.input, taken, learned.context, route)
        : await onPersonAlone(event.input, learned.context);
      const effects = [...learned.effects, ...outcome.effects];
      return { ...outcome, effects: [...effects, ...watchStaff(effects, learned.context)] };
    }
    case 'timer':
      return await onTimer(event.timer.kind, event.timer.ids, context);
    case 'undelivered': {
      const text = say('desk.told.undelivered', { channel: event.thread.channel, error: event.reason });
      const buttons = [resendButton(event.outboxId)];
      return { replies: [], effects: [{ type: 'post', to: 'desk', reply: { text, buttons } }] };
    }
    case 'file':
      return await fileRefused(event, context);
    case 'unmade': {
      const text = say('desk.told.document', { name: verbatim(event.file.name) });
      return { replies: [], effects: [{ type: 'post', to: 'desk', reply: { text } }] };
    }
    default:
      return event satisfies never;
  }
}

async function onPersonAlone(input: Input, context: Context): Promise<Outcome> {
  const alone = withoutHandover(context);
  const outcome = await withOpenQuestion(await route(input, alone), alone);
  return keepingHandover(outcome, context);
}

/** Whatever else was stored among the open flows must not end the conversation. */
function withReadableFrames(context: Context): Context {
  const { conversation } = context;
  if (!conversation) return context;
  const frames = conversation.frames.filter((frame: Frame | null) => typeof frame?.flow === 'string');
  return { ...context, conversation: { ...conversation, frames } };
}

/** What is said on the side pushes the open question up; so it comes again below. */
async function withOpenQuestion(outcome: Outcome, context: Context): Promise<Outcome> {
  if (outcome.frames || outcome.replies.length === 0 || !openForm(context)) return outcome;
  const question = await repeatQuestion([], context);
  return {
    ...question,
    replies: [...outcome.replies, ...question.replies],
    effects: [...outcome.effects, ...question.effects],
  };
}

async function route(input: Input, context: Context): Promise<Outcome> {
  switch (input.type) {
    case 'message':
      return await onMessage(input, context);
    case 'command':
      return await onCommand(input.name, input.text, context);
    case 'action':
      return await onButton(input, context);
    case 'dialog':
      return await onDialog(input, context);
    default:
      return input satisfies never;
  }
}

async function onMessage(input: Input & { type: 'message' }, context: Context): Promise<Outcome> {
  const noted = await noteBelowCard(input, context);
  if (noted) return noted;
  const open = openForm(context);
  if (open) {
    const { form, state } = open.session;
    const answers = state.at.step === 'ask' ? { [state.at.field]: input.text } : {};
    const outcome = await continueForm(open.session, open.below, input, context);
    return await besideRefusal({ form: form.name, call: state.args.call, answers }, outcome, context);
  }
  const takenUp = await takeUpInWords(input.text, context);
  if (takenUp) return takenUp;
  const sent = (input.files ?? []).map(attachmentOf);
  if (isBlank(input.text) && sent.length === 0 && context.person?.role !== 'staff') {
    return atOnce({ text: say(input.unsupported?.length ? 'front.unsupported' : 'front.empty') });
  }
  if (context.person?.role !== 'staff') return await hear(input.text, context, sent);
  return atOnce({ text: say(sent.length > 0 ? 'desk.plain-files' : 'desk.plain-text') });
}

async function onDialog(input: Input & { type: 'dialog' }, context: Context): Promise<Outcome> {
  const call = formsIn(context).find(({ draft }) => draft.id === input.draft)?.state.args.call;
  const outcome = await submitDialog(input, context);
  if (input.then === 'refresh') return outcome;
  return await besideRefusal({ form: input.form, call, answers: input.values }, outcome, context);
}

type Press = (input: Input & { type: 'action' }, context: Context) => Promise<Outcome>;

/** By how their ids begin. */
const BUTTONS: ReadonlyMap<string, Press> = new Map<string, Press>([
  [FORM_BUTTON, pressForm],
  [DRAFT_BUTTON, ({ id }, context) => pressDraft(id, context)],
  [CASE_BUTTON, ({ id }, context) => onCaseButton(id, context)],
  [CALL_BUTTON, ({ id }, context) => pressCall(id, context)],
  [ANSWER_BUTTON, async ({ id }, context) => await intoDossier(await pressAnswer(id, context), context)],
  [APPLICATION_BUTTON, ({ id }, context) => pressApplication(id, context)],
  [DOSSIER_BUTTON, ({ id }, context) => pressDossier(id, context)],
  [POLICY_BUTTON, ({ id }, context) => pressPolicy(id, context)],
  [HEARING_BUTTON, ({ id }, context) => pressHearing(id, context)],
  [FRONT_BUTTON, async ({ id }, context) => (await pressFront(id, context)) ?? stale()],
  [REPLY_BUTTON, ({ id }, context) => pressReply(id, context)],
  [LANGUAGE_BUTTON, ({ id }, context) => pressLanguage(id, context)],
  [PEOPLE_BUTTON, ({ id }, context) => pressPeople(id, context)],
  [REGISTER_BUTTON, async ({ id }, context) => (await pressRegister(id, context)) ?? stale()],
  [EVENT_BUTTON, ({ id }, context) => pressFailed(parseEventButton(id), replay, context)],
  [SEND_BUTTON, ({ id }, context) => pressFailed(parseSendButton(id), resend, context)],
]);

export const BUTTON_KINDS: readonly string[] = [...BUTTONS.keys()];

async function onButton(input: Input & { type: 'action' }, context: Context): Promise<Outcome> {
  const press = BUTTONS.get(input.id.slice(0, input.id.indexOf(':')));
  return press ? await press(input, context) : stale();
}

async function pressLanguage(id: string, context: Context): Promise<Outcome> {
  const button = parseLanguageButton(id);
  return button ? await chooseLanguage(button.language, context, button.turn) : stale();
}

async function pressFailed(id: string | undefined, act: typeof replay, context: Context): Promise<Outcome> {
  if (id === undefined) return stale();
  return may(context.person, 'failed.handle') ? await act(id, context) : atOnce({ text: say('command.not-allowed') });
}

async function pressPeople(id: string, context: Context): Promise<Outcome> {
  const button = parsePeopleButton(id);
  switch (button?.act) {
    case 'grant':
    case 'revoke':
    case 'contact':
      return await begin(button.act, button.personId, context);
    case 'link':
      return await answerLink(button.codeId, button.yes, context);
    case 'unlink':
      return await confirmUnlink(button.seq, context);
    case 'join':
      return await confirmJoin(button.numbers, button.seq, context);
    case 'duty':
      return await setDuty(button.on, context);
    case 'audit':
      return may(context.person, 'audit.read')
        ? await auditPage(button.page, button.until, button.personId, context)
        : atOnce({ text: say('command.not-allowed') });
    case undefined:
      return stale();
    default:
      return button satisfies never;
  }
}
