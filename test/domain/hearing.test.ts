/** Whatever the two sides and headquarters do in a dispute, in whichever order: what is always true of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, CaseAct } from '../../src/domain/case.ts';
import { changeCase } from '../../src/domain/case-changes.ts';
import {
  changeHearing,
  FINDINGS,
  type HearingAct,
  type HearingActor,
  OBJECTION_MS,
  STATEMENT_MS,
  settleHearing,
} from '../../src/domain/hearing.ts';
import { aCase } from '../store/rows.ts';
import { expectSame } from '../support/same.ts';

const START = Date.parse('2026-03-18T04:00:00.000Z');
const at = (hours: number): string => new Date(START + hours * 3_600_000).toISOString();

const ACTORS: readonly HearingActor[] = [
  { personId: 'reporter', staff: false, reviews: false },
  { personId: 'respondent', staff: false, reviews: false },
  { personId: 'agent', staff: true, reviews: false },
  { personId: 'supervisor', staff: true, reviews: true },
  { personId: 'director', staff: true, reviews: true },
  { personId: 'stranger', staff: false, reviews: false },
];

const text = fc.constantFrom('x', '');
const aStep: fc.Arbitrary<HearingAct | CaseAct | { type: 'nobody' }> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('claim', 'nobody', 'accept').map((type) => ({ type }) as const) },
  { weight: 1, arbitrary: fc.constantFrom('resume', 'confirm').map((type) => ({ type }) as const) },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('withdraw', 'close', 'dispute', 'reopen', 'ask'), text }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('resolve'), outcome: fc.constant('other'), text }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('hear'), respondentId: fc.constantFrom('respondent', null), text }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('statement', 'object', 'object', 'remedied'), text }) },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('decide'),
      finding: fc.constantFrom(...FINDINGS),
      text,
      grounds: text,
      remedyBy: fc.constantFrom(null, at(400)),
    }),
  },
);

/** Mostly someone who could do it. */
function actorFor(act: { type: string }, { assigneeId }: Case, any: HearingActor, fitting: number): HearingActor {
  const staff = ACTORS.filter((one) => one.staff);
  const sides = ACTORS.filter(({ personId }) => personId === 'reporter' || personId === 'respondent');
  if (fitting === 0) return any;
  if (['accept', 'object'].includes(act.type)) return sides[fitting % 2] ?? any;
  if (act.type === 'statement') return sides[1] ?? any;
  return staff.find(({ personId }) => personId === assigneeId) ?? staff[fitting % staff.length] ?? any;
}

const HEARING_ACTS: ReadonlySet<string> = new Set(['hear', 'statement', 'decide', 'accept', 'object', 'remedied']);
const isHearingAct = (act: HearingAct | CaseAct): act is HearingAct => HEARING_ACTS.has(act.type);

describe('a dispute between franchisees', () => {
  it('is decided only after both were heard, by two different people, with one objection at most, whatever happens', () => {
    let decided = 0;
    let objected = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(aStep, fc.constantFrom(...ACTORS), fc.nat(5), fc.constantFrom(0, 1, 30, 80, 200)), {
          maxLength: 80,
          size: 'max',
        }),
        (steps) => {
          let current: Case = aCase({ kind: 'dispute', personId: 'reporter', createdAt: at(0), dueAt: at(24) });
          let hour = 0;
          for (const [act, any, fitting, hours] of steps) {
            const actor = actorFor(act, current, any, fitting);
            hour += hours;
            const now = at(hour);
            const before = structuredClone(current);
            const next =
              act.type === 'nobody'
                ? settleHearing(current, now)
                : isHearingAct(act)
                  ? changeHearing(current, act, actor, now).case
                  : changeCase(current, act, actor, now).case;
            expectSame(current, before);
            if (!next) continue;
            expect(next.seq).toBe(current.seq + 1);
            expectSame(structuredClone(next), next);
            const { hearing } = next;
            if (act.type === 'decide') {
              decided += 1;
              const silent = START + hour * 3_600_000 >= Date.parse(before.hearing?.askedAt ?? now) + STATEMENT_MS;
              expect(before.hearing?.statedAt !== null || silent).toBe(true);
              expect(actor.staff && actor.personId === before.assigneeId).toBe(true);
              expect(next.status).toBe(hearing?.level === 2 ? 'confirmed' : 'answered');
              if (hearing?.level === 2) {
                expect(actor.reviews).toBe(true);
                expect(hearing.decidedFirstBy).not.toBe(hearing.decidedBy);
              }
            }
            if (act.type === 'object') {
              objected += 1;
              expect(before.hearing?.objectedBy).toBe(null);
              expect(Date.parse(now)).toBeLessThan(Date.parse(before.hearing?.decidedAt ?? '') + OBJECTION_MS);
              expect(next).toMatchObject({
                status: 'received',
                assigneeId: null,
                hearing: { level: 2, finding: null },
              });
            }
            // A decision is undone by nothing but an objection.
            if (before.hearing?.decidedAt && act.type !== 'object')
              expect(hearing?.decidedAt).toBe(before.hearing.decidedAt);
            if (next.status === 'answered') expect(hearing?.decidedAt).not.toBe(null);
            current = next;
          }
        },
      ),
      { numRuns: 2_000, seed: 103 },
    );
    // The sequences really come so far.
    expect(decided).toBeGreaterThan(10);
    expect(objected).toBeGreaterThan(2);
  });
});
