/** Two people become one (F36): whose accounts, cases, drafts and files are whose from then on. Nothing is deleted, and no right is added. */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { whoeverIsLeft } from '../../core/joined.ts';
import type { Callback } from '../../domain/callback.ts';
import type { Case } from '../../domain/case.ts';
import { grantsOf, type Person } from '../../domain/person.ts';
import { reminderTimers } from '../callbacks/callback-reminders.ts';

/** So many cases go with one decision; the rest follow by a timer. */
export const PORTION = 50;
/** What was on its way to the one who is no more is looked for once again. */
const LAST_LOOK_MS = 60_000;

export const MOVE_TIMER = 'person.move';
export const ABOUT_TIMER = 'person.about';

/** Headquarters has entrusted them with something. Rights are never joined, so only someone without any is joined to another. */
export function hasRights(person: Person): boolean {
  const { owner, named, duties, manages, via } = grantsOf(person);
  return person.role === 'staff' || owner || named || via !== null || duties.length > 0 || manages.length > 0;
}

/** `account`: the one by which the keeper has just shown who they are, where they have. */
export async function join(
  keeper: Person,
  other: Person,
  how: 'link' | 'join',
  context: Context,
  account: string | null = null,
): Promise<Effect[]> {
  const accounts = await context.reads.accountsOf(other.id);
  const { portion, more } = await portionOf(other.id, keeper.id, context);
  return [
    {
      type: 'person',
      person: joined(keeper, other, account),
      entry: { kind: `audit:${how}`, body: { person: other.id, accounts: accounts.map(({ id }) => id) } },
    },
    { type: 'person', person: other, entry: { kind: 'joined', body: { into: keeper.id } } },
    ...accounts.map((one): Effect => ({ type: 'account', account: { ...one, personId: keeper.id } })),
    ...portion,
    moveTimer(other.id, keeper.id, more ? '1' : 'last', context),
  ];
}

/** What is known of either is known of the one; what they may do is the keeper's alone. */
function joined(keeper: Person, other: Person, account: string | null): Person {
  const grants = grantsOf(keeper);
  const isFranchisee = other.role === 'franchisee';
  const byMembership = keeper.role === 'staff' && !grants.named;
  return {
    ...keeper,
    role: keeper.role === 'prospect' && isFranchisee ? 'franchisee' : keeper.role,
    name: keeper.name ?? other.name,
    phone: keeper.phone ?? other.phone,
    zone: keeper.zone ?? other.zone,
    noCalls: keeper.noCalls || other.noCalls,
    language: keeper.language ?? other.language,
    inquiry: keeper.inquiry ?? other.inquiry,
    // A member of the desk's channel is staff there, not in the chats that are joined to it.
    grants:
      keeper.role === 'staff'
        ? {
            ...grants,
            via: byMembership ? (grants.via ?? account) : grants.via,
            before: isFranchisee ? 'franchisee' : grants.before,
          }
        : keeper.grants,
  };
}

const moveTimer = (from: string, to: string, step: string, { now }: Context): Effect => {
  const dueAt = step === 'last' ? new Date(Date.parse(now) + LAST_LOOK_MS).toISOString() : now;
  return {
    type: 'timer',
    timer: { key: `${MOVE_TIMER}:${from}:${step}`, dueAt, kind: MOVE_TIMER, ids: { from, to, step } },
  };
};

/** The next portion of what was someone's. */
export async function moveOn(ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  const { from = '', to = '', step = 'last' } = ids;
  const keeper = await whoeverIsLeft(to, context.reads);
  const { portion, more } = await portionOf(from, keeper, context);
  const effects: Effect[] = [...portion, { type: 'move', from, to: keeper }];
  if (more) effects.push(moveTimer(from, keeper, step === 'last' ? 'more' : String(Number(step) + 1 || 1), context));
  else if (step !== 'last') effects.push(moveTimer(from, keeper, 'last', context));
  return { replies: [], effects };
}

async function portionOf(from: string, to: string, context: Context): Promise<{ portion: Effect[]; more: boolean }> {
  const { reads } = context;
  const found = await reads.casesInvolving(from, PORTION + 1);
  const portion = found.slice(0, PORTION).map(
    (one): Effect => ({
      type: 'case',
      case: { ...withOther(one, from, to), seq: one.seq + 1 },
      entry: { kind: 'moved', body: { from, to } },
    }),
  );
  const calls = await reads.callbacksInvolving(from, PORTION + 1);
  for (const one of calls.slice(0, PORTION)) {
    const callback = { ...callWithOther(one, from, to), seq: one.seq + 1 };
    portion.push({ type: 'callback', callback, entry: { kind: 'moved', body: { from, to } } });
    // What was kept for the end of quiet hours was kept for the other one.
    if (callback.endedAt === null) portion.push(...reminderTimers(callback, context));
  }
  const received = await reads.deliveriesTo(from, PORTION + 1);
  portion.push(
    ...received.slice(0, PORTION).map(
      (one): Effect => ({
        type: 'delivery',
        delivery: { ...one, personId: to, seq: one.seq + 1 },
        entry: { kind: 'moved', body: { from, to } },
      }),
    ),
  );
  const questions = await reads.questionsBy(from, PORTION + 1);
  portion.push(
    ...questions.slice(0, PORTION).map(
      (one): Effect => ({
        type: 'question',
        question: { ...one, seq: one.seq + 1, personId: to },
        entry: { kind: 'moved', body: { from, to } },
      }),
    ),
  );
  const dossiers = await reads.dossiersOf(from, PORTION + 1);
  portion.push(
    ...dossiers.slice(0, PORTION).map(
      (one): Effect => ({
        type: 'dossier',
        dossier: { ...one, seq: one.seq + 1, personId: to },
        entry: { kind: 'moved', body: { from, to } },
      }),
    ),
  );
  const applications = await reads.applicationsOf(from, PORTION + 1);
  portion.push(
    ...applications.slice(0, PORTION).map(
      (one): Effect => ({
        type: 'application',
        application: { ...one, seq: one.seq + 1, personId: to },
        entry: { kind: 'moved', body: { from, to } },
      }),
    ),
  );
  return {
    portion,
    more: [found, calls, received, questions, dossiers, applications].some(({ length }) => length > PORTION),
  };
}

function callWithOther(current: Callback, from: string, to: string): Callback {
  const other = (id: string) => (id === from ? to : id);
  const { personId, ownerId, rounds, attempts, notes } = current;
  return {
    ...current,
    personId: other(personId),
    ownerId: ownerId && other(ownerId),
    rounds: rounds.map((round) => ({ ...round, ownerId: round.ownerId && other(round.ownerId) })),
    attempts: attempts.map((attempt) => ({ ...attempt, byId: other(attempt.byId) })),
    notes: notes === null ? null : notes.map((note) => ({ ...note, byId: other(note.byId) })),
  };
}

function withOther(current: Case, from: string, to: string): Case {
  const other = (id: string) => (id === from ? to : id);
  const { personId, assigneeId, takenOverBy, aboutIds, hearing } = current;
  const orNobody = (id: string | null) => id && other(id);
  return {
    ...current,
    personId: other(personId),
    assigneeId: assigneeId && other(assigneeId),
    takenOverBy: takenOverBy && other(takenOverBy),
    aboutIds: aboutIds && [...new Set(aboutIds.map(other))],
    hearing: hearing && {
      ...hearing,
      respondentId: orNobody(hearing.respondentId),
      decidedBy: orNobody(hearing.decidedBy),
      decidedFirstBy: orNobody(hearing.decidedFirstBy),
    },
  };
}

/** Whoever goes their own way again is still the one whom complaints are about. */
export async function knowAbout(ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  const { from = '', to = '', step = '1' } = ids;
  const found = await context.reads.casesAbout(from, to, PORTION + 1);
  const effects = found.slice(0, PORTION).map(
    (one): Effect => ({
      type: 'case',
      case: { ...one, aboutIds: [...(one.aboutIds ?? []), to], seq: one.seq + 1 },
      entry: { kind: 'about', body: { person: to } },
    }),
  );
  if (found.length > PORTION) effects.push(aboutTimer(from, to, String(Number(step) + 1), context));
  return { replies: [], effects };
}

export const aboutTimer = (from: string, to: string, step: string, { now }: Context): Effect => ({
  type: 'timer',
  timer: { key: `${ABOUT_TIMER}:${to}:${step}`, dueAt: now, kind: ABOUT_TIMER, ids: { from, to, step } },
});
