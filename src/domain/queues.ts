/**
 * The queues (F11): every kind of case has its own, with the duty that works in it, and those who head it and answer for it. Headquarters
 * may set others, by region, store and kind; `docs/routing.md` shows the table.
 */
import { CASE_KINDS, type CaseKind } from './case.ts';
import type { Outlet } from './outlet.ts';
import type { Duty, Language } from './person.ts';

/** `claim`: whoever is free takes a case. `auto`: cases are given out evenly. */
export const ASSIGN_MODES = ['claim', 'auto'] as const;
export type AssignMode = (typeof ASSIGN_MODES)[number];

export interface Queue {
  assign: AssignMode;
  /** Who works in it. */
  duties: readonly Duty[];
  /** Who is asked, one duty after the other, when none of those fits; the last one answers for the queue. */
  heads: readonly Duty[];
}

/** What is different for some cases; what is absent in `set` stays as the queue has it. */
export interface RoutingRule {
  kind: CaseKind | null;
  region: string | null;
  /** The outlet's code. */
  outlet: string | null;
  set: Partial<Queue>;
}

/** A department that cases are handed over to. */
export interface Department {
  /** Short and ASCII; it stands in the case. */
  id: string;
  names: Readonly<Record<Language, string>>;
  /** Who gets the question directly: everyone with these duties, and these people by name or id. */
  duties: readonly Duty[];
  people: readonly string[];
}

/** Stands for a department that is not on the list. */
export const OTHER_DEPARTMENT = 'other';

export interface Routing {
  queues: Readonly<Record<CaseKind, Queue>>;
  /** The first one that fits counts. */
  rules: readonly RoutingRule[];
  departments: readonly Department[];
}

const by = (duties: readonly Duty[], heads: readonly Duty[]): Queue => ({ assign: 'claim', duties, heads });

/** The way of F11: agents → supervisor → head of marketing; F09, F10, F13 and F40 name the others. */
export const DEFAULT_QUEUES: Readonly<Record<CaseKind, Queue>> = {
  complaint: by(['agent'], ['supervisor']),
  consultation: by(['agent'], ['supervisor']),
  suggestion: by(['agent'], ['supervisor', 'marketing-director']),
  praise: by(['store-specialist'], ['operations-manager']),
  damage: by(['store-specialist'], ['operations-manager']),
  service: by(['service-clerk'], ['technician', 'operations-manager']),
  dispute: by(['regional-manager'], ['supervisor']),
};

export const DEFAULT_ROUTING: Routing = { queues: DEFAULT_QUEUES, rules: [], departments: [] };

/** The queue as it is for a case of that kind about that outlet. */
export function queueFor(kind: CaseKind, outlet: Outlet | undefined, { queues, rules }: Routing): Queue {
  const rule = rules.find(
    (one) =>
      (one.kind === null || one.kind === kind) &&
      (one.region === null || one.region === outlet?.region) &&
      (one.outlet === null || one.outlet.toUpperCase() === outlet?.code.toUpperCase()),
  );
  return { ...queues[kind], ...rule?.set };
}

/** Kinds of which cases may be given out by the program. */
export const autoKinds = ({ queues, rules }: Routing): CaseKind[] =>
  CASE_KINDS.filter(
    (kind) =>
      queues[kind].assign === 'auto' ||
      rules.some((rule) => rule.set.assign === 'auto' && (rule.kind === null || rule.kind === kind)),
  );

export const departmentOf = (id: string | null, { departments }: Routing): Department | undefined =>
  departments.find((one) => one.id === id);
