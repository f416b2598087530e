/** The person's side of their cases: where each stands, what is promised, and what they can do with it by a button. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { type Case, isRunning, isWaiting, STARS, type Stars, stageOf } from '../../domain/case.ts';
import { mayAct } from '../../domain/case-refusals.ts';
import { mayHandle } from '../../domain/rights.ts';
import { openForm, stale, startForm } from '../forms.ts';
import { actOnCase, refusalOf, refuse, settlingButtons } from './case-acts.ts';
import { answerStamp, caseButtonId, lineOf, parseCaseButton, ratingButtons, shorten } from './case-card.ts';
import { addForm, ratingForm, reopenForm, withdrawForm } from './person-forms.ts';
import { settleCase } from './settling.ts';

export const OWN_CASES_MAX = 10;
/** As many come with buttons, each in a message of its own. */
const WITH_BUTTONS_MAX = 5;

/** The newest with its buttons each, older ones as lines. */
export async function showOwnCases(context: Context): Promise<Outcome> {
  const { person, reads } = context;
  const zone = person?.zone ?? context.zone;
  const cases = person ? await reads.casesOf(person.id, OWN_CASES_MAX) : [];
  if (cases.length === 0) return told(context, [{ text: say('cases.none') }]);
  const withButtons = cases.slice(0, WITH_BUTTONS_MAX);
  const others = cases.slice(WITH_BUTTONS_MAX);
  const title = say('cases', { count: cases.length });
  const head: Text[] = [title, ...others.map((one) => ownLine(one, zone, context))];
  const replies = withButtons.map((one) => ownCase(one, zone, context));
  const [first, ...rest] = replies;
  // One case needs no message for the title.
  if (first && rest.length === 0) return told(context, [{ ...first, text: { lines: [title, first.text] } }]);
  return told(context, [{ text: { lines: head } }, ...replies]);
}

/** A question that changes nothing; but an open form's question comes again below what was said to the thread. */
const told = (context: Context, replies: Reply[]): Outcome =>
  openForm(context)
    ? { replies, effects: [] }
    : { replies: [], immediate: replies.map((reply) => ({ type: 'reply', reply })), effects: [] };

function ownCase(current: Case, zone: string, context: Context): Reply {
  const buttons = ownButtons(current, context);
  return { text: ownLine(current, zone, context), ...(buttons.length > 0 && { buttons }) };
}

/** As its person reads of it: what is promised, and that a promise was not kept. */
function ownLine(current: Case, zone: string, { now }: Context): Text {
  if (current.kind === 'praise' || (!isRunning(current) && !isWaiting(current))) return lineOf(current, zone);
  const { number, words, dueAt } = current;
  const told = { number, kind: say(`case.kind.${current.kind}`), words: verbatim(shorten(words)) };
  if (isWaiting(current)) return say('card.line.settled', { ...told, status: say('cases.status.waiting') });
  const line = Date.parse(dueAt) > Date.parse(now) ? 'cases.line' : 'cases.line.late';
  return say(line, { ...told, status: say(`case.status.${stageOf(current)}`), due: { instant: dueAt, zone } });
}

/** Only what is a next legal step for them. */
export function ownButtons(current: Case, { person }: Context): ReplyButton[] {
  const actor = { personId: person?.id ?? '', staff: false };
  const may = (act: Parameters<typeof mayAct>[1]): boolean => mayAct(current, act, actor);
  const text = '';
  return [
    ...(may({ type: 'confirm' }) ? settlingButtons(current) : []),
    ...(may({ type: 'add', text })
      ? [{ id: caseButtonId(current, 'add'), label: say('case.button.add', { number: current.number }) }]
      : []),
    ...(may({ type: 'withdraw', text })
      ? [{ id: caseButtonId(current, 'withdraw'), label: say('case.button.withdraw') }]
      : []),
    ...(may({ type: 'rate', stars: 5, text }) && current.rating === null ? ratingButtons(current) : []),
    ...(may({ type: 'reopen', text }) ? [{ id: caseButtonId(current, 'again'), label: say('case.button.again') }] : []),
    ...(current.kind !== 'praise' && (current.status === 'received' || current.status === 'assigned')
      ? [{ id: caseButtonId(current, 'why'), label: say('case.button.why') }]
      : []),
  ];
}

/** A button of the person's. Undefined: it is none of theirs. */
export async function pressOwnCase(id: string, current: Case, context: Context): Promise<Outcome | undefined> {
  const button = parseCaseButton(id);
  if (!button) return undefined;
  const theirs = current.personId === context.person?.id;
  switch (button.act) {
    case 'confirm':
    case 'dispute':
      return theirs && button.stamp === answerStamp(current) ? await settleCase(current, button.act, context) : stale();
    case 'rate': {
      const stars = STARS.find((one) => String(one) === button.stamp);
      return theirs && stars ? await actOnCase(current, { type: 'rate', stars, text: '' }, context) : stale();
    }
    case 'word': {
      const stars = STARS.find((one) => one === current.rating);
      return theirs && stars ? await begin(current, { type: 'rate', stars, text: '' }, context) : stale();
    }
    case 'confide':
      return theirs ? await actOnCase(current, { type: 'confide' }, context) : stale();
    case 'add':
    case 'withdraw':
      return theirs ? await begin(current, { type: button.act, text: '' }, context) : stale();
    case 'again':
      return theirs ? await begin(current, { type: 'reopen', text: '' }, context) : stale();
    default:
      return undefined;
  }
}

type Told =
  | { type: 'add'; text: '' }
  | { type: 'withdraw'; text: '' }
  | { type: 'reopen'; text: '' }
  | { type: 'rate'; stars: Stars; text: '' };

/** Asks for the words that the act needs, unless it would be refused anyway. */
export async function begin(current: Case, act: Told, context: Context, words = ''): Promise<Outcome> {
  // Whoever wants an answered case reopened is not content with the answer.
  if (act.type === 'reopen' && refusalOf(current, { type: 'dispute', text: '' }, context) === undefined)
    return await settleCase(current, 'dispute', context, words);
  const refused = refusalOf(current, act, context);
  if (refused) return await refuse(current, refused, context);
  const form = { add: addForm, withdraw: withdrawForm, reopen: reopenForm, rate: ratingForm }[act.type];
  const args = { case: current.number, ...(act.type === 'rate' && { stars: String(act.stars) }) };
  const answers = words === '' ? undefined : { text: words };
  return await startForm(form, { opening: '', args, ...(answers && { answers }) }, context);
}

/** `/withdraw C-1042`, `/reopen C-1042`; without a number the only case that it can be. */
export async function ownCommand(
  act: 'withdraw' | 'reopen',
  named: { number: string; rest: string } | undefined,
  context: Context,
): Promise<Outcome> {
  const { person, reads } = context;
  const own = person ? await reads.casesOf(person.id, OWN_CASES_MAX) : [];
  const possible = own.filter(
    (one) =>
      refusalOf(one, { type: act, text: '' }, context) === undefined || (act === 'reopen' && one.status === 'answered'),
  );
  const current = named ? await reads.caseByNumber(named.number) : possible.length === 1 ? possible[0] : undefined;
  if (current && (current.personId === person?.id || mayHandle(person, current)))
    return await begin(current, { type: act, text: '' }, context, named?.rest.trim());
  // Whether someone else's number exists is nobody's business.
  if (named) return atOnce({ text: say('case.unknown', { number: named.number }) });
  return possible.length === 0 ? atOnce({ text: say('cases.none-to', { act }) }) : await showOwnCases(context);
}
