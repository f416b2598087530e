/** All flows together: which of them an event is for, and who may have it. What no entry here allows is refused. */
import { COMMAND_NAMES, type CommandName } from '../core/commands.ts';
import type { Frame } from '../core/decision.ts';
import type { FlowEvent, Input } from '../core/event.ts';
import { attachmentOf } from '../core/files.ts';
import { atOnce, type Bot, type Context, type Outcome } from '../core/flow.ts';
import { isBlank } from '../core/form/answers.ts';
import { FORM_BUTTON } from '../core/form/questions.ts';
import { say, type Text, verbatim, withSettles } from '../core/message.ts';
import { may, type Permission } from '../domain/rights.ts';
import { CALL_BUTTON } from './callbacks/callback-card.ts';
import { pressCall } from './callbacks/callback-commands.ts';
import { showCalls, showOwnCalls } from './callbacks/callback-lists.ts';
import { REMIND_TIMER, remind } from './callbacks/callback-reminders.ts';
import { beginCallback } from './callbacks/callback-request.ts';
import { CASE_BUTTON, readCaseNumber, shorten } from './cases/case-card.ts';
import {
  caseDue,
  caseWarned,
  DUE_TIMER,
  firstWordDue,
  RESPOND_TIMER,
  stillWaiting,
  WAIT_TIMER,
  WARN_TIMER,
} from './cases/case-clock.ts';
import { onCase, onCaseButton, onWhyDue, type StaffAct } from './cases/case-commands.ts';
import { ownCommand, showOwnCases } from './cases/own-cases.ts';
import { showMine, showSearch } from './desk/desk-lists.ts';
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
  showFailed,
  showQueue,
} from './desk/desk-views.ts';
import { DISPATCH_TIMER, dispatch } from './desk/dispatch.ts';
import { whileHandedOver } from './desk/handed-over.ts';
import { handBackIdle, handedOver, keepingHandover, syncHandover, withoutHandover } from './desk/handover.ts';
import { IDLE_TIMER, SYNC_TIMER } from './desk/handover-timers.ts';
import { showHome } from './desk/home.ts';
import { pressReply, REPLY_BUTTON, showReplies } from './desk/quick-replies.ts';
import { RETURN_TIMER, returnCases, watchStaff } from './desk/returning.ts';
import { DRAFT_BUTTON, pressDraft, showDrafts, takeUpInWords, watchDraft } from './drafts.ts';
import { continueForm, openForm, pressForm, repeatQuestion, stale, submitDialog } from './forms.ts';
import { FRONT_BUTTON, hear, pressFront, takeWaiting, welcome } from './front-door.ts';
import { HEARING_TIMER, lookAtHearing } from './hearing/hearing.ts';
import { HEARING_BUTTON } from './hearing/hearing-card.ts';
import { pressHearing } from './hearing/hearing-commands.ts';
import { beginKind, type FiledKind } from './kinds/kinds.ts';
import { monthlySuggestions, SUGGESTIONS_TIMER, showSuggestions } from './kinds/suggestion-report.ts';
import { chooseLanguage, LANGUAGE_BUTTON, languageCommand, learnLanguage, parseLanguageButton } from './language.ts';
import { audit, auditPage } from './people/audit.ts';
import { ABOUT_TIMER, knowAbout, MOVE_TIMER, moveOn } from './people/joining.ts';
import { answerLink, confirmJoin, confirmUnlink, joinByCases, link, unlink } from './people/link.ts';
import { becomeOwner } from './people/owner.ts';
import { begin, choosePerson, duty, setDuty, showPeople } from './people/people.ts';
import { PEOPLE_BUTTON, parsePeopleButton } from './people/people-buttons.ts';
import { fileRefused } from './refused-files.ts';
import {
  pressRegister,
  REGISTER_BUTTON,
  REGISTER_SEND_TIMER,
  REGISTER_TIMER,
  registerCommand,
  registersDue,
  sendRegister,
} from './reports/register.ts';
import { REPORT_SEND_TIMER, REPORT_TIMER, reportCommand, sendWeekly, weeklyDue } from './reports/reports.ts';
import { REST_TIMER } from './rest.ts';

interface Command {
  needs: Permission;
  run(words: string, context: Context): Promise<Outcome>;
}

function onStaffCase(act: StaffAct): Command {
  return { needs: 'cases.handle', run: (words, context) => onCase(act, words, context) };
}

const COMMANDS: Readonly<Record<CommandName, Command>> = {
  start: { needs: 'own', run: start },
  help: { needs: 'own', run: help },
  complaint: report('complaint'),
  suggest: report('suggestion'),
  praise: report('praise'),
  service: report('service'),
  damage: report('damage'),
  dispute: report('dispute'),
  callback: { needs: 'own', run: beginCallbackWith },
  callbacks: { needs: 'own', run: (_, context) => showOwnCalls(context) },
  calls: { needs: 'calls.handle', run: (_, context) => showCalls(context) },
  cases: { needs: 'own', run: (_, context) => showOwnCases(context) },
  withdraw: { needs: 'own', run: (words, context) => ownCommand('withdraw', readCaseNumber(words), context) },
  reopen: { needs: 'own', run: (words, context) => ownCommand('reopen', readCaseNumber(words), context) },
  'why-due': { needs: 'own', run: onWhyDue },
  // Where a platform's commands have no hyphens.
  whydue: { needs: 'own', run: onWhyDue },
  why_due: { needs: 'own', run: onWhyDue },
  language: { needs: 'own', run: languageCommand },
  drafts: { needs: 'own', run: (_, context) => showDrafts(context) },
  pause: { needs: 'own', run: (_, context) => pause(context) },
  cancel: { needs: 'own', run: (_, context) => cancel(context) },
  queue: { needs: 'desk.read', run: showQueue },
  home: { needs: 'own', run: (_, context) => showHome(context) },
  mine: { needs: 'own', run: (_, context) => showMine(context) },
  search: { needs: 'desk.read', run: showSearch },
  replies: { needs: 'desk.read', run: showReplies },
  case: onStaffCase('show'),
  claim: onStaffCase('claim'),
  note: onStaffCase('note'),
  reply: onStaffCase('reply'),
  resolve: onStaffCase('resolve'),
  ask: onStaffCase('ask'),
  resume: onStaffCase('resume'),
  refer: onStaffCase('refer'),
  findings: onStaffCase('findings'),
  severity: onStaffCase('severity'),
  close: onStaffCase('close'),
  takeover: onStaffCase('takeover'),
  assign: onStaffCase('assign'),
  about: onStaffCase('about'),
  lift: onStaffCase('lift'),
  handback: onStaffCase('handback'),
  link: { needs: 'own', run: link },
  unlink: { needs: 'own', run: (_, context) => unlink(context) },
  owner: { needs: 'own', run: becomeOwner },
  people: { needs: 'people.read', run: (_, context) => showPeople(context) },
  grant: { needs: 'people.grant', run: (words, context) => choosePerson('grant', words, context) },
  revoke: { needs: 'people.grant', run: (words, context) => choosePerson('revoke', words, context) },
  join: { needs: 'people.join', run: joinByCases },
  duty: { needs: 'duty.own', run: duty },
  audit: { needs: 'audit.read', run: audit },
  readout: onStaffCase('readout'),
  check: onStaffCase('check'),
  suggestions: { needs: 'report.read', run: showSuggestions },
  register: { needs: 'register.read', run: registerCommand },
  // What of it someone may read is decided by what they ask for.
  report: { needs: 'cases.handle', run: reportCommand },
  failed: { needs: 'failed.handle', run: (_, context) => showFailed(context) },
  replay: { needs: 'failed.handle', run: (words, context) => replay(words.trim(), context) },
  resend: { needs: 'failed.handle', run: (words, context) => resend(words.trim(), context) },
};

/** Handled events are known for so long; a platform repeats them for a day at most. */
const EVENTS_KEPT_MS = 30 * 24 * 3_600_000;
/** Someone who puts a file into a dialog sends it within a day. */
const UPLOADS_KEPT_MS = 24 * 3_600_000;
/** Whoever is late with a code is told so for a day. */
const CODES_KEPT_MS = 24 * 3_600_000;
/** One purge forgets so many at most that once a day would not keep up with a busy program. */
const PURGE_EVERY_MS = 3_600_000;
export const PURGE_TIMER = 'events.purge';

const RECURRING: ReadonlySet<string> = new Set([
  PURGE_TIMER,
  DISPATCH_TIMER,
  REPORT_TIMER,
  REGISTER_TIMER,
  SUGGESTIONS_TIMER,
]);

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

async function onTimer(kind: string, ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  switch (kind) {
    case DUE_TIMER:
      return await caseDue(ids.case ?? '', ids.step, context);
    case WARN_TIMER:
      return await caseWarned(ids.case ?? '', context);
    case RESPOND_TIMER:
      return await firstWordDue(ids.case ?? '', context);
    case WAIT_TIMER:
      return await stillWaiting(ids.case ?? '', ids.turn, context);
    case HEARING_TIMER:
      return await lookAtHearing(ids.case ?? '', ids.what, context);
    case REST_TIMER:
      return watchDraft(ids.draft ?? '', context);
    case SYNC_TIMER:
      return await syncHandover(ids.case ?? '', context);
    case IDLE_TIMER:
      return await handBackIdle(ids.case ?? '', context);
    case MOVE_TIMER:
      return await moveOn(ids, context);
    case ABOUT_TIMER:
      return await knowAbout(ids, context);
    case REMIND_TIMER:
      return await remind(ids, context);
    case DISPATCH_TIMER:
      return await dispatch(ids.told, context);
    case RETURN_TIMER:
      return await returnCases(ids.person ?? '', context);
    case SUGGESTIONS_TIMER:
      return await monthlySuggestions(context);
    case REPORT_TIMER:
      return await weeklyDue(ids, context);
    case REPORT_SEND_TIMER:
      return await sendWeekly(ids.person, context);
    case REGISTER_TIMER:
      return await registersDue(ids, context);
    case REGISTER_SEND_TIMER:
      return await sendRegister(ids.person ?? '', context);
    case PURGE_TIMER:
      return purge(context);
    default:
      throw new Error(`no flow takes timers of kind ${kind}`);
  }
}

/** Forgets old events and uploads, and comes again. */
function purge({ now }: Context): Outcome {
  const dueAt = new Date(Date.parse(now) + PURGE_EVERY_MS).toISOString();
  const before = new Date(Date.parse(now) - EVENTS_KEPT_MS).toISOString();
  return {
    replies: [],
    effects: [
      { type: 'purge-events', before },
      { type: 'purge-uploads', before: new Date(Date.parse(now) - UPLOADS_KEPT_MS).toISOString() },
      { type: 'purge-codes', before: new Date(Date.parse(now) - CODES_KEPT_MS).toISOString() },
      { type: 'timer', timer: { key: `${PURGE_TIMER}:${dueAt}`, dueAt, kind: PURGE_TIMER, ids: {} } },
    ],
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
      return await submitDialog(input, context);
    default:
      return input satisfies never;
  }
}

async function onMessage(input: Input & { type: 'message' }, context: Context): Promise<Outcome> {
  const noted = await noteBelowCard(input, context);
  if (noted) return noted;
  const open = openForm(context);
  if (open) return await continueForm(open.session, open.below, input, context);
  const takenUp = await takeUpInWords(input.text, context);
  if (takenUp) return takenUp;
  const sent = (input.files ?? []).map(attachmentOf);
  if (isBlank(input.text) && sent.length === 0 && context.person?.role !== 'staff') {
    return atOnce({ text: say(input.unsupported?.length ? 'front.unsupported' : 'front.empty') });
  }
  if (context.person?.role !== 'staff') return await hear(input.text, context, sent);
  return atOnce({ text: say(sent.length > 0 ? 'desk.plain-files' : 'desk.plain-text') });
}

async function onCommand(name: string, words: string, context: Context): Promise<Outcome> {
  const known = COMMAND_NAMES.find((one) => one === name);
  const command = known && COMMANDS[known];
  if (!command) return await repeatOrAsk([say('command.unknown', { name: shorten(name) })], context);
  if (!may(context.person, command.needs)) return await repeatOrAsk([say('command.not-allowed')], context);
  return await command.run(words, context);
}

type Press = (input: Input & { type: 'action' }, context: Context) => Promise<Outcome>;

/** By how their ids begin. */
const BUTTONS: ReadonlyMap<string, Press> = new Map<string, Press>([
  [FORM_BUTTON, pressForm],
  [DRAFT_BUTTON, ({ id }, context) => pressDraft(id, context)],
  [CASE_BUTTON, ({ id }, context) => onCaseButton(id, context)],
  [CALL_BUTTON, ({ id }, context) => pressCall(id, context)],
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

/** An open form goes on; everyone else is welcomed. */
async function start(_: string, context: Context): Promise<Outcome> {
  if (openForm(context)) return await repeatQuestion([], context);
  const name = context.person?.name ?? '';
  return atOnce(context.person?.role === 'staff' ? { text: say('desk.welcome', { name }) } : welcome(context));
}

async function help(_: string, context: Context): Promise<Outcome> {
  const { person } = context;
  const manager = person?.role !== 'staff' && may(person, 'register.read');
  const lines = [commandsText(context), ...(manager ? [say('register.help')] : [])];
  return await repeatOrAsk(openForm(context) ? [...lines, say('form.help')] : lines, context);
}

/** Begins a case of that kind; words that wait are what it begins with. */
function report(kind: FiledKind): Command {
  return {
    needs: 'own',
    async run(words, context) {
      const waiting = takeWaiting(context);
      const opening = [waiting.words, words.trim()].filter((part) => part !== '').join('\n');
      const outcome = await beginKind(kind, { words: opening, files: waiting.files }, waiting.context);
      return { ...outcome, replies: withSettles(outcome.replies, waiting.settled) };
    },
  };
}

/** Words that wait are what the call is about. */
async function beginCallbackWith(words: string, context: Context): Promise<Outcome> {
  const waiting = takeWaiting(context);
  const opening = [waiting.words, words.trim()].filter((part) => part !== '').join('\n');
  const outcome = await beginCallback(opening, waiting.context);
  return { ...outcome, replies: withSettles(outcome.replies, waiting.settled) };
}

async function cancel(context: Context): Promise<Outcome> {
  const open = openForm(context);
  if (open) return await continueForm(open.session, open.below, { type: 'command', name: 'cancel', text: '' }, context);
  const { words, files, context: cleared, settled } = takeWaiting(context);
  if (words === '' && files.length === 0) return atOnce({ text: say('front.nothing-open') });
  const replies = withSettles([{ text: say('front.let-go') }], settled);
  return { frames: cleared.conversation?.frames ?? [], replies, effects: [] };
}

async function pause(context: Context): Promise<Outcome> {
  const open = openForm(context);
  if (!open) return atOnce({ text: say('front.nothing-open') });
  return await continueForm(open.session, open.below, { type: 'command', name: 'pause', text: '' }, context);
}

/** A question that changes nothing; but an open form's question comes again below it. */
async function repeatOrAsk(lines: Text[], context: Context): Promise<Outcome> {
  return openForm(context) ? await repeatQuestion(lines, context) : atOnce({ text: { lines } });
}

const commandsText = ({ person }: Context): Text => say(person?.role === 'staff' ? 'help.staff' : 'help');
