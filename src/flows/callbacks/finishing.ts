/** The end of a call: what was found is kept, and a problem becomes a case in the person's name, or opens theirs again. */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { idOf } from '../../core/ids.ts';
import { type Reply, say, type Text } from '../../core/message.ts';
import type { Callback, CallbackAct, CallbackResult } from '../../domain/callback.ts';
import type { Findings } from '../../domain/callback-findings.ts';
import { type Case, type CaseKind, FINDING_FACT, type Intake } from '../../domain/case.ts';
import type { Person } from '../../domain/person.ts';
import { recogniseIntake } from '../../recognition/signs.ts';
import { actOnCase } from '../cases/case-acts.ts';
import { openCaseOf } from '../cases/opening.ts';
import { complainedAbout } from '../kinds/complaint.ts';
import { caseOfCall, mayCall, withCase } from './callback-access.ts';
import { actOnCall, callRefusal, refuseCall } from './callback-acts.ts';
import { goneCallCard } from './callback-card.ts';
import { storeFact } from './finding-store.ts';

/** What can come up in a call; a dispute has two sides, and praise is no problem. */
export const PROBLEM_KINDS = [
  ...(['complaint', 'service', 'damage', 'consultation'] as const),
] as const satisfies readonly CaseKind[];

export interface Problem {
  kind: (typeof PROBLEM_KINDS)[number];
  /** As whoever called has written it. */
  words: string;
  /** Of the store that it is about; null: of none, or it is not known. */
  outletId: string | null;
}

export interface Found {
  findings: Findings;
  result: CallbackResult;
  problem?: Problem;
}

export async function finishCall(
  current: Callback,
  { findings, result, problem }: Found,
  context: Context,
): Promise<Outcome> {
  const act: CallbackAct & { type: 'finish' } = { type: 'finish', result, notes: findings.words, findings };
  const refused = callRefusal(current, act, 'staff', context);
  if (refused) return await refuseCall(current, refused, context);
  if (!problem) return await actOnCall(current, act, 'staff', context);
  // Of other kinds the case is only where they came from: a problem with the goods is not what it was about.
  const followsUp = findings.type === 'after-complaint' || findings.type === 'after-problem';
  const about = followsUp ? await caseOfCall(current, context) : undefined;
  return about
    ? await takeUpAgain(current, act, about, problem.words, context)
    : await openFor(current, act, problem, context);
}

/** They are called once more when it has been dealt with. */
async function openFor(
  current: Callback,
  act: CallbackAct & { type: 'finish' },
  { kind, words, outletId }: Problem,
  context: Context,
): Promise<Outcome> {
  const person = await context.reads.person(current.personId);
  if (!person) return await actOnCall(current, act, 'staff', context);
  const theirs: Context = { ...context, person };
  const outlet = await storeFact(outletId, context);
  const store = outlet ? { outlet: { ...outlet } } : {};
  const opened = await openCaseOf(
    {
      kind,
      words,
      facts: { what: words, ...store, [FINDING_FACT]: current.id },
      outletId: outlet?.id ?? null,
      intake: recogniseIntake(words) ?? intakeOf(current),
      ...(kind === 'complaint' && (await complainedAbout({ who: words, ...store }, theirs))),
    },
    { person, threadId: await threadOf(person, context), language: person.language ?? context.language },
    context,
  );
  const { number, dueAt, confidential } = opened.case;
  const due = { instant: dueAt, zone: person.zone ?? context.zone };
  const told: Effect = {
    type: 'post',
    to: 'person',
    personId: person.id,
    reply: { text: say('call.told.problem', { number, due }) },
  };
  // It is not stored yet, but what the card shows from now on follows from it.
  const known = withCase(opened.case, context);
  const finished = await actOnCall(current, { ...act, caseId: opened.case.id }, 'staff', known);
  const gone: Effect[] = confidential ? [{ type: 'post', to: 'desk', reply: goneCallCard(current) }] : [];
  const replies = below(finished.replies, say('call.opened', { number }), opened.case, context);
  return { ...finished, replies, effects: [...finished.effects, ...gone, ...opened.effects, told] };
}

/** How they were reached is how it came in. */
const intakeOf = ({ attempts }: Callback): Intake => {
  const how = attempts.at(-1)?.how ?? 'phone';
  return how === 'visit' ? 'store' : how;
};

/** Whoever may not read the case sees no more of it than its number. */
function below(replies: readonly Reply[], word: Text, about: Case, { person }: Context): Reply[] {
  const [first, ...others] = replies;
  if (!first || !mayCall(person, about)) return [{ text: word }];
  return [{ ...first, text: { lines: [first.text, word] } }, ...others];
}

/** As many places are passed over in which others write too. */
const PLACES_MAX = 10;

/** Where they last wrote with nobody reading along; for who has no such place the id of one that there is not. */
async function threadOf({ id }: Person, { reads, isDesk }: Context): Promise<string> {
  const without: string[] = [];
  for (let passed = 0; passed < PLACES_MAX; passed += 1) {
    const thread = await reads.directThread(id, without);
    if (!thread) break;
    if (!isDesk?.(thread.id) && (await reads.peopleIn(thread.id)).length === 1) return thread.id;
    without.push(thread.id);
  }
  return idOf('thread', 'nowhere', id);
}

/** What is not settled is still the same case: a closed one is opened again, an answer is disputed in their name, an open one hears of it. */
async function takeUpAgain(
  current: Callback,
  act: CallbackAct & { type: 'finish' },
  about: Case,
  text: string,
  context: Context,
): Promise<Outcome> {
  const { number, personId } = about;
  const { taken, word } = await openAgain(about, text, context);
  // What the card says of the case is so from now on.
  const next = taken.effects.flatMap((effect) => (effect.type === 'case' ? [effect.case] : [])).at(0) ?? about;
  const finished = await actOnCall(current, act, 'staff', withCase(next, context));
  const told: Effect[] =
    word === 'disputed'
      ? [{ type: 'post', to: 'person', personId, reply: { text: say('case.done.dispute', { number }) } }]
      : [];
  const said = say(word === 'noted' ? 'call.noted-in' : 'call.reopened', { number });
  const replies = below(finished.replies, said, next, context);
  return { ...finished, replies, effects: [...finished.effects, ...taken.effects, ...told] };
}

async function openAgain(
  about: Case,
  text: string,
  context: Context,
): Promise<{ taken: Outcome; word: 'reopened' | 'disputed' | 'noted' }> {
  const person = await context.reads.person(about.personId);
  if (about.status === 'answered' && person) {
    const theirs: Context = { ...context, person };
    return { taken: await actOnCase(about, { type: 'dispute', text }, theirs), word: 'disputed' };
  }
  if (about.status === 'confirmed')
    return { taken: await actOnCase(about, { type: 'reopen', text }, context), word: 'reopened' };
  return { taken: await actOnCase(about, { type: 'note', text }, context), word: 'noted' };
}
