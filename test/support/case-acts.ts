/** A case in each status, everyone who may do something to it, and one act of each kind. */

import type { Actor, Case, CaseAct, CaseStatus } from '../../src/domain/case.ts';
import { changeCase } from '../../src/domain/case-changes.ts';
import { BARE_CASE } from './bare-case.ts';

export const NOW = '2026-03-18T04:00:00.000Z';

export function aCase(given: Partial<Case> = {}): Case {
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
    ...BARE_CASE,
    intake: 'chat',
    createdAt: NOW,
    dueAt: '2026-03-19T04:00:00.000Z',
    ...given,
  };
}

export const CASES: Record<CaseStatus, Case> = {
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

export const ACTORS: Record<string, Actor> = {
  owner: { personId: 'owner', staff: false },
  clerk: { personId: 'clerk', staff: true },
  colleague: { personId: 'colleague', staff: true },
  stranger: { personId: 'stranger', staff: false },
};
export const lead: Actor = { personId: 'lead', staff: true, leads: true, supervises: true };

export const ACTS: Record<CaseAct['type'], CaseAct> = {
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

export const owner: Actor = { personId: 'owner', staff: false };
export const clerk: Actor = { personId: 'clerk', staff: true };

export const HOUR = 3_600_000;
export const at = (hours: number): string => new Date(Date.parse(NOW) + hours * HOUR).toISOString();
export const done = (current: Case, act: CaseAct, actor: Actor, hours = 0): Case => {
  const { case: next, refused } = changeCase(current, act, actor, at(hours));
  if (!next) throw new Error(`refused: ${refused}`);
  return next;
};
