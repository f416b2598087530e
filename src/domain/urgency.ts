/** What of one's own is to be done first, and what that is. Pure. */
import { type Case, isRunning, type Stage, stageOf } from './case.ts';

/** Most urgent first. */
export const URGENCIES = ['overdue', 'soon', 'urgent', 'waiting', 'handed-over', 'rest'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What is due within so long leaves no time for other things. */
const SOON_MS = 4 * 3_600_000;

export function urgencyOf(current: Case, now: string): Urgency {
  const leftMs = Date.parse(current.dueAt) - Date.parse(now);
  if (isRunning(current) && leftMs <= SOON_MS) return leftMs <= 0 ? 'overdue' : 'soon';
  const stage = stageOf(current);
  if (current.urgent && stage !== 'answered') return 'urgent';
  return stage === 'waiting' || stage === 'handed-over' ? stage : 'rest';
}

/** By urgency; within it, the promise that comes first. */
export const byUrgency =
  (now: string) =>
  (a: Case, b: Case): number =>
    URGENCIES.indexOf(urgencyOf(a, now)) - URGENCIES.indexOf(urgencyOf(b, now)) ||
    Date.parse(a.dueAt) - Date.parse(b.dueAt);

/** What whoever is in charge does next. */
export type NextStep = 'claim' | 'begin' | 'answer' | 'findings' | 'customer' | 'confirmation' | 'none';

const NEXT: Readonly<Record<Stage, NextStep>> = {
  received: 'claim',
  assigned: 'begin',
  'in-progress': 'answer',
  'handed-over': 'findings',
  waiting: 'customer',
  answered: 'confirmation',
  confirmed: 'none',
  withdrawn: 'none',
  closed: 'none',
};

export const nextStepOf = (current: Case): NextStep => NEXT[stageOf(current)];
