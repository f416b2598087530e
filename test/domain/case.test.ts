/** The life cycle of a case: who may do what, when. */
import { describe, expect, it } from 'vitest';
import { type Case, type CaseAct, type CaseStatus, isRunning, stageOf } from '../../src/domain/case.ts';
import { changeCase, isUntouched } from '../../src/domain/case-changes.ts';
import { DEFAULT_DEADLINES, DEFAULT_RULE, type Deadlines } from '../../src/domain/deadlines.ts';
import { ACTORS, ACTS, aCase, at, CASES, clerk, done, HOUR, lead, NOW, owner } from '../support/case-acts.ts';

/** For each act and status: what each actor gets, in the order owner, clerk (in charge), colleague, stranger. */
const TABLE: Record<CaseAct['type'], Record<CaseStatus, string>> = {
  assign: {
    received: 'staff-only not-lead not-lead staff-only',
    assigned: 'staff-only not-lead not-lead staff-only',
    answered: 'staff-only not-lead not-lead staff-only',
    confirmed: 'staff-only closed closed staff-only',
  },
  about: {
    received: 'staff-only ok ok staff-only',
    assigned: 'staff-only ok ok staff-only',
    answered: 'staff-only ok ok staff-only',
    confirmed: 'staff-only ok ok staff-only',
  },
  confide: {
    received: 'ok not-yours not-yours not-yours',
    assigned: 'ok not-yours not-yours not-yours',
    answered: 'ok not-yours not-yours not-yours',
    confirmed: 'closed not-yours not-yours not-yours',
  },
  lift: {
    received: 'staff-only not-supervisor not-supervisor staff-only',
    assigned: 'staff-only not-supervisor not-supervisor staff-only',
    answered: 'staff-only not-supervisor not-supervisor staff-only',
    confirmed: 'staff-only not-supervisor not-supervisor staff-only',
  },
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
  readout: {
    received: 'staff-only not-praise not-praise staff-only',
    assigned: 'staff-only not-praise not-praise staff-only',
    answered: 'staff-only not-praise not-praise staff-only',
    confirmed: 'staff-only not-praise not-praise staff-only',
  },
  check: {
    received: 'staff-only not-agreed not-agreed staff-only',
    assigned: 'staff-only not-agreed not-agreed staff-only',
    answered: 'staff-only not-agreed not-agreed staff-only',
    confirmed: 'staff-only not-agreed not-agreed staff-only',
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
  refer: {
    received: 'staff-only unclaimed unclaimed staff-only',
    assigned: 'staff-only ok taken staff-only',
    answered: 'staff-only closed closed staff-only',
    confirmed: 'staff-only closed closed staff-only',
  },
  findings: {
    received: 'staff-only not-handed-over not-handed-over staff-only',
    assigned: 'staff-only not-handed-over not-handed-over staff-only',
    answered: 'staff-only closed closed staff-only',
    confirmed: 'staff-only closed closed staff-only',
  },
  ask: {
    received: 'staff-only unclaimed unclaimed staff-only',
    assigned: 'staff-only ok taken staff-only',
    answered: 'staff-only closed closed staff-only',
    confirmed: 'staff-only closed closed staff-only',
  },
  resume: {
    received: 'staff-only unclaimed unclaimed staff-only',
    assigned: 'staff-only not-waiting taken staff-only',
    answered: 'staff-only closed closed staff-only',
    confirmed: 'staff-only closed closed staff-only',
  },
  severity: {
    received: 'staff-only ok ok staff-only',
    assigned: 'staff-only ok ok staff-only',
    answered: 'staff-only closed closed staff-only',
    confirmed: 'staff-only closed closed staff-only',
  },
  close: {
    received: 'staff-only unclaimed unclaimed staff-only',
    assigned: 'staff-only ok taken staff-only',
    answered: 'staff-only ok taken staff-only',
    confirmed: 'staff-only closed closed staff-only',
  },
  reopen: {
    received: 'not-closed not-closed not-closed not-yours',
    assigned: 'not-closed not-closed not-closed not-yours',
    answered: 'not-closed not-closed not-closed not-yours',
    confirmed: 'ok ok ok not-yours',
  },
  withdraw: {
    received: 'ok not-yours not-yours not-yours',
    assigned: 'ok not-yours not-yours not-yours',
    answered: 'ok not-yours not-yours not-yours',
    confirmed: 'closed not-yours not-yours not-yours',
  },
  rate: {
    received: 'not-confirmed not-yours not-yours not-yours',
    assigned: 'not-confirmed not-yours not-yours not-yours',
    answered: 'not-confirmed not-yours not-yours not-yours',
    confirmed: 'ok not-yours not-yours not-yours',
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
    const worked = { startedAt: NOW, respondedAt: NOW };
    expect(answered).toEqual({ ...CASES.answered, ...worked, outcome: 'return', seq: 2 });
    const later = '2026-03-18T05:00:00.000Z';
    expect(changeCase(CASES.answered, ACTS.confirm, owner, later).case).toMatchObject({
      status: 'confirmed',
      answeredAt: NOW,
      confirmedAt: later,
    });
  });

  it.each([
    ['colleague', CASES.received, 'ok'],
    ['colleague', CASES.assigned, 'ok'],
    ['clerk', CASES.assigned, 'same-assignee'],
    ['owner', CASES.received, 'their-own'],
    ['named', aCase({ aboutIds: ['named'] }), 'about-them'],
  ])('that gives it to the %s: %#', (to, current, verdict) => {
    const change = changeCase(current, { type: 'assign', to, text: '' }, lead, NOW);
    expect(change.refused ?? 'ok').toBe(verdict);
    if (change.case) expect(change.case).toMatchObject({ status: 'assigned', assigneeId: to, takenOverBy: null });
  });

  it('that gives it to another lets them begin anew, and hands the chat back', () => {
    const taken = aCase({ ...CASES.assigned, takenOverBy: 'clerk', startedAt: NOW });
    const given = changeCase(taken, ACTS.assign, lead, NOW).case;
    expect(given && stageOf(given)).toBe('assigned');
    expect(given && isUntouched(given)).toBe(true);
    expect(isUntouched(taken)).toBe(false);
  });

  it('that names who is in charge takes it from them, and only who supervises lifts that it is confidential', () => {
    const asked = changeCase(CASES.assigned, ACTS.ask, clerk, NOW).case ?? CASES.assigned;
    const about: CaseAct = { type: 'about', aboutIds: ['clerk'], text: '' };
    const named = changeCase(asked, about, lead, NOW).case;
    expect(named).toMatchObject({ assigneeId: null, aboutIds: ['clerk'], confidential: true });
    expect(named && [stageOf(named), isRunning(named)]).toEqual(['received', true]);
    expect(named && changeCase(named, about, lead, NOW).refused).toBe('about-already');
    const lifted = named && changeCase(named, ACTS.lift, lead, NOW).case;
    expect(lifted).toMatchObject({ aboutIds: ['clerk'], confidential: null });
  });

  it('that disputes takes the answer back and leaves colleague and deadline', () => {
    expect(changeCase(CASES.answered, ACTS.dispute, owner, NOW).case).toEqual({
      ...CASES.assigned,
      seq: 2,
      reopened: 1,
    });
  });
});

describe('the life of a case', () => {
  it('tells whether anything was done yet, and by whom it is looked at', () => {
    const claimed = done(aCase(), ACTS.claim, clerk);
    expect(stageOf(claimed)).toBe('assigned');
    const replied = done(claimed, ACTS.reply, clerk, 1);
    expect([stageOf(replied), replied.startedAt, replied.respondedAt]).toEqual(['in-progress', at(1), at(1)]);
    const referred = done(replied, ACTS.refer, clerk, 2);
    expect(referred).toMatchObject({ department: 'Quality', question: 'x', dueAt: replied.dueAt });
    expect(stageOf(referred)).toBe('handed-over');
    expect(changeCase(referred, ACTS.refer, clerk, at(2)).refused).toBe('handed-over-already');
    expect(stageOf(done(referred, ACTS.findings, ACTORS.colleague ?? clerk, 3))).toBe('in-progress');
  });

  it('stands still while the person is asked, and is due so much later', () => {
    const asked = done(CASES.assigned, ACTS.ask, clerk, 3);
    expect([stageOf(asked), isRunning(asked)]).toEqual(['waiting', false]);
    expect(changeCase(asked, ACTS.ask, clerk, at(4)).refused).toBe('waiting-already');
    const told = done(asked, ACTS.add, owner, 10);
    expect([stageOf(told), told.dueAt]).toEqual(['in-progress', at(24 + 7)]);
    const again = done(done(told, ACTS.ask, clerk, 12), ACTS.resume, clerk, 13);
    expect(again.dueAt).toBe(at(24 + 8));
  });

  it('owes nothing for a pause that began after the deadline', () => {
    const late = done(done(CASES.assigned, ACTS.ask, clerk, 30), ACTS.resume, clerk, 40);
    expect(late.dueAt).toBe(CASES.assigned.dueAt);
  });

  it('of another severity runs from the same beginning by another rule, with the same pauses', () => {
    const deadlines: Deadlines = {
      ...DEFAULT_DEADLINES,
      rules: [{ ...DEFAULT_RULE, severity: 'serious', answerMs: 8 * HOUR, respondMs: HOUR }],
    };
    const paused = done(done(CASES.assigned, ACTS.ask, clerk, 1), ACTS.resume, clerk, 2);
    const serious = changeCase(paused, ACTS.severity, clerk, at(3), deadlines).case;
    expect(serious).toMatchObject({ severity: 'serious', dueAt: at(9), respondBy: at(1) });
    expect(serious && changeCase(serious, ACTS.severity, clerk, at(3), deadlines).refused).toBe('same-severity');
  });

  it('ends when it is withdrawn or closed, and begins a new clock when it is reopened', () => {
    const withdrawn = done(aCase(), ACTS.withdraw, owner, 1);
    expect([stageOf(withdrawn), withdrawn.confirmedAt]).toEqual(['withdrawn', at(1)]);
    expect(changeCase(withdrawn, ACTS.rate, owner, at(1)).refused).toBe('not-confirmed');
    const open = done(withdrawn, ACTS.reopen, owner, 50);
    expect([stageOf(open), open.dueAt, open.cancelled]).toEqual(['received', at(74), null]);
    const closed = done(CASES.assigned, ACTS.close, clerk, 2);
    expect([stageOf(closed), closed.takenOverBy]).toEqual(['closed', null]);
    expect(stageOf(done(closed, ACTS.reopen, clerk, 3))).toBe('assigned');
  });

  it('is as before for what an earlier version of the program has written', () => {
    // It knows no clock, and answers a case that waits without ending the pause.
    expect(stageOf(CASES.assigned)).toBe('assigned');
    const asked = done(CASES.assigned, ACTS.ask, clerk, 3);
    const answered: Case = { ...asked, status: 'answered', outcome: 'other', answeredAt: at(5) };
    expect(stageOf(answered)).toBe('answered');
    expect(isRunning(done(answered, ACTS.dispute, owner, 6))).toBe(true);
  });
});
