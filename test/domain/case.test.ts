/** The life cycle of a case: who may do what, when; and what holds whatever is done. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Actor,
  type Case,
  type CaseAct,
  type CaseStatus,
  changeCase,
  OUTCOMES,
  type Refusal,
} from '../../src/domain/case.ts';

const NOW = '2026-03-18T04:00:00.000Z';

function aCase(given: Partial<Case> = {}): Case {
  return {
    id: 'case',
    number: 'C-1',
    seq: 1,
    kind: 'complaint',
    status: 'received',
    urgent: false,
    personId: 'owner',
    threadId: 'thread',
    language: 'en',
    outletId: null,
    facts: {},
    words: 'words',
    cause: null,
    intake: 'chat',
    assigneeId: null,
    takenOverBy: null,
    outcome: null,
    createdAt: NOW,
    dueAt: '2026-03-19T04:00:00.000Z',
    answeredAt: null,
    confirmedAt: null,
    ...given,
  };
}

const CASES: Record<CaseStatus, Case> = {
  received: aCase(),
  assigned: aCase({ status: 'assigned', assigneeId: 'clerk' }),
  answered: aCase({ status: 'answered', assigneeId: 'clerk', outcome: 'other', answeredAt: NOW }),
  confirmed: aCase({
    status: 'confirmed',
    assigneeId: 'clerk',
    outcome: 'other',
    answeredAt: NOW,
    confirmedAt: NOW,
  }),
};

const ACTORS: Record<string, Actor> = {
  owner: { personId: 'owner', staff: false },
  clerk: { personId: 'clerk', staff: true },
  colleague: { personId: 'colleague', staff: true },
  stranger: { personId: 'stranger', staff: false },
};

const ACTS: Record<CaseAct['type'], CaseAct> = {
  claim: { type: 'claim' },
  takeover: { type: 'takeover' },
  handback: { type: 'handback' },
  note: { type: 'note', text: 'x' },
  reply: { type: 'reply', text: 'x' },
  resolve: { type: 'resolve', outcome: 'other', text: 'x' },
  confirm: { type: 'confirm' },
  dispute: { type: 'dispute', text: 'x' },
  add: { type: 'add', text: 'x' },
};

/** For each act and status: what each actor gets, in the order owner, clerk (in charge), colleague, stranger. */
const TABLE: Record<CaseAct['type'], Record<CaseStatus, string>> = {
  claim: {
    received: 'staff-only ok ok staff-only',
    assigned: 'staff-only yours-already taken staff-only',
    answered: 'staff-only closed closed staff-only',
    confirmed: 'staff-only closed closed staff-only',
  },
  takeover: {
    received: 'staff-only ok ok staff-only',
    assigned: 'staff-only ok taken staff-only',
    answered: 'staff-only ok taken staff-only',
    confirmed: 'staff-only closed closed staff-only',
  },
  handback: {
    received: 'not-taken-over not-taken-over not-taken-over staff-only',
    assigned: 'not-taken-over not-taken-over not-taken-over staff-only',
    answered: 'not-taken-over not-taken-over not-taken-over staff-only',
    confirmed: 'not-taken-over not-taken-over not-taken-over staff-only',
  },
  note: {
    received: 'staff-only ok ok staff-only',
    assigned: 'staff-only ok ok staff-only',
    answered: 'staff-only ok ok staff-only',
    confirmed: 'staff-only ok ok staff-only',
  },
  reply: {
    received: 'staff-only unclaimed unclaimed staff-only',
    assigned: 'staff-only ok taken staff-only',
    answered: 'staff-only ok taken staff-only',
    confirmed: 'staff-only closed closed staff-only',
  },
  resolve: {
    received: 'staff-only unclaimed unclaimed staff-only',
    assigned: 'staff-only ok taken staff-only',
    answered: 'staff-only closed closed staff-only',
    confirmed: 'staff-only closed closed staff-only',
  },
  confirm: {
    received: 'not-answered not-yours not-yours not-yours',
    assigned: 'not-answered not-yours not-yours not-yours',
    answered: 'ok not-yours not-yours not-yours',
    confirmed: 'closed not-yours not-yours not-yours',
  },
  dispute: {
    received: 'not-answered not-yours not-yours not-yours',
    assigned: 'not-answered not-yours not-yours not-yours',
    answered: 'ok not-yours not-yours not-yours',
    confirmed: 'closed not-yours not-yours not-yours',
  },
  add: {
    received: 'ok not-yours not-yours not-yours',
    assigned: 'ok not-yours not-yours not-yours',
    answered: 'ok not-yours not-yours not-yours',
    confirmed: 'closed not-yours not-yours not-yours',
  },
};

const rows = Object.entries(TABLE).flatMap(([act, statuses]) =>
  Object.entries(statuses).flatMap(([status, verdicts]) =>
    Object.keys(ACTORS).map((actor, index) => ({ act, status, actor, verdict: verdicts.split(' ')[index] ?? '?' })),
  ),
);

describe('an act on a case', () => {
  it.each(rows)('$act of a case $status by the $actor: $verdict', ({ act, status, actor, verdict }) => {
    const current = CASES[status as CaseStatus];
    const by = ACTORS[actor];
    if (!by) throw new Error(`no actor ${actor}`);
    const change = changeCase(current, ACTS[act as CaseAct['type']], by, NOW);
    expect(change.refused ?? 'ok').toBe(verdict);
    expect(change.case?.seq ?? current.seq + 1).toBe(current.seq + 1);
  });

  it('that claims puts the colleague in charge', () => {
    const change = changeCase(CASES.received, ACTS.claim, { personId: 'clerk', staff: true }, NOW);
    expect(change.case).toEqual({ ...CASES.assigned, seq: 2 });
  });

  it('that takes the chat over puts the colleague in charge, and who has it already is told so', () => {
    const taken = changeCase(CASES.received, ACTS.takeover, clerk, NOW).case;
    expect(taken).toEqual({ ...CASES.assigned, takenOverBy: 'clerk', seq: 2 });
    expect(taken && changeCase(taken, ACTS.takeover, clerk, NOW).refused).toBe('taken-over-already');
    const own = { personId: 'owner', staff: true };
    expect(changeCase(CASES.received, ACTS.takeover, own, NOW).refused).toBe('own-case');
  });

  it.each([
    ['owner', 'ok'],
    ['clerk', 'ok'],
    ['colleague', 'taken'],
    ['stranger', 'staff-only'],
  ])('that hands a chat back by the %s: %s', (name, verdict) => {
    const taken = aCase({ ...CASES.assigned, takenOverBy: 'clerk' });
    const change = changeCase(taken, ACTS.handback, ACTORS[name] ?? owner, NOW);
    expect(change.refused ?? 'ok').toBe(verdict);
    if (change.case) expect(change.case).toEqual({ ...CASES.assigned, seq: 2 });
  });

  it('that resolves keeps outcome and time of the answer, and confirming that of the end', () => {
    const answered = changeCase(CASES.assigned, { type: 'resolve', outcome: 'return', text: 'x' }, clerk, NOW).case;
    expect(answered).toEqual({ ...CASES.answered, outcome: 'return', seq: 2 });
    const later = '2026-03-18T05:00:00.000Z';
    expect(changeCase(CASES.answered, ACTS.confirm, owner, later).case).toMatchObject({
      status: 'confirmed',
      answeredAt: NOW,
      confirmedAt: later,
    });
  });

  it('that disputes takes the answer back and leaves colleague and deadline', () => {
    expect(changeCase(CASES.answered, ACTS.dispute, owner, NOW).case).toEqual({ ...CASES.assigned, seq: 2 });
  });
});

const owner: Actor = { personId: 'owner', staff: false };
const clerk: Actor = { personId: 'clerk', staff: true };

describe('whatever is done to a case', () => {
  const anAct = fc.oneof(
    fc.constantFrom<CaseAct['type']>('claim', 'takeover', 'handback', 'confirm').map((type) => ({ type }) as CaseAct),
    fc
      .record({ type: fc.constantFrom('note', 'reply', 'dispute', 'add'), text: fc.string() })
      .map((act) => act as CaseAct),
    fc
      .record({ outcome: fc.constantFrom(...OUTCOMES), text: fc.string() })
      .map((rest): CaseAct => ({ type: 'resolve', ...rest })),
  );
  const anActor = fc.constantFrom(...Object.values(ACTORS));

  it('its journal has no gap, its deadline stays, it stays closed, and only the colleague in charge answers', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anAct, anActor), { maxLength: 40 }), (steps) => {
        let current = aCase();
        for (const [act, actor] of steps) {
          const before = structuredClone(current);
          const change = changeCase(current, act, actor, NOW);
          expect(current).toEqual(before);
          if (change.refused) {
            expect(change.refused satisfies Refusal).not.toBe('');
            continue;
          }
          const next = change.case;
          expect(next.seq).toBe(before.seq + 1);
          for (const key of ['dueAt', 'createdAt', 'personId', 'words', 'number', 'id'] as const) {
            expect(next[key]).toBe(before[key]);
          }
          if (before.status === 'confirmed') expect(next).toEqual({ ...before, seq: next.seq });
          if (act.type === 'reply' || act.type === 'resolve') expect(actor.personId).toBe(before.assigneeId);
          if (before.assigneeId) expect(next.assigneeId).toBe(before.assigneeId);
          expect(next.status === 'received').toBe(next.assigneeId === null);
          if (next.takenOverBy) expect([next.assigneeId, next.confirmedAt]).toEqual([next.takenOverBy, null]);
          const settled = next.status === 'answered' || next.status === 'confirmed';
          expect([next.outcome !== null, next.answeredAt !== null]).toEqual([settled, settled]);
          expect(next.confirmedAt !== null).toBe(next.status === 'confirmed');
          current = next;
        }
      }),
      { numRuns: 300 },
    );
  });
});
