/** Whatever is done to a case, in whatever order: held against a model of its life cycle. */
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { type Actor, type Case, type CaseAct, OUTCOMES_OF, STARS, type Stage, stageOf } from '../../src/domain/case.ts';
import { changeCase } from '../../src/domain/case-changes.ts';
import { SEVERITIES, type Severity } from '../../src/domain/deadlines.ts';
import { ACTORS, aCase, at, lead } from '../support/case-acts.ts';
import { expectSame } from '../support/same.ts';

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
