/** What follows from figures, and that the journal's words for answering and reopening are all there are. */
import { describe, expect, it } from 'vitest';
import type { Case, CaseAct } from '../../src/domain/case.ts';
import { changeCase } from '../../src/domain/case-changes.ts';
import { changeHearing, type Hearing, type HearingAct } from '../../src/domain/hearing.ts';
import { NO_GRANTS, type Person } from '../../src/domain/person.ts';
import {
  ANSWERING,
  change,
  type Line,
  percent,
  REOPENING,
  registerScope,
  reportScope,
  weeklyReaders,
  worstFirst,
} from '../../src/domain/report.ts';
import { may } from '../../src/domain/rights.ts';
import { aCase, anId, anOutlet, aPerson } from '../store/rows.ts';

const NOW = '2026-03-18T04:00:00.000Z';
const LATER = '2026-03-25T05:00:00.000Z';

describe('the entries that reports count', () => {
  const text = 'x';
  const clerk = { personId: anId(), staff: true };
  const owner = { personId: anId(), staff: false };
  const base = { personId: owner.personId, assigneeId: clerk.personId, createdAt: NOW, dueAt: NOW };
  const answer = { outcome: 'other', answeredAt: NOW, respondedAt: NOW } as const;
  const undecided = { finding: null, decidedAt: null, decidedBy: null, decidedFirstBy: null, accepted: [] };
  const rest = { objectedBy: null, remedyBy: null };
  const hearing: Hearing = { respondentId: null, askedAt: NOW, statedAt: NOW, level: 1, ...undecided, ...rest };
  const decided = { finding: 'proven', decidedAt: NOW, decidedBy: clerk.personId } as const;
  const cases: Case[] = [
    aCase({ ...base, status: 'received', assigneeId: null }),
    aCase({ ...base, status: 'assigned' }),
    aCase({ ...base, ...answer, status: 'answered' }),
    aCase({ ...base, ...answer, status: 'confirmed', confirmedAt: NOW }),
    aCase({ ...base, kind: 'praise', status: 'assigned' }),
    aCase({ ...base, kind: 'damage', status: 'assigned', facts: { compensation: 'agreed' } }),
    aCase({ ...base, kind: 'dispute', status: 'assigned', hearing: { ...hearing, accepted: [] } }),
    aCase({
      ...base,
      ...answer,
      kind: 'dispute',
      status: 'answered',
      hearing: { ...hearing, ...decided, accepted: [] },
    }),
  ];
  const ACTS: { [Type in CaseAct['type']]: CaseAct & { type: Type } } = {
    claim: { type: 'claim' },
    assign: { type: 'assign', to: owner.personId, text },
    about: { type: 'about', aboutIds: [owner.personId], text },
    confide: { type: 'confide' },
    lift: { type: 'lift', text },
    takeover: { type: 'takeover' },
    handback: { type: 'handback' },
    note: { type: 'note', text },
    reply: { type: 'reply', text },
    refer: { type: 'refer', department: 'Quality', text },
    findings: { type: 'findings', text },
    ask: { type: 'ask', text },
    resume: { type: 'resume' },
    severity: { type: 'severity', severity: 'serious', text },
    resolve: { type: 'resolve', outcome: 'other', text },
    readout: { type: 'readout' },
    check: { type: 'check', outcome: 'other' },
    close: { type: 'close', text },
    confirm: { type: 'confirm' },
    dispute: { type: 'dispute', text },
    reopen: { type: 'reopen', text },
    withdraw: { type: 'withdraw', text },
    rate: { type: 'rate', stars: 4, text },
    add: { type: 'add', text },
  };
  const STEPS: { [Type in HearingAct['type']]: HearingAct & { type: Type } } = {
    hear: { type: 'hear', respondentId: null, text },
    statement: { type: 'statement', text },
    decide: { type: 'decide', finding: 'proven', text, grounds: text, remedyBy: null },
    accept: { type: 'accept' },
    object: { type: 'object', text },
    remedied: { type: 'remedied', text },
  };

  it('are all by which a case can be answered, and all by which it is taken up again', () => {
    const found = { answering: new Set<string>(), reopening: new Set<string>() };
    const note = (before: Case, kind: string, after: Case | undefined): void => {
      if (after?.answeredAt && before.answeredAt !== after.answeredAt) found.answering.add(kind);
      if (after && (after.reopened ?? 0) > (before.reopened ?? 0)) found.reopening.add(kind);
    };
    for (const current of cases) {
      for (const actor of [clerk, owner]) {
        for (const act of Object.values(ACTS)) note(current, act.type, changeCase(current, act, actor, LATER).case);
        const hears = { ...actor, reviews: true };
        for (const act of Object.values(STEPS)) {
          for (const at of [NOW, LATER]) {
            const aged = { ...current, answeredAt: current.answeredAt && '2026-03-17T00:00:00.000Z' };
            note(aged, act.type, changeHearing(aged, act, hears, at).case);
          }
        }
      }
    }
    expect([...found.answering].toSorted()).toEqual(ANSWERING.toSorted());
    expect([...found.reopening].toSorted()).toEqual(REOPENING.toSorted());
  });
});

describe('figures', () => {
  it('are shares of something, and changes with their sign', () => {
    expect([percent(1, 3), percent(0, 4), percent(0, 0)]).toEqual([33, 0, undefined]);
    expect([change(5, 2), change(2, 5), change(2, 2)]).toEqual(['+3', '−3', '±0']);
  });

  it('stand worst first, and those with few cases apart', () => {
    const line = (key: string, closed: number, troubled: number): Line => ({
      ...{ key, closed, troubled, rated: 0, average: null, response: null, answer: null, kept: 0, reopened: 0 },
    });
    const { ranked, few } = worstFirst([
      line('a', 10, 1),
      line('b', 5, 4),
      line('c', 4, 4),
      line('d', 20, 2),
      line('e', 1, 0),
    ]);
    expect(ranked.map(({ key }) => key)).toEqual(['b', 'd', 'a']);
    expect(few.map(({ key }) => key)).toEqual(['c', 'e']);
  });
});

describe('who reads what', () => {
  const staff = (grants: Partial<Person['grants'] & object>): Person =>
    aPerson({ grants: { ...NO_GRANTS, ...grants } });
  const [north, south] = [anOutlet({ region: 'north' }), anOutlet({ region: 'south', code: 'S1' })];
  const outlets = [north, south];

  it('is their regions for regional managers, and everything for those above', () => {
    expect(reportScope(staff({ duties: ['regional-manager'], regions: ['north'] }), outlets).outletIds).toEqual([
      north.id,
    ]);
    expect(reportScope(staff({ duties: ['regional-manager'] }), outlets).outletIds).toBeNull();
    expect(
      reportScope(staff({ duties: ['regional-manager', 'supervisor'], regions: ['north'] }), outlets).outletIds,
    ).toBeNull();
    expect(reportScope(staff({ owner: true, regions: ['north'] }), outlets).outletIds).toBeNull();
  });

  it('is the register of one’s own stores, or of any for staff', () => {
    const manager = aPerson({ role: 'franchisee', grants: { ...NO_GRANTS, manages: [north.id, anId()] } });
    expect(registerScope(manager, outlets, null)?.outletIds).toEqual([north.id]);
    expect(registerScope(manager, outlets, south.id)).toBeUndefined();
    expect(registerScope(aPerson({ role: 'franchisee' }), outlets, null)).toBeUndefined();
    expect(registerScope(staff({}), outlets, south.id)?.outletIds).toEqual([south.id]);
    expect(registerScope(staff({}), outlets, null)?.outletIds).toBeNull();
  });

  it('is figures by agent for supervisors and above only', () => {
    const allowed = (
      ['supervisor', 'operations-manager', 'marketing-director', 'regional-manager', 'market-manager', 'agent'] as const
    ).filter((duty) => may(staff({ duties: [duty] }), 'report.agents'));
    expect(allowed).toEqual(['supervisor', 'operations-manager', 'marketing-director']);
  });

  it('is the weekly report for operations managers, or else for supervisors and owners', () => {
    const [operations, supervisor, owner, agent] = [
      staff({ duties: ['operations-manager'] }),
      staff({ duties: ['supervisor'] }),
      staff({ owner: true }),
      staff({ duties: ['agent'] }),
    ];
    expect(weeklyReaders([operations, supervisor, owner, agent])).toEqual({ readers: [operations], instead: false });
    expect(weeklyReaders([supervisor, owner, agent])).toEqual({ readers: [supervisor, owner], instead: true });
  });
});
