/** How a case looks at the desk: its facts, its state, and buttons for what can be done next. */
import type { Context } from '../../core/flow.ts';
import { attachmentsOf, filesIn } from '../../core/form/files.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { type Case, clockOfCase, isAgreed, isWaiting, STARS, severityOf, stageOf } from '../../domain/case.ts';
import { departmentOf } from '../../domain/queues.ts';
import type { MessageKey } from '../../locales/catalogue.ts';
import { formatPhone } from '../../recognition/phone.ts';
import { policyButtonId } from '../answers/policy-card.ts';
import { hearingButtons, hearingFacts } from '../hearing/hearing-card.ts';
import { factsOfCase } from './case-facts.ts';

/** `C-1042`, `c1042` and `1042` name the same case. */
export function readCaseNumber(words: string): { number: string; rest: string } | undefined {
  const match = /^\s*[#＃]?(?:[cｃ][-－–—]?)?([\d０-９]{1,12})(?![\d０-９])[\s:：,，]*(.*)$/isu.exec(words);
  return match ? { number: `C-${(match[1] ?? '').normalize('NFKC')}`, rest: match[2] ?? '' } : undefined;
}

/** What a button does to a case. The number is readable, so that a log line or a forged id says what was meant. */
export const CASE_BUTTON = 'c';
export const CASE_BUTTONS = [
  ...(['claim', 'reply', 'note', 'resolve', 'takeover', 'handback', 'readout', 'check'] as const),
  ...(['ask', 'resume', 'refer', 'findings', 'severity', 'close', 'reopen', 'show', 'why'] as const),
  ...(['assign', 'about', 'lift'] as const),
  // The person's.
  ...(['confirm', 'dispute', 'add', 'withdraw', 'again', 'rate', 'word', 'confide'] as const),
] as const;
export type CaseButton = (typeof CASE_BUTTONS)[number];

export const caseButtonId = (current: Pick<Case, 'number'>, act: CaseButton, stamp = ''): string =>
  `${CASE_BUTTON}:${current.number}:${act}${stamp && `:${stamp}`}`;

export function parseCaseButton(id: string): { number: string; act: CaseButton; stamp: string } | undefined {
  const [, number = '', name, stamp = ''] = /^c:(C-\d{1,12}):([a-z]+)(?::([0-9a-z]{1,16}))?$/.exec(id) ?? [];
  const act = CASE_BUTTONS.find((one) => one === name);
  return act && { number, act, stamp };
}

/** What is written about a case. */
const OPENS_FORM: ReadonlySet<CaseButton> = new Set([
  ...(['reply', 'note', 'resolve', 'ask', 'refer', 'findings', 'severity', 'close', 'reopen'] as const),
  ...(['assign', 'about', 'lift'] as const),
]);

/** Names one answer of a case: a button under an earlier answer must not confirm a later one. */
export const answerStamp = (current: Case): string =>
  current.answeredAt ? Date.parse(current.answeredAt).toString(36) : '0';

/** The card is called this at the desk; later states of the case take its place. */
export const cardName = (number: string): string => `card ${number}`;

/** What the desk is told about a case stands below its card, and what staff write below that belongs to the case. */
export const underCard = (current: Case, reply: Reply): Reply => ({
  ...reply,
  ...circleOf(current),
  under: cardName(current.number),
  about: current.number,
});

/** F07: whom a case is about does not receive it; who they are may be anyone of the desk, so the desk as a whole does not. */
const circleOf = ({ confidential, aboutIds }: Case): Pick<Reply, 'confidential'> =>
  confidential ? { confidential: aboutIds ?? [] } : {};

export const firstCard = async (current: Case, context: Context): Promise<Reply> => ({
  ...(await card(current, context)),
  name: cardName(current.number),
});

export const updatedCard = async (current: Case, context: Context): Promise<Reply> => ({
  ...(await card(current, context)),
  replaces: cardName(current.number),
});

/** The card with everything that is known. */
export async function card(current: Case, context: Context): Promise<Reply> {
  const { reads, zone } = context;
  // Whoever acts for the first time is not stored yet.
  const find = async (id: string) => (context.person?.id === id ? context.person : await reads.person(id));
  const owner = await find(current.personId);
  const assignee = current.assigneeId ? await find(current.assigneeId) : undefined;
  const { number, kind, urgent, department, question } = current;
  const title = say(urgent ? 'card.title.urgent' : 'card.title', {
    number,
    kind: say(`case.kind.${kind}`),
    status: statusText(current),
  });
  const since = clockOfCase(current).pauses.at(-1)?.from ?? current.createdAt;
  const facts: NonNullable<Reply['facts']> = [
    ...factsOfCase(current),
    { label: say('card.person'), value: personText(owner?.name ?? null, owner?.phone ?? null) },
    { label: say('card.received'), value: { instant: current.createdAt, zone } },
    {
      label: say(kind === 'praise' ? 'card.due.praise' : 'card.due'),
      value: isWaiting(current)
        ? say('card.due.stopped', { since: { instant: since, zone } })
        : { instant: current.dueAt, zone },
    },
    { label: say('card.assignee'), value: assignee ? colleagueText(assignee.name) : say('card.assignee.none') },
  ];
  if (current.takenOverBy) {
    const name = colleagueText(assignee?.name ?? null);
    facts.push({ label: say('card.chat'), value: say('card.chat.taken-over', { name }) });
  }
  const severity = severityOf(current);
  if (severity !== 'general') facts.push({ label: say('card.severity'), value: say(`severity.${severity}`) });
  if (department !== null && stageOf(current) !== 'confirmed') {
    const value = say('card.department.question', {
      department: departmentText(department, context),
      question: verbatim(question ?? ''),
    });
    facts.push({ label: say('card.department'), value });
  }
  if (current.rating !== null)
    facts.push({ label: say('card.rating'), value: say('card.rating.stars', { stars: current.rating }) });
  facts.push(...hearingFacts(current, zone));
  if (current.outcome && kind !== 'dispute')
    facts.push({ label: say('card.outcome'), value: say(`outcome.${current.outcome}`) });
  // The original words, unless they stand there already as the answer to "what happened".
  if (current.words === '') facts.push({ label: say('card.words'), value: say('form.left-out') });
  else if (!Object.values(current.facts).includes(current.words))
    facts.push({ label: say('card.words'), value: verbatim(current.words) });
  if (current.confidential && current.aboutIds?.length) {
    const named = await Promise.all(current.aboutIds.map(find));
    facts.push({ label: say('about.who'), value: { list: named.map((one) => colleagueText(one?.name ?? null)) } });
  }
  const attachments = attachmentsOf(filesIn(current.facts.files));
  return {
    ...circleOf(current),
    text: title,
    facts,
    buttons: [...hearingButtons(current), ...withoutHearing(current, buttonsOf(current)), ...keepButton(current)],
    about: number,
    ...(attachments.length > 0 && { attachments }),
  };
}

/** One line for lists. */
export function lineOf(current: Case, zone: string): Text {
  const done = current.status === 'answered' || current.status === 'confirmed' || isWaiting(current);
  // Nothing is promised of a praise.
  const settled = done || current.kind === 'praise';
  return say(settled ? 'card.line.settled' : current.urgent ? 'card.line.urgent' : 'card.line', {
    number: current.number,
    kind: say(`case.kind.${current.kind}`),
    status: statusText(current),
    due: { instant: current.dueAt, zone },
    words: verbatim(shorten(current.words)),
  });
}

const LINE_WORDS_MAX = 40;

export function shorten(words: string): string {
  const oneLine = words.replace(/\s+/gu, ' ').trim();
  const characters = [...oneLine];
  return characters.length > LINE_WORDS_MAX ? `${characters.slice(0, LINE_WORDS_MAX - 1).join('')}…` : oneLine;
}

/** Where it stands, as is said of its kind. */
export function statusText(current: Case): Text {
  const stage = stageOf(current);
  if (stage === 'confirmed' && current.kind === 'praise') return say('case.status.read-out');
  if (stage === 'confirmed' && current.kind === 'suggestion') return say('case.status.answered');
  return say(`case.status.${stage}`);
}

/** F40: a dispute is decided, not resolved. */
const withoutHearing = ({ kind, number }: Case, buttons: ReplyButton[]): ReplyButton[] =>
  kind === 'dispute' ? buttons.filter(({ id }) => id !== `${CASE_BUTTON}:${number}:resolve`) : buttons;

/** What a colleague has answered may be what others ask too. */
function keepButton(current: Case): ReplyButton[] {
  const isAnswered = current.kind === 'consultation' && current.answeredAt !== null && !current.confidential;
  return isAnswered ? [{ id: policyButtonId(current.id, 'keep'), label: say('policy.button.keep'), minor: true }] : [];
}

/** Only what is the next legal step. */
function buttonsOf(current: Case): ReplyButton[] {
  const button = (act: CaseButton, label: MessageKey, style?: ReplyButton['style']): ReplyButton => {
    const made: ReplyButton = { id: caseButtonId(current, act), label: say(label) };
    return { ...made, ...(style && { style }), ...(OPENS_FORM.has(act) && { opens: 'form' }) };
  };
  const minor = (...some: ReplyButton[]): ReplyButton[] => some.map((one) => ({ ...one, minor: true }));
  const chat = current.takenOverBy
    ? button('handback', 'card.button.handback')
    : button('takeover', 'card.button.takeover');
  const reply = (style?: ReplyButton['style']) => button('reply', 'card.button.reply', style);
  const resolve = button('resolve', 'card.button.resolve');
  const ask = button('ask', 'card.button.ask');
  const refer = button('refer', 'card.button.refer');
  const note = button('note', 'card.button.note');
  const severity = button('severity', 'card.button.severity');
  const close = button('close', 'card.button.close');
  const why = button('why', 'card.button.why');
  const assign = button('assign', 'card.button.assign');
  const about = button('about', 'card.button.about');
  const people = current.confidential ? [assign, about, button('lift', 'card.button.lift')] : [assign, about];
  const stage = stageOf(current);
  const isOpen = stage !== 'confirmed' && stage !== 'withdrawn' && stage !== 'closed';
  if (current.kind === 'praise' && isOpen)
    return [button('readout', 'card.button.readout', 'primary'), chat, note, close, why];
  if (isAgreed(current) && (stage === 'received' || stage === 'assigned' || stage === 'in-progress')) {
    const check = button('check', 'card.button.check', 'primary');
    return stage === 'received'
      ? [check, button('claim', 'card.button.claim'), chat, note, severity, why]
      : [check, reply(), resolve, ask, refer, chat, note, severity, close, why];
  }
  switch (stage) {
    case 'received':
      return [button('claim', 'card.button.claim', 'primary'), chat, ...minor(note, severity, why, ...people)];
    case 'assigned':
    case 'in-progress':
      return [reply('primary'), resolve, ask, refer, ...minor(chat, note, severity, close, why, ...people)];
    case 'handed-over':
      return [
        button('findings', 'card.button.findings', 'primary'),
        reply(),
        resolve,
        ...minor(ask, chat, note, close, why, ...people),
      ];
    case 'waiting':
      return [
        button('resume', 'card.button.resume', 'primary'),
        reply(),
        resolve,
        ...minor(chat, note, close, why, ...people),
      ];
    case 'answered':
      return [reply(), chat, note, close, ...people];
    case 'confirmed':
    case 'withdrawn':
    case 'closed':
      return [note, button('reopen', 'card.button.reopen')];
    default:
      return stage satisfies never;
  }
}

/** How content they are, by one tap; the stars stand where other buttons have their stamp. */
export const ratingButtons = (current: Case): ReplyButton[] =>
  STARS.map((stars) => ({ id: caseButtonId(current, 'rate', String(stars)), label: verbatim(`${stars} ★`) }));

export function personText(name: string | null, phone: string | null): Text {
  const known = [name, phone && formatPhone(phone)].filter((part) => part !== null);
  return known.length > 0 ? verbatim(known.join(' · ')) : say('person.unnamed');
}

/** What a member of staff is called to others. */
export const colleagueText = (name: string | null): Text => (name ? verbatim(name) : say('colleague.unnamed'));

/** One that is not on headquarters' list, or not any more, is called as it stands in the case. */
export function departmentText(department: string, { routing }: Pick<Context, 'routing'>): Text {
  const names = departmentOf(department, routing)?.names;
  return names ? { names } : verbatim(department);
}
