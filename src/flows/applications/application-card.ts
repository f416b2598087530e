/** How an application looks: to its applicant, in the desk where many read along, and in full to those who decide. */
import type { Context } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { type Application, isOver } from '../../domain/application.ts';
import { isRuleId, pointsGot, type Score, type ScoreLine } from '../../domain/application-score.ts';
import { momentAt } from '../../domain/business-time.ts';
import { brandText } from '../answers/brands.ts';
import { nameOf } from '../cases/person-names.ts';
import { type ApplicationAction, applicationButtonId } from './application-buttons.ts';
import { answerText, factsOf, questionText } from './application-fields.ts';

export const cardName = ({ id }: Pick<Application, 'id'>): string => `application ${id}`;

export const statusText = ({ status, asked }: Application): Text =>
  say(asked ? 'application.status.asked' : `application.status.${status}`);

/** YYYY-MM-DD as a day is written. */
export const dayText = (day: string, zone: string): Text => ({
  instant: momentAt(day, '12:00', zone),
  zone,
  dateOnly: true,
});

const OPENS_FORM: readonly ApplicationAction[] = ['ask', 'invite', 'wait', 'decline', 'tell'];

export const button = (
  current: Application,
  act: ApplicationAction,
  label: Text,
  style?: ReplyButton['style'],
): ReplyButton => ({
  id: applicationButtonId(current, act),
  label,
  ...(style && { style }),
  ...(OPENS_FORM.includes(act) && { opens: 'form' }),
});

/** What the whole desk reads: no name, no number, no sum. Later states take its place. */
async function deskCard(current: Application, context: Pick<Context, 'zone' | 'reads'>): Promise<Reply> {
  const { answers, score } = current;
  const { zone } = context;
  const facts: NonNullable<Reply['facts']> = [
    ...(answers ? [{ label: say('apply.region'), value: verbatim(answers.region) }] : []),
    ...(score ? [{ label: say('application.score'), value: say('application.score.points', pointsIn(score)) }] : []),
    ...(await stateFacts(current, context)),
  ];
  const text = say('application.card', { brand: brandText(current), status: statusText(current) });
  const buttons = answers
    ? [button(current, 'show', say('application.button.show'), 'primary'), ...decisions(current)]
    : [];
  return {
    text,
    facts: [{ label: say('application.sent'), value: { instant: current.createdAt, zone } }, ...facts],
    ...(buttons.length > 0 && { buttons }),
  };
}

export const newDeskCard = async (current: Application, context: Context): Promise<Reply> => ({
  ...(await deskCard(current, context)),
  name: cardName(current),
});

export const updatedDeskCard = async (current: Application, context: Context): Promise<Reply> => ({
  ...(await deskCard(current, context)),
  replaces: cardName(current),
});

const pointsIn = ({ points, most }: Score) => ({ points, most });

const DECIDED = { invite: 'invited', wait: 'waiting', decline: 'declined' } as const;

async function stateFacts(
  { decision, dueAt, waitUntil, status }: Application,
  { zone, reads }: Pick<Context, 'zone' | 'reads'>,
): Promise<NonNullable<Reply['facts']>> {
  const facts: NonNullable<Reply['facts']> = [];
  if (dueAt !== null) facts.push({ label: say('application.due'), value: { instant: dueAt, zone } });
  if (waitUntil !== null) facts.push({ label: say('application.until'), value: dayText(waitUntil, zone) });
  if (decision && status !== 'withdrawn') {
    const by = await reads.person(decision.byId);
    const told = {
      status: say(`application.status.${DECIDED[decision.type]}`),
      name: nameOf(by ?? { name: null }),
      at: { instant: decision.at, zone },
    };
    facts.push({ label: say('application.decision'), value: say('application.decision.line', told) });
  }
  return facts;
}

/** What can be decided now. */
function decisions(current: Application): ReplyButton[] {
  if (isOver(current)) return [];
  const of = (act: 'ask' | 'invite' | 'wait' | 'decline', style?: ReplyButton['style']) =>
    button(current, act, say(`application.button.${act}`), style);
  return [
    ...(current.status === 'invited' ? [] : [of('invite')]),
    ...(current.asked ? [] : [of('ask')]),
    of('wait'),
    of('decline'),
  ];
}

/** For those who decide. `health`: the applicant has told something about it. Only to them, wherever it is shown. */
export async function fullCard(
  current: Application,
  health: boolean,
  context: Pick<Context, 'zone' | 'reads'>,
): Promise<Reply> {
  const { answers, score, messages, decision, shared } = current;
  const { zone } = context;
  if (!answers) return { ...(await deskCard(current, context)), confidential: [] };
  const facts: NonNullable<Reply['facts']> = [...factsOf(answers), ...(await stateFacts(current, context))];
  if (decision?.reason)
    facts.push({ label: say('application.reason'), value: say(`application.decline.${decision.reason}`) });
  if (decision?.note) facts.push({ label: say('application.note'), value: verbatim(decision.note) });
  if (messages.length > 0) {
    const lines = messages.map(({ from, text, at }) =>
      say(`application.message.${from}`, { at: { instant: at, zone }, text: verbatim(text) }),
    );
    facts.push({ label: say('application.messages'), value: { lines } });
  }
  const title = say('application.card.full', {
    name: verbatim(answers.name),
    brand: brandText(current),
    status: statusText(current),
  });
  const buttons = [
    ...decisions(current),
    ...(shared ? [button(current, 'dossier', say('application.button.dossier'))] : []),
    ...(health ? [button(current, 'told-health', say('application.button.health'))] : []),
  ];
  return {
    text: { lines: [title, ...(score ? scoreLines(current, score) : [])] },
    facts,
    ...(buttons.length > 0 && { buttons }),
    confidential: [],
  };
}

const APPLIES = '✓';
const NOT = '–';
const UNCLEAR = '?';
const AGAINST = '✗';

/** Every rule with what came of it, and the answer that it looked at. */
export const scoreLines = ({ answers }: Pick<Application, 'answers'>, score: Score): Text[] => [
  say('application.score.title', pointsIn(score)),
  ...score.lines.map((line): Text => {
    const told = {
      mark: markOf(line),
      name: ruleText(line),
      got: pointsGot(line),
      points: line.points,
      question: questionText(line.answer),
      answer: answers ? shortAnswer(answers, line) : verbatim(NOT),
    };
    if (line.applies === null) return say('application.score.unclear', told);
    return say(line.points < 0 ? 'application.score.minus' : 'application.score.line', told);
  }),
];

const markOf = ({ applies, points }: ScoreLine): string => {
  if (applies === null) return UNCLEAR;
  if (!applies) return NOT;
  return points < 0 ? AGAINST : APPLIES;
};

export const ruleText = ({ rule, names }: Pick<ScoreLine, 'rule' | 'names'>): Text => {
  if (names) return { names };
  return isRuleId(rule) ? say(`application.rule.${rule}`) : verbatim(rule);
};

/** Free words stand with the answers already. */
const SHORT_MAX = 40;

function shortAnswer(answers: NonNullable<Application['answers']>, { answer }: ScoreLine): Text {
  const value = answers[answer];
  if (value === null) return verbatim(NOT);
  if (typeof value === 'string' && value.length > SHORT_MAX)
    return say('application.words', { count: [...value].length });
  return answerText(answers, answer) ?? verbatim(NOT);
}

const dueLine = (dueAt: string, zone: string, now: string): Text =>
  Date.parse(dueAt) > Date.parse(now)
    ? say('apply.state.due', { due: { instant: dueAt, zone } })
    : say('apply.state.late');

/** To its applicant: where it stands, and what they can do with it. `asksHealth`: headquarters' setting. */
export function ownReply(
  current: Application,
  { hasDossier, health, asksHealth }: { hasDossier: boolean; health: boolean; asksHealth: boolean },
  { zone, now }: Pick<Context, 'zone' | 'now'>,
): Reply {
  const { status, asked, dueAt, waitUntil, messages, shared, score } = current;
  const told = {
    brand: brandText(current),
    day: { instant: current.createdAt, zone, dateOnly: true },
    until: waitUntil === null ? '' : dayText(waitUntil, zone),
  };
  const question = asked ? messages.findLast(({ from }) => from === 'staff') : undefined;
  const lines: Text[] = [
    say(asked ? 'apply.state.asked' : `apply.state.${status}`, told),
    ...(question ? [say('apply.state.question', { text: verbatim(question.text) })] : []),
    ...(dueAt !== null ? [dueLine(dueAt, zone, now)] : []),
    ...(shared ? [say('apply.state.shared')] : []),
    ...(health ? [say('apply.state.health')] : []),
  ];
  const of = (
    act: 'answers' | 'score' | 'tell' | 'share' | 'unshare' | 'health' | 'unhealth' | 'withdraw' | 'again' | 'time',
  ) => button(current, act, say(`apply.button.${act}`));
  const again = { text: { lines }, buttons: [of('again')] };
  if (status === 'withdrawn') return again;
  const read = [of('answers'), ...(score ? [of('score')] : [])];
  if (isOver(current)) {
    const taken = [...(health ? [of('unhealth')] : []), button(current, 'withdraw', say('apply.button.delete'))];
    return { text: { lines }, buttons: [...read, of('again'), ...taken] };
  }
  const tell: ReplyButton = asked ? button(current, 'tell', say('apply.button.answer'), 'primary') : of('tell');
  const buttons = [
    ...(status === 'invited' ? [of('time')] : []),
    tell,
    ...read,
    ...(shared ? [of('unshare')] : hasDossier ? [of('share')] : []),
    ...(health ? [of('unhealth')] : asksHealth ? [of('health')] : []),
    of('withdraw'),
  ];
  return { text: { lines }, buttons };
}
