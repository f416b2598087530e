/** What staff look for: their own cases, most urgent first, and cases by words. Questions only. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { type Case, stageOf } from '../../domain/case.ts';
import { may, mayHandle } from '../../domain/rights.ts';
import { byUrgency, nextStepOf, URGENCIES, urgencyOf } from '../../domain/urgency.ts';
import { searchWords } from '../../recognition/search-words.ts';
import { filterFor } from '../cases/case-access.ts';
import { caseButtonId, lineOf, shorten } from '../cases/case-card.ts';
import { showOwnCases } from '../cases/own-cases.ts';
import { duration } from '../cases/why-due.ts';

/** More than that nobody has at a time; what is beyond is named. */
const MINE_MAX = 50;
const SEARCH_MAX = 20;
/** As many buttons as can still be overlooked. */
const BUTTONS_MAX = 10;

/** Whoever handles no cases means those that they have reported. */
export const showMine = async (context: Context): Promise<Outcome> =>
  may(context.person, 'cases.handle') ? atOnce(await mineReply(context)) : await showOwnCases(context);

/** One's own cases by urgency; without any, what to do next. */
export async function mineReply(context: Context): Promise<Reply> {
  const { person, now, reads } = context;
  if (!person) return { text: say('command.not-allowed') };
  const own = (answered: boolean) =>
    reads.openCases(MINE_MAX + 1, filterFor(context, { assigneeId: person.id, answered }));
  const [running, answered] = await Promise.all([own(false), own(true)]);
  const found = [...running.slice(0, MINE_MAX).sort(byUrgency(now)), ...answered].slice(0, MINE_MAX);
  if (found.length === 0) return await nothingOfMine(context);
  const groups = URGENCIES.flatMap((urgency): Text[] => {
    const cases = found.filter((one) => urgencyOf(one, now) === urgency);
    const title = say(`mine.${urgency}`, { count: cases.length });
    return cases.length === 0 ? [] : [title, ...cases.map((one) => mineLine(one, context))];
  });
  const more = running.length + answered.length > MINE_MAX;
  const title = say(more ? 'mine.more' : 'mine', { count: found.length });
  return { text: { lines: [title, ...groups] }, buttons: openButtons(found) };
}

async function nothingOfMine(context: Context): Promise<Reply> {
  const queue = await context.reads.openCases(MINE_MAX, filterFor(context, { assigneeId: null, answered: false }));
  const next = queue.find((one) => mayHandle(context.person, one) && one.personId !== context.person?.id);
  if (!next) return { text: say('mine.none') };
  const buttons: ReplyButton[] = [
    { id: caseButtonId(next, 'claim'), label: say('mine.claim', { number: next.number }), style: 'primary' },
    { id: caseButtonId(next, 'show'), label: say('card.button.show') },
  ];
  return { text: { lines: [say('mine.none-but'), lineOf(next, context.zone)] }, buttons };
}

function mineLine(current: Case, { now, zone }: Context): Text {
  const { number, dueAt, department } = current;
  const urgency = urgencyOf(current, now);
  const overdue = urgency === 'overdue';
  const left = duration(Math.abs(Date.parse(dueAt) - Date.parse(now)));
  const stage = stageOf(current);
  const due =
    overdue || urgency === 'soon'
      ? say(overdue ? 'mine.due.overdue' : 'mine.due.soon', { length: left })
      : stage === 'waiting' || stage === 'answered'
        ? undefined
        : say('mine.due', { due: { instant: dueAt, zone } });
  const next = nextStepOf(current);
  return say(due ? 'mine.line' : 'mine.line.undated', {
    number,
    status: say(`case.status.${stage}`),
    ...(due && { due }),
    next: say(`next.${next}`, { department: verbatim(department ?? '') }),
    words: verbatim(shorten(current.words)),
  });
}

const openButtons = (cases: readonly Case[]): ReplyButton[] =>
  cases.slice(0, BUTTONS_MAX).map((one) => ({ id: caseButtonId(one, 'show'), label: verbatim(one.number) }));

/** `/search words`: all of them must be there. */
export async function showSearch(words: string, context: Context): Promise<Outcome> {
  const wanted = searchWords(words);
  if (wanted.length === 0) return atOnce({ text: say('search.how') });
  const found = await context.reads.searchCases(wanted, SEARCH_MAX + 1, filterFor(context));
  const shown = verbatim(wanted.map(({ typed }) => shorten(typed)).join(' '));
  if (found.length === 0) return atOnce({ text: say('search.none', { words: shown }) });
  const cases = found.slice(0, SEARCH_MAX);
  const title = say(found.length > SEARCH_MAX ? 'search.more' : 'search', { count: cases.length, words: shown });
  return atOnce({
    text: { lines: [title, ...cases.map((one) => lineOf(one, context.zone))] },
    buttons: openButtons(cases),
  });
}
