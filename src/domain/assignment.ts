/** Who gets a case (F19, applied to cases): whoever fits and has the least to do. Pure; the same people, loads and cases always give the same answer. */
import type { Case } from './case.ts';
import type { Outlet } from './outlet.ts';
import { type Duty, grantsOf, hasDuty, type Person } from './person.ts';
import { type Queue, queueFor, type Routing } from './queues.ts';
import { mayHandle } from './rights.ts';

/** Where someone was found: with duty and place, with the duty but from elsewhere, or at the head of the queue. */
export const ASSIGN_RULES = ['duty', 'elsewhere', 'head'] as const;
export type AssignRule = (typeof ASSIGN_RULES)[number];

export interface Assignment {
  case: Case;
  person: Person;
  /** How many open cases they had before this one. */
  load: number;
  rule: AssignRule;
}

export interface Waiting {
  case: Case;
  outlet: Outlet | undefined;
}

/** May be given it at all: handles it by right, did not report it, and it is not about them. */
export const isFit = (person: Person, current: Case): boolean =>
  person.id !== current.personId && person.role === 'staff' && mayHandle(person, current);

const isThere = (person: Person): boolean => grantsOf(person).onDuty;

const isAble = (person: Person, { kind }: Case): boolean => {
  const { kinds } = grantsOf(person);
  return kinds.length === 0 || kinds.includes(kind);
};

/** Whoever works in some regions or stores only gets what is of there; what is of nowhere is everyone's. */
export function isNear(person: Person, outlet: Outlet | undefined): boolean {
  const { regions, manages } = grantsOf(person);
  if (!outlet || (regions.length === 0 && manages.length === 0)) return true;
  return regions.includes(outlet.region) || manages.includes(outlet.id);
}

/** Everyone of the narrowest circle in which anyone fits. */
export function circleFor(
  { case: current, outlet }: Waiting,
  staff: readonly Person[],
  queue: Queue,
): { rule: AssignRule; people: Person[] } | undefined {
  const there = staff.filter((one) => isThere(one) && isFit(one, current));
  const able = there.filter((one) => hasDuty(one, ...queue.duties) && isAble(one, current));
  const near = able.filter((one) => isNear(one, outlet));
  if (near.length > 0) return { rule: 'duty', people: near };
  if (able.length > 0) return { rule: 'elsewhere', people: able };
  for (const head of queue.heads) {
    const people = there.filter((one) => hasDuty(one, head));
    if (people.length > 0) return { rule: 'head', people };
  }
  return undefined;
}

/**
 * Gives out cases, in the order given, each to the one with the fewest open cases by then; among equals to the one whose id comes first.
 * `loads`: open cases by person.
 */
export function assignAll(
  waiting: readonly Waiting[],
  staff: readonly Person[],
  loads: ReadonlyMap<string, number>,
  routing: Routing,
): { assigned: Assignment[]; stuck: Case[] } {
  const load = new Map(loads);
  const assigned: Assignment[] = [];
  const stuck: Case[] = [];
  for (const one of waiting) {
    const circle = circleFor(one, staff, queueFor(one.case.kind, one.outlet, routing));
    const person = circle && leastLoaded(circle.people, load);
    if (!circle || !person) {
      stuck.push(one.case);
      continue;
    }
    const before = load.get(person.id) ?? 0;
    load.set(person.id, before + 1);
    assigned.push({ case: one.case, person, load: before, rule: circle.rule });
  }
  return { assigned, stuck };
}

function leastLoaded(people: readonly Person[], load: ReadonlyMap<string, number>): Person | undefined {
  const of = ({ id }: Person): number => load.get(id) ?? 0;
  return [...people].sort((a, b) => of(a) - of(b) || (a.id < b.id ? -1 : 1))[0];
}

/** On duty first; when nobody of them is, all of them, since someone must hear of it. */
export const thereOrAll = (people: readonly Person[]): Person[] => {
  const there = people.filter(isThere);
  return there.length > 0 ? there : [...people];
};

/** Staff with a duty who may see the case; where they work matters only for those who work somewhere. */
export const holdersOf = (
  duties: readonly Duty[],
  current: Case,
  outlet: Outlet | undefined,
  staff: readonly Person[],
): Person[] => {
  const holders = staff.filter((one) => hasDuty(one, ...duties) && isFit(one, current));
  const near = holders.filter((one) => isNear(one, outlet));
  return thereOrAll(near.length > 0 ? near : holders);
};
