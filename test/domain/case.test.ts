/** The life cycle of a case: who may do what, when; and what holds whatever is done. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Actor,
  type Case,
  type CaseAct,
  type CaseStatus,
  isRunning,
  OUTCOMES_OF,
  STARS,
  type Stage,
  stageOf,
} from '../../src/domain/case.ts';
import { changeCase, isUntouched } from '../../src/domain/case-changes.ts';
import {
  DEFAULT_DEADLINES,
  DEFAULT_RULE,
  type Deadlines,
  SEVERITIES,
  type Severity,
} from '../../src/domain/deadlines.ts';
import { expectSame } from '../support/same.ts';

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
    severity: null,
    startedAt: null,
    department: null,
    question: null,
    cancelled: null,
    clock: null,
    respondBy: null,
    respondedAt: null,
    rating: null,
    aboutIds: null,
    confidential: null,
    reopened: null,
    search: null,
    hearing: null,
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
const lead: Actor = { personId: 'lead', staff: true, leads: true, supervises: true };

const ACTS: Record<CaseAct['type'], CaseAct> = {
  claim: { type: 'claim' },
  assign: { type: 'assign', to: 'colleague', text: '' },
  about: { type: 'about', aboutIds: ['colleague'], text: '' },
  confide: { type: 'confide' },
  lift: { type: 'lift', text: '' },
  takeover: { type: 'takeover' },
  handback: { type: 'handback' },
  note: { type: 'note', text: 'x' },
  reply: { type: 'reply', text: 'x' },
  resolve: { type: 'resolve', outcome: 'other', text: 'x' },
  readout: { type: 'readout' },
  check: { type: 'check', outcome: 'shopper-pays' },
  confirm: { type: 'confirm' },
  dispute: { type: 'dispute', text: 'x' },
  add: { type: 'add', text: 'x' },
  refer: { type: 'refer', department: 'Quality', text: 'x' },
  findings: { type: 'findings', text: 'x' },
  ask: { type: 'ask', text: 'x' },
  resume: { type: 'resume' },
  severity: { type: 'severity', severity: 'serious', text: 'x' },
  close: { type: 'close', text: 'x' },
  reopen: { type: 'reopen', text: 'x' },
  withdraw: { type: 'withdraw', text: 'x' },
  rate: { type: 'rate', stars: 4, text: '' },
};

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

const owner: Actor = { personId: 'owner', staff: false };
const clerk: Actor = { personId: 'clerk', staff: true };

const HOUR = 3_600_000;
const at = (hours: number): string => new Date(Date.parse(NOW) + hours * HOUR).toISOString();
const done = (current: Case, act: CaseAct, actor: Actor, hours = 0): Case => {
  const { case: next, refused } = changeCase(current, act, actor, at(hours));
  if (!next) throw new Error(`refused: ${refused}`);
  return next;
};

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

/** The same life cycle told in another way: a table of moves between stages, and hours that are counted one by one. */
interface Model {
  stage: Stage;
  assignee: string | null;
  takenOver: boolean;
  started: boolean;
  referred: boolean;
  waits: boolean;
  severity: Severity;
  rating: number | null;
  about: string[];
  confidential: boolean;
  /** Hours of the clock that are left of the promise; below zero it stays where it was. */
  left: number;
  due: number;
}

const OPEN: readonly Stage[] = ['received', 'assigned', 'in-progress', 'handed-over', 'waiting'];
const ENDED: readonly Stage[] = ['confirmed', 'withdrawn', 'closed'];

function stageOfModel({ stage, assignee, started, referred, waits }: Model): Stage {
  if (!OPEN.includes(stage)) return stage;
  if (assignee === null) return 'received';
  if (waits) return 'waiting';
  if (referred) return 'handed-over';
  return started ? 'in-progress' : 'assigned';
}

/** Whether the act is legal in the model; changes it if so. */
function moves(model: Model, act: CaseAct, actor: Actor, hour: number): boolean {
  const open = OPEN.includes(model.stage);
  const ended = ENDED.includes(model.stage);
  const owns = actor.personId === 'owner';
  const charge = actor.staff && actor.personId === model.assignee;
  const goOn = () => {
    if (model.waits && model.left > 0) model.due = hour + model.left;
    model.waits = false;
  };
  const end = (stage: Stage) => {
    goOn();
    Object.assign(model, { stage, referred: false, takenOver: false });
  };
  switch (act.type) {
    case 'claim':
      if (!actor.staff || !open || model.assignee !== null) return false;
      model.assignee = actor.personId;
      return true;
    case 'assign': {
      const barred = [model.assignee, 'owner', ...model.about].includes(act.to);
      if (!actor.staff || ended || !actor.leads || barred) return false;
      Object.assign(model, { assignee: act.to, started: false, takenOver: false });
      return true;
    }
    case 'about':
      if (!actor.staff || (model.confidential && act.aboutIds.every((id) => model.about.includes(id)))) return false;
      model.about = [...new Set([...model.about, ...act.aboutIds])].sort();
      model.confidential = true;
      if (model.assignee !== null && model.about.includes(model.assignee)) {
        goOn();
        Object.assign(model, { assignee: null, started: false, takenOver: false });
      }
      return true;
    case 'confide':
      if (!owns || ended || model.confidential) return false;
      model.confidential = true;
      return true;
    case 'lift':
      if (!actor.staff || !actor.supervises || !model.confidential) return false;
      model.confidential = false;
      return true;
    case 'takeover':
      if (!actor.staff || owns || ended || (model.assignee !== null && !charge) || model.takenOver) return false;
      Object.assign(model, { assignee: actor.personId, takenOver: true });
      return true;
    case 'handback':
      if (!model.takenOver || !(owns || charge)) return false;
      model.takenOver = false;
      return true;
    case 'note':
      if (charge && open) model.started = true;
      return actor.staff;
    case 'reply':
      if (!charge || ended) return false;
      model.started = true;
      return true;
    case 'refer':
      if (!charge || !open || model.referred) return false;
      Object.assign(model, { referred: true, started: true });
      return true;
    case 'findings':
      if (!actor.staff || !open || !model.referred) return false;
      model.referred = false;
      return true;
    case 'ask':
      if (!charge || !open || model.waits) return false;
      Object.assign(model, { waits: true, started: true });
      return true;
    case 'resume':
      if (!charge || !open || !model.waits) return false;
      goOn();
      return true;
    case 'severity':
      if (!actor.staff || owns || !open || model.severity === act.severity) return false;
      // Every severity has the same rule here, so nothing moves.
      model.severity = act.severity;
      return true;
    case 'resolve':
      if (!charge || !open) return false;
      goOn();
      Object.assign(model, { stage: 'answered', referred: false, started: true });
      return true;
    case 'close':
      if (!charge || ended) return false;
      end('closed');
      return true;
    case 'withdraw':
      if (!owns || ended) return false;
      end('withdrawn');
      return true;
    case 'confirm':
      if (!owns || model.stage !== 'answered') return false;
      end('confirmed');
      return true;
    case 'dispute':
      if (!owns || model.stage !== 'answered') return false;
      model.stage = 'assigned';
      return true;
    case 'reopen':
      if (!(owns || actor.staff) || !ended) return false;
      Object.assign(model, { stage: 'assigned', rating: null, left: 24, due: hour + 24 });
      return true;
    case 'readout':
    case 'check':
      // The model is of a complaint.
      return false;
    case 'rate':
      if (!owns || model.stage !== 'confirmed') return false;
      model.rating = act.stars;
      return true;
    case 'add':
      if (!owns || ended) return false;
      goOn();
      return true;
    default:
      return act satisfies never;
  }
}

describe('whatever is done to a case', () => {
  const text = fc.constantFrom('', 'x', '谢谢');
  const anAct: fc.Arbitrary<CaseAct> = fc.oneof(
    fc.constantFrom('claim', 'takeover', 'handback', 'confirm', 'resume', 'confide').map((type) => ({ type }) as const),
    fc.record({ type: fc.constantFrom('note', 'reply', 'findings', 'ask', 'close'), text }),
    fc.record({ type: fc.constant('assign'), to: fc.constantFrom('owner', 'clerk', 'colleague', 'lead'), text }),
    fc.record({ type: fc.constant('about'), aboutIds: fc.subarray(['clerk', 'colleague'], { minLength: 1 }), text }),
    fc.record({ type: fc.constant('lift'), text }),
    fc.record({ type: fc.constantFrom('dispute', 'add', 'withdraw', 'reopen'), text }),
    fc.record({ type: fc.constant('refer'), department: fc.constant('Quality'), text }),
    fc.record({ type: fc.constant('severity'), severity: fc.constantFrom(...SEVERITIES), text }),
    fc.record({ type: fc.constant('rate'), stars: fc.constantFrom(...STARS), text }),
    fc.record({ type: fc.constant('resolve'), outcome: fc.constantFrom(...OUTCOMES_OF.complaint), text }),
  );
  const anActor = fc.constantFrom(...Object.values(ACTORS), lead);

  it('it is what the model says, its journal has no gap, and what was refused changed nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anAct, anActor, fc.nat(5)), { maxLength: 30 }), (steps) => {
        let current = aCase();
        let hour = 0;
        const model: Model = {
          ...{ stage: 'received', assignee: null, takenOver: false, started: false, referred: false, waits: false },
          ...{ severity: 'general', rating: null, about: [], confidential: false, left: 24, due: 24 },
        };
        for (const [act, actor, hours] of steps) {
          hour += hours;
          if (!model.waits) model.left -= hours;
          const before = JSON.stringify(current);
          const legal = moves(model, act, actor, hour);
          const change = changeCase(current, act, actor, at(hour));
          expectSame([act.type, change.refused === undefined], [act.type, legal]);
          expectSame(JSON.stringify(current), before);
          if (!change.case) continue;
          const next = change.case;
          const state = {
            seq: next.seq,
            stage: stageOf(next),
            assignee: next.assigneeId,
            takenOver: next.takenOverBy,
            department: next.department === null,
            severity: next.severity ?? 'general',
            rating: next.rating,
            about: next.aboutIds ?? [],
            confidential: next.confidential ?? false,
            dueAt: next.dueAt,
            answered: next.answeredAt !== null && next.outcome !== null,
            ended: next.confirmedAt !== null,
          };
          expectSame(state, {
            seq: current.seq + 1,
            stage: stageOfModel(model),
            assignee: model.assignee,
            takenOver: model.takenOver ? model.assignee : null,
            department: !model.referred,
            severity: model.severity,
            rating: model.rating,
            about: model.about,
            confidential: model.confidential,
            dueAt: at(model.due),
            answered: model.stage === 'answered' || model.stage === 'confirmed' || wasAnswered(next),
            ended: ENDED.includes(model.stage),
          });
          expectSame(structuredClone(next), next);
          current = next;
        }
      }),
      { numRuns: 10_000 },
    );
  });
});

/** A case that was answered may be withdrawn or closed; the answer stays on record. */
const wasAnswered = ({ cancelled, answeredAt, outcome }: Case): boolean =>
  cancelled !== null && answeredAt !== null && outcome !== null;
