/** What happens to a case. Each act becomes a journal entry and word to whom it concerns. */
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import {
  type Reply,
  type ReplyButton,
  type Settles,
  say,
  type Text,
  verbatim,
  withSettles,
} from '../../core/message.ts';
import { type Actor, type Case, type CaseAct, type CaseFile, isWaiting, stageOf } from '../../domain/case.ts';
import { changeCase } from '../../domain/case-changes.ts';
import type { Refusal } from '../../domain/case-refusals.ts';
import type { Person } from '../../domain/person.ts';
import { may, mayHandle, supervises } from '../../domain/rights.ts';
import { callsAfter } from '../callbacks/follow-ups.ts';
import { referTold } from '../desk/departments.ts';
import { idleTimer, noIdleTimer, syncTimers } from '../desk/handover-timers.ts';
import { toDesk, toPerson } from '../desk/told.ts';
import { dossierAfter } from '../dossier/dossier-after.ts';
import {
  answerStamp,
  caseButtonId,
  colleagueText,
  departmentText,
  personText,
  ratingButtons,
  underCard,
} from './case-card.ts';
import { timersAfter } from './case-clock.ts';
import { assignDone, assignTold, circleTold, liftTold, unfitFor } from './case-people.ts';
import { searchAfter } from './case-search.ts';

/** Does what someone wants done to a case, or says why not. */
export async function actOnCase(current: Case, act: CaseAct, context: Context): Promise<Outcome> {
  const { person, now } = context;
  if (!person) throw new Error('only a person acts on a case');
  const actor = actorOf(person, current);
  const change = changeCase(current, act, actor, now, context.deadlines);
  if (change.refused) return await refuse(current, change.refused, context);
  const unfit = act.type === 'assign' ? await unfitFor(current, act.to, context) : undefined;
  if (unfit) return atOnce({ text: unfit });
  const next = await searchAfter(change.case, act, context);
  const { type, ...body } = act;
  const effects: Effect[] = [{ type: 'case', case: next, entry: { kind: type, body } }];
  const byStaff = STAFF_ACTS.has(type) && actor.staff;
  if (byStaff) effects.push({ type: 'needs-rights', person });
  effects.push(...(await consequences(current, next, act, context)), ...timersAfter(current, next, context));
  effects.push(...dossierAfter(next, act, context));
  effects.push(...(await callsAfter(current, next, context)));
  if (current.takenOverBy && !next.takenOverBy) effects.push(noIdleTimer(next), ...(await syncTimers(next, context)));
  const settled = settledBy(current, act, context);
  const said = act.type === 'assign' ? await assignDone(next, act, context) : done(next, act, context);
  return { replies: withSettles([byStaff ? underCard(next, said) : said], settled), effects };
}

/** Why the person could not do it now. */
export function refusalOf(current: Case, act: CaseAct, { person, now }: Context): Refusal | undefined {
  return person ? changeCase(current, act, actorOf(person, current), now).refused : 'not-yours';
}

/** Whoever may handle the case acts on it as staff do, a store manager too. */
export const actorOf = (person: Person, current: Case): Actor => ({
  personId: person.id,
  staff: mayHandle(person, current),
  leads: may(person, 'cases.assign'),
  supervises: supervises(person),
});

/** The same for a form that completes: a refusal is said like any other reply. */
export async function actByNumber(number: string | undefined, act: CaseAct, context: Context): Promise<Outcome> {
  const current = await context.reads.caseByNumber(number ?? '');
  const { person } = context;
  // Whoever has lost the right meanwhile learns nothing of the case, but gets back what they wrote.
  const lost = current && person && current.personId !== person.id && !mayHandle(person, current);
  if (!current || lost) {
    const gone = lost ? say('rights.gone') : say('case.unknown', { number: number ?? '' });
    return { replies: [{ text: { lines: [gone, ...wordsIn(act)] } }], effects: [] };
  }
  const outcome = await actOnCase(current, act, context);
  return { replies: [...refusalsIn(outcome, act), ...outcome.replies], effects: outcome.effects };
}

/** What a form that completes is told when its act was refused: the form is over, so what was written in vain is shown. */
export function refusalsIn(outcome: Outcome, act: { type: string; text?: string }): Reply[] {
  const refusals = (outcome.immediate ?? []).flatMap((item) => (item.type === 'reply' ? [item.reply] : []));
  if (refusals.length === 0 || outcome.effects.length > 0) return refusals;
  return [...refusals, ...wordsIn(act).map((text) => ({ text }))];
}

export const wordsIn = ({ text = '' }: { type: string; text?: string }): Text[] =>
  text === '' ? [] : [verbatim(text)];

const STAFF_ACTS: ReadonlySet<CaseAct['type']> = new Set([
  ...(['claim', 'takeover', 'handback', 'note', 'reply', 'resolve', 'readout', 'check'] as const),
  ...(['assign', 'about', 'lift'] as const),
  ...(['refer', 'findings', 'ask', 'resume', 'severity', 'close', 'reopen'] as const),
]);

export async function refuse(current: Case, reason: Refusal, context: Context): Promise<Outcome> {
  const assignee = current.assigneeId ? await context.reads.person(current.assigneeId) : undefined;
  const text = say(`case.refused.${reason}`, {
    number: current.number,
    name: colleagueText(assignee?.name ?? null),
    status: say(`case.status.${stageOf(current)}`),
  });
  return atOnce({ text });
}

/** What the answer to the person is called in their thread, until another one comes. */
export const answerName = (current: Case): string => `answer ${current.id} ${answerStamp(current)}`;

/** Is it settled? */
export function settlingButtons(current: Case): ReplyButton[] {
  const stamp = answerStamp(current);
  return [
    { id: caseButtonId(current, 'confirm', stamp), label: say('case.button.confirm'), style: 'primary' },
    { id: caseButtonId(current, 'dispute', stamp), label: say('case.button.dispute') },
  ];
}

/** The question whether the answer settles the case, for whoever acts on it where it was asked. */
export function settledAnswer(
  current: Case,
  settling: 'confirm' | 'dispute',
  { thread }: Context,
): Settles | undefined {
  if (thread?.id !== current.threadId) return undefined;
  return { name: answerName(current), chosen: say(`case.button.${settling}`) };
}

/** The question where someone was asked how content they are. */
const ratingName = (current: Case): string => `rate ${current.id} ${answerStamp(current)}`;

function settledBy(current: Case, act: CaseAct, context: Context): Settles | undefined {
  if (act.type === 'confirm') return settledAnswer(current, act.type, context);
  // Whoever has a store's praise in their own chat sees the button go there.
  if (act.type === 'readout' && context.person?.role !== 'staff')
    return { name: `praise ${current.id}`, chosen: say('card.button.readout') };
  if (act.type !== 'rate' || context.thread?.id !== current.threadId) return undefined;
  return { name: ratingName(current), chosen: verbatim(`${act.stars} ★`) };
}

/** What the one who acted is told; with what staff have written, since their colleagues read it too. */
function done(next: Case, act: CaseAct, context: Context): Reply {
  const { number, dueAt } = next;
  const { person } = context;
  const due = { instant: dueAt, zone: person?.zone ?? context.zone };
  const state = dueState(next, context);
  switch (act.type) {
    case 'confirm': {
      const text = { lines: [say('case.done.confirm', { number }), say('rate.how')] };
      return { text, name: ratingName(next), buttons: ratingButtons(next) };
    }
    case 'rate':
      if (act.text !== '') return { text: say('case.done.rate.word') };
      return {
        text: say('case.done.rate', { stars: act.stars }),
        buttons: [{ id: caseButtonId(next, 'word'), label: say('case.button.word') }],
      };
    case 'resume':
      return { text: say('case.done.resume', { number, due, state }) };
    case 'reopen': {
      const own = person?.id === next.personId;
      return { text: say(own ? 'case.told.reopen' : 'case.done.reopen', { number, due }) };
    }
    case 'severity':
      return { text: say('case.done.severity', { number, severity: say(`severity.${act.severity}`), due, state }) };
    case 'note':
    case 'reply':
    case 'resolve':
    case 'refer':
    case 'findings':
    case 'ask':
    case 'close':
      return withWords(next, act, context);
    case 'assign':
      return { text: say('assign.done', { number, name: say('colleague.unnamed') }) };
    default:
      return { text: say(`case.done.${act.type}`, { number }) };
  }
}

type Written = CaseAct & { type: 'note' | 'reply' | 'resolve' | 'refer' | 'findings' | 'ask' | 'close' };

function withWords(next: Case, act: Written, context: Context): Reply {
  const { number } = next;
  const state = dueState(next, context);
  const text =
    act.type === 'refer'
      ? say('case.done.refer', { number, department: departmentText(act.department, context), state })
      : act.type === 'resolve' && next.kind === 'suggestion'
        ? say('case.done.resolve.suggestion', { number })
        : say(`case.done.${act.type}`, { number });
  const wrote = say('desk.told.wrote', { name: colleagueText(context.person?.name ?? null), text: wordsOf(act) });
  return { text: { lines: [text, wrote] }, ...attached(act.files) };
}

/** Whether the deadline may still be promised. */
const dueState = (next: Case, { now }: Context): 'waiting' | 'ahead' | 'past' =>
  isWaiting(next) ? 'waiting' : Date.parse(next.dueAt) > Date.parse(now) ? 'ahead' : 'past';

/** The same for those at the desk who are not where it was done. */
const elsewhere = (next: Case, act: CaseAct, context: Context): Effect => ({
  type: 'post',
  to: 'desk',
  reply: underCard(next, done(next, act, context)),
  elsewhere: true,
});

/** Who else hears of it. A note never leaves the desk. */
async function consequences(before: Case, next: Case, act: CaseAct, context: Context): Promise<Effect[]> {
  const { number } = next;
  const name = colleagueText(context.person?.name ?? null);
  switch (act.type) {
    case 'note':
      return [elsewhere(next, act, context)];
    case 'takeover':
      return [await toDesk(next, context), ...(await syncTimers(next, context)), ...(await idleTimer(next, context))];
    case 'handback': {
      const told = say('desk.told.handback', { number });
      const byPerson = context.person?.id === next.personId;
      return [
        ...(byPerson ? [{ type: 'post' as const, to: 'desk' as const, reply: underCard(next, { text: told }) }] : []),
        await toDesk(next, context),
      ];
    }
    case 'claim':
      return [
        ...(await toPerson(next, { text: say('case.told.claim', { number, name }) }, context)),
        await toDesk(next, context),
      ];
    case 'assign':
      return await assignTold(before, next, act, context);
    case 'about':
    case 'confide':
      return await circleTold(before, next, act, context);
    case 'lift':
      return await liftTold(next, act, context);
    case 'reply':
      return [
        ...(await toPerson(
          next,
          { text: say('case.told.reply', { number, name, text: verbatim(act.text) }), ...attached(act.files) },
          context,
        )),
        elsewhere(next, act, context),
        ...(await idleTimer(next, context)),
      ];
    case 'resolve':
      return [
        ...(await toPerson(next, await resolution(next, act, name, context), context)),
        await toDesk(next, context),
        elsewhere(next, act, context),
        ...(await idleTimer(next, context)),
      ];
    case 'readout':
    case 'check': {
      const text = say(`case.told.${act.type}`, { number, name, outcome: say(`outcome.${next.outcome ?? 'other'}`) });
      return [...(await toPerson(next, { text }, context)), await toDesk(next, context), elsewhere(next, act, context)];
    }
    case 'confirm':
      return [await toDesk(next, context)];
    case 'dispute': {
      const told =
        act.text === ''
          ? say('desk.told.dispute.wordless', { number })
          : say('desk.told.dispute', { number, text: verbatim(act.text) });
      return [
        { type: 'post', to: 'desk', reply: underCard(next, { text: told, ...attached(act.files) }) },
        await toDesk(next, context),
        ...(await idleTimer(next, context)),
      ];
    }
    case 'add':
      return [
        { type: 'post', to: 'desk', reply: underCard(next, { ...added(next, act, context), ...attached(act.files) }) },
        // Where they were asked, the clock runs again.
        ...(JSON.stringify(before.clock) === JSON.stringify(next.clock) ? [] : [await toDesk(next, context)]),
        ...(await idleTimer(next, context)),
      ];
    case 'refer': {
      const due = { instant: next.dueAt, zone: (await context.reads.person(next.personId))?.zone ?? context.zone };
      const told = say('case.told.refer', {
        number,
        department: departmentText(act.department, context),
        due,
        state: dueState(next, context),
      });
      return [
        ...(await toPerson(next, { text: told }, context)),
        await toDesk(next, context),
        elsewhere(next, act, context),
        ...(await referTold(next, act, context)),
      ];
    }
    case 'findings':
      return [await toDesk(next, context), elsewhere(next, act, context)];
    case 'ask': {
      const asked: Reply = {
        text: say('case.told.ask', { number, name, text: verbatim(act.text) }),
        ...attached(act.files),
        buttons: [{ id: caseButtonId(next, 'add'), label: say('case.button.answer'), style: 'primary' }],
      };
      return [
        ...(await toPerson(next, asked, context)),
        await toDesk(next, context),
        elsewhere(next, act, context),
        ...(await idleTimer(next, context)),
      ];
    }
    case 'resume':
    case 'severity':
      return [await toDesk(next, context), elsewhere(next, act, context)];
    case 'close': {
      const closed: Reply = {
        text: say('case.told.close', { number, name, text: verbatim(act.text) }),
        ...attached(act.files),
        buttons: [{ id: caseButtonId(next, 'again'), label: say('case.button.again') }],
      };
      return [...(await toPerson(next, closed, context)), await toDesk(next, context), elsewhere(next, act, context)];
    }
    case 'withdraw':
      return [
        { type: 'post', to: 'desk', reply: underCard(next, { text: withReason('withdraw', number, act.text) }) },
        await toDesk(next, context),
      ];
    case 'reopen': {
      const told = underCard(next, { text: withReason('reopen', number, act.text), ...attached(act.files) });
      const byPerson = context.person?.id === next.personId;
      const due = { instant: next.dueAt, zone: (await context.reads.person(next.personId))?.zone ?? context.zone };
      return [
        ...(byPerson ? [] : await toPerson(next, { text: say('case.told.reopen', { number, due }) }, context)),
        { type: 'post', to: 'desk', reply: told, elsewhere: true },
        await toDesk(next, context),
      ];
    }
    case 'rate': {
      const told =
        act.text === ''
          ? say('desk.told.rate.wordless', { number, stars: act.stars })
          : say('desk.told.rate', { number, stars: act.stars, text: verbatim(act.text) });
      return [{ type: 'post', to: 'desk', reply: underCard(next, { text: told }) }, await toDesk(next, context)];
    }
    default:
      return act satisfies never;
  }
}

/** What came of it, as the person reads it. A suggestion is not asked about: it is answered, or the answer is still to come. */
async function resolution(
  next: Case,
  act: CaseAct & { type: 'resolve' },
  name: Text,
  context: Context,
): Promise<Reply> {
  const { number, kind } = next;
  const { outcome } = act;
  const told = { number, name, text: verbatim(act.text), outcome: say(`outcome.${outcome}`) };
  const files = attached(act.files);
  if (kind !== 'suggestion') {
    // “Other” tells nobody anything.
    const text = say('case.told.resolve', { ...told, outcomeKey: outcome === 'other' ? 'other' : 'named' });
    return { text, name: answerName(next), ...files, buttons: settlingButtons(next) };
  }
  if (outcome === 'under-study') {
    const zone = (await context.reads.person(next.personId))?.zone ?? context.zone;
    return { text: say('case.told.study', { ...told, due: { instant: next.dueAt, zone, dateOnly: true } }), ...files };
  }
  const again = { id: caseButtonId(next, 'again'), label: say('case.button.again') };
  return { text: say('case.told.suggestion', told), ...files, buttons: [again] };
}

const withReason = (act: 'withdraw' | 'reopen', number: string, text: string): Text =>
  text === ''
    ? say(`desk.told.${act}.wordless`, { number })
    : say(`desk.told.${act}`, { number, text: verbatim(text) });

const attached = (files: readonly CaseFile[] | undefined): Pick<Reply, 'attachments'> =>
  files?.length ? { attachments: [...files] } : {};

/** To whoever writes with them it is a message like another, to be answered. */
function added(next: Case, act: CaseAct & { type: 'add' }, { person }: Context): Reply {
  const { number } = next;
  if (!next.takenOverBy) return { text: say('desk.told.add', { number, text: wordsOf(act) }) };
  const name = personText(person?.name ?? null, null);
  return {
    text: say('desk.told.chat', { number, name, text: wordsOf(act) }),
    buttons: [{ id: caseButtonId(next, 'reply'), label: say('card.button.reply') }],
  };
}

/** Files alone are called by their names. */
const wordsOf = ({ text, files = [] }: { text: string; files?: readonly CaseFile[] }): Text =>
  text === '' ? { list: files.map(({ name }) => verbatim(name)) } : verbatim(text);
