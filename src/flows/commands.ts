/** What people may type as a command, with the permission that each needs. What has no entry here is refused. */
import { COMMAND_NAMES, type CommandName } from '../core/commands.ts';
import { atOnce, type Context, type Outcome } from '../core/flow.ts';
import { say, type Text, withSettles } from '../core/message.ts';
import { may, type Permission } from '../domain/rights.ts';
import { showPolicies } from './answers/policies.ts';
import { showQuestions } from './answers/questions.ts';
import { applicationsCommand } from './applications/application-list.ts';
import { applicationCommand, applyCommand } from './applications/apply.ts';
import { callsCommand, showOwnCalls } from './callbacks/callback-lists.ts';
import { beginCallback, zoneCommand } from './callbacks/callback-request.ts';
import { deliveryForm } from './callbacks/delivery-form.ts';
import { readCaseNumber, shorten } from './cases/case-card.ts';
import { onCase, onWhyDue, type StaffAct } from './cases/case-commands.ts';
import { ownCommand, showOwnCases } from './cases/own-cases.ts';
import { showMine, showSearch } from './desk/desk-lists.ts';
import { replay, resend, showFailed, showQueue } from './desk/desk-views.ts';
import { showHome } from './desk/home.ts';
import { showReplies } from './desk/quick-replies.ts';
import { disclosedCommand } from './dossier/disclosed-command.ts';
import { dossierCommand } from './dossier/dossier.ts';
import { showDrafts } from './drafts.ts';
import { continueForm, openForm, repeatQuestion, startForm } from './forms.ts';
import { welcome } from './front-door.ts';
import { beginKind, type FiledKind } from './kinds/kinds.ts';
import { showSuggestions } from './kinds/suggestion-report.ts';
import { languageCommand } from './language.ts';
import { audit } from './people/audit.ts';
import { joinByCases, link, unlink } from './people/link.ts';
import { becomeOwner } from './people/owner.ts';
import { choosePerson, duty, showPeople } from './people/people.ts';
import { registerCommand } from './reports/register.ts';
import { reportCommand } from './reports/reports.ts';
import { takeWaiting } from './waiting-words.ts';

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
  contact: { needs: 'cases.assign', run: (words, context) => choosePerson('contact', words, context) },
  zone: { needs: 'own', run: zoneCommand },
  calls: { needs: 'calls.handle', run: callsCommand },
  delivery: {
    needs: 'calls.handle',
    run: (words, context) => startForm(deliveryForm, { opening: words.trim() }, context),
  },
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
  policies: { needs: 'policy.read', run: showPolicies },
  questions: { needs: 'policy.read', run: (_, context) => showQuestions(context) },
  dossier: { needs: 'own', run: dossierCommand },
  disclosed: { needs: 'disclosure.record', run: disclosedCommand },
  apply: { needs: 'own', run: applyCommand },
  application: { needs: 'own', run: (_, context) => applicationCommand(context) },
  applications: { needs: 'applications.decide', run: applicationsCommand },
  failed: { needs: 'failed.handle', run: (_, context) => showFailed(context) },
  replay: { needs: 'failed.handle', run: (words, context) => replay(words.trim(), context) },
  resend: { needs: 'failed.handle', run: (words, context) => resend(words.trim(), context) },
};

export async function onCommand(name: string, words: string, context: Context): Promise<Outcome> {
  const known = COMMAND_NAMES.find((one) => one === name);
  const command = known && COMMANDS[known];
  if (!command) return await repeatOrAsk([say('command.unknown', { name: shorten(name) })], context);
  if (!may(context.person, command.needs)) return await repeatOrAsk([say('command.not-allowed')], context);
  return await command.run(words, context);
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

/** Words that wait are what the call is about; where nothing stands beside the command, they may also say when. */
async function beginCallbackWith(words: string, context: Context): Promise<Outcome> {
  const waiting = takeWaiting(context);
  const outcome =
    words.trim() === ''
      ? await beginCallback(waiting.words, waiting.context)
      : await beginCallback(words, waiting.context, waiting.words);
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
