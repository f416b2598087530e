/** Who gets a case: only who fits, evenly, and the same answer every time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignAll, holdersOf, type Waiting } from '../../src/domain/assignment.ts';
import { CASE_KINDS, type Case, NEW_CASE } from '../../src/domain/case.ts';
import type { Outlet } from '../../src/domain/outlet.ts';
import { DUTIES, type Grants, grantsOf, hasDuty, NO_GRANTS, type Person } from '../../src/domain/person.ts';
import { autoKinds, DEFAULT_ROUTING, queueFor, type Routing } from '../../src/domain/queues.ts';
import { readRouting } from '../../src/routing-setting.ts';

const NOW = '2026-03-18T04:00:00.000Z';

const aPerson = (id: string, grants: Partial<Grants> = {}): Person => ({
  ...{
    id,
    seq: 1,
    role: 'staff',
    language: null,
    name: id,
    phone: null,
    zone: null,
    noCalls: false,
    inquiry: null,
    createdAt: NOW,
  },
  grants: { ...NO_GRANTS, ...grants },
});
const anOutlet = (code: string, region: string): Outlet => {
  return { id: code, code, name: code, aliases: [], region, zone: 'Asia/Shanghai' };
};
const aCase = (id: string, given: Partial<Case> = {}): Case => ({
  ...NEW_CASE,
  ...{ id, number: `C-${id}`, seq: 1, kind: 'complaint', urgent: false, personId: 'owner', threadId: 'thread' },
  ...{ language: 'en', outletId: null, facts: {}, words: '', cause: null, intake: 'chat', createdAt: NOW, dueAt: NOW },
  ...{ severity: null, clock: null, respondBy: null, search: null },
  ...given,
});
const waiting = (given: Partial<Case> = {}, outlet?: Outlet): Waiting => ({ case: aCase('1', given), outlet });
const whoGets = (one: Waiting, staff: Person[], loads: Record<string, number> = {}) => {
  const [given] = assignAll([one], staff, new Map(Object.entries(loads)), DEFAULT_ROUTING).assigned;
  return given && `${given.person.id} by ${given.rule}`;
};

describe('a case that is given out', () => {
  const north = anOutlet('BJ001', 'north');
  const agent = (id: string, grants: Partial<Grants> = {}) => aPerson(id, { duties: ['agent'], ...grants });

  it.each([
    ['the one with less to do', waiting(), [agent('a'), agent('b')], { a: 2, b: 1 }, 'b by duty'],
    ['the first by id among equals', waiting(), [agent('b'), agent('a')], {}, 'a by duty'],
    ['nobody off duty', waiting(), [agent('a', { onDuty: false }), agent('b')], { b: 9 }, 'b by duty'],
    ['whoever can do that kind', waiting(), [agent('a', { kinds: ['praise'] }), agent('b')], { b: 9 }, 'b by duty'],
    ['the region first', waiting({}, north), [agent('a', { regions: ['south'] }), agent('b')], { b: 9 }, 'b by duty'],
    ['another region then', waiting({}, north), [agent('a', { regions: ['south'] })], {}, 'a by elsewhere'],
    ['the store', waiting({}, north), [agent('a', { manages: ['BJ001'] })], {}, 'a by duty'],
    ['the head at last', waiting(), [aPerson('a'), aPerson('s', { duties: ['supervisor'] })], {}, 's by head'],
    ['never who reported it', waiting({ personId: 'a' }), [agent('a'), agent('b')], { b: 9 }, 'b by duty'],
    ['never whom it is about', waiting({ aboutIds: ['a'] }), [agent('a'), agent('b')], { b: 9 }, 'b by duty'],
    ['a confidential one to who supervises', waiting({ confidential: true }), [agent('a')], {}, undefined],
  ])('goes to %s', (_, one, staff, loads, expected) => {
    expect(whoGets(one, staff, loads)).toBe(expected);
  });

  it('reaches those who hold a duty near it; the others only when nobody is near, and who is away only when all are', () => {
    const near = aPerson('near', { duties: ['store-specialist'], regions: ['north'] });
    const far = aPerson('far', { duties: ['store-specialist'], regions: ['south'] });
    const away = aPerson('away', { duties: ['store-specialist'], onDuty: false });
    const of = (staff: Person[]) => holdersOf(['store-specialist'], aCase('1'), north, staff).map(({ id }) => id);
    expect(of([near, far])).toEqual(['near']);
    expect(of([far])).toEqual(['far']);
    expect(of([away])).toEqual(['away']);
  });

  const aGrant = fc.record({
    duties: fc.subarray([...DUTIES]),
    regions: fc.subarray(['north', 'south']),
    kinds: fc.subarray([...CASE_KINDS], { maxLength: 3 }),
    onDuty: fc.boolean(),
    owner: fc.boolean(),
  });
  const staffOf = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-h]$/), aGrant), {
    selector: ([id]) => id,
    maxLength: 8,
  });
  const given = fc.record({
    kind: fc.constantFrom(...CASE_KINDS),
    personId: fc.constantFrom('a', 'b', 'owner'),
    aboutIds: fc.option(fc.subarray(['a', 'c', 'd'])),
    confidential: fc.constantFrom(null, true),
  });
  const outlet = fc.constantFrom(undefined, north, anOutlet('SH001', 'south'));

  it('goes only to who fits, and the same way every time', () => {
    fc.assert(
      fc.property(staffOf, fc.array(fc.tuple(given, outlet), { maxLength: 20 }), (people, cases) => {
        const staff = people.map(([id, grants]) => aPerson(id, grants));
        const all = cases.map(([one, place], at) => ({ case: aCase(String(at), one), outlet: place }));
        const { assigned, stuck } = assignAll(all, staff, new Map(), DEFAULT_ROUTING);
        expect(assigned.length + stuck.length).toBe(all.length);
        for (const { case: current, person } of assigned) {
          const queue = queueFor(current.kind, undefined, DEFAULT_ROUTING);
          expect(grantsOf(person).onDuty && hasDuty(person, ...queue.duties, ...queue.heads)).toBe(true);
          expect([current.personId, ...(current.aboutIds ?? [])]).not.toContain(person.id);
          if (current.confidential) expect(grantsOf(person).owner || hasDuty(person, 'supervisor')).toBe(true);
        }
        expect(assignAll(all, [...staff].reverse(), new Map(), DEFAULT_ROUTING)).toEqual({ assigned, stuck });
      }),
    );
  });

  it('leaves no two of those who fit alike more than one apart, however uneven it was', () => {
    const many = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(
        many,
        fc.integer({ min: 0, max: 120 }),
        fc.array(fc.nat(5), { maxLength: 6 }),
        (people, count, had) => {
          const staff = Array.from({ length: people }, (_, at) => agent(`p${at}`));
          const loads = new Map(staff.map(({ id }, at) => [id, had[at] ?? 0]));
          const all = Array.from({ length: count }, (_, at) => ({ case: aCase(String(at)), outlet: undefined }));
          const { assigned } = assignAll(all, staff, loads, DEFAULT_ROUTING);
          for (const { person } of assigned) loads.set(person.id, (loads.get(person.id) ?? 0) + 1);
          const touched = new Set(assigned.map(({ person }) => person.id));
          const after = staff.filter(({ id }) => touched.has(id)).map(({ id }) => loads.get(id) ?? 0);
          expect(Math.max(0, ...after) - Math.min(...after, Math.max(0, ...after))).toBeLessThanOrEqual(1);
          // Whoever got none had no less to do than those who did.
          for (const { id } of staff)
            if (!touched.has(id) && count > 0) expect(loads.get(id)).toBeGreaterThanOrEqual(Math.max(...after) - 1);
        },
      ),
    );
  });
});

describe('ROUTING', () => {
  const read = (setting: unknown): Routing => {
    const result = readRouting(JSON.stringify(setting));
    if (!('ok' in result)) throw new Error(result.problem);
    return result.ok;
  };

  it('sets what it names, and leaves the rest as the domain has it', () => {
    const routing = read({
      queues: { complaint: { assign: 'auto' } },
      rules: [
        { kind: 'complaint', outlet: 'bj001', duties: ['inspector'] },
        { region: 'south', assign: 'claim' },
      ],
    });
    const north = anOutlet('BJ001', 'north');
    expect(queueFor('complaint', north, routing)).toEqual({
      assign: 'auto',
      duties: ['inspector'],
      heads: ['supervisor'],
    });
    expect(queueFor('complaint', anOutlet('SH001', 'south'), routing).assign).toBe('claim');
    expect(queueFor('praise', north, routing)).toEqual(DEFAULT_ROUTING.queues.praise);
    expect(autoKinds(routing)).toEqual(['complaint']);
  });

  it.each([
    ['{', 'is not JSON; write'],
    ['{"queues":{"complaint":{"assign":"yes"}}}', 'is wrong at queues.complaint.assign:'],
    ['{"queues":{"complaint":{"duties":[]}}}', 'is wrong at queues.complaint.duties: name at least one duty'],
    [
      '{"departments":[{"id":"Q A","name":{"zh-Hans":"a","zh-Hant":"b","en":"c"}}]}',
      'write a short id such as quality',
    ],
    ['{"departments":[{"id":"other","name":{"zh-Hans":"a","zh-Hant":"b","en":"c"}}]}', 'other is taken'],
  ])('%s is met with one line that says what to mend', (text, problem) => {
    const result = readRouting(text);
    expect('problem' in result && result.problem).toContain(problem);
    expect('problem' in result && result.problem).not.toContain('\n');
  });
});
