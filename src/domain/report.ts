/**
 * What reports say about cases: the figures, and what follows from them. How each is counted is said in `docs/reports.md`. Pure; the numbers
 * themselves are counted by the store.
 */
import { CAUSES, type CaseKind, type Cause, type CauseGroup, type Intake, type Outcome } from './case.ts';
import type { Outlet } from './outlet.ts';
import type { Span } from './periods.ts';
import { type Duty, grantsOf, hasDuty, type Person } from './person.ts';
import { isOwner } from './rights.ts';

/** Whose cases are counted. What is confidential never is, nor what complains about the reader. */
export interface ReportScope {
  /** Null: for everyone at the desk. */
  readerId: string | null;
  /** Null: every one, and what is about none. */
  outletIds: readonly string[] | null;
  /** As a store sees them: no disputes, no requests for help, nothing against headquarters. */
  asStore: boolean;
}

/** The entries of a case's journal by which it was answered, and those by which it was taken up again. */
export const ANSWERING = ['resolve', 'decide', 'readout', 'check'] as const;
export const REOPENING = ['dispute', 'reopen', 'object'] as const;

/** How many are named; the others are summed up. */
export const TOP = 10;
const RISK_NAMED = 3;
/** A person who has not answered for so long is a risk, as at the desk. */
export const WAITING_RISK_MS = 48 * 3_600_000;
/** Disputes about one store that count together, and from how many people they are a warning. */
export const DISPUTES_WITHIN_MS = 90 * 24 * 3_600_000;
export const DISPUTES_PEOPLE = 2;
/** Of how many weeks the times kept are drawn. */
export const KEPT_WEEKS = 8;
export const EXAMPLES_MAX = 5;
/** Lines of a table: some five megabytes, which every platform takes. */
export const CSV_CASES_MAX = 10_000;
/** With fewer closed cases, a share says more about chance than about a store. */
export const RANKED_FROM = 5;

export const REPORT_LIMITS = { top: TOP, named: RISK_NAMED, people: DISPUTES_PEOPLE, examples: EXAMPLES_MAX } as const;

export interface Counts {
  received: number;
  answered: number;
  closed: number;
  reopened: number;
}

export interface Tally<Key extends string = string> {
  key: Key;
  count: number;
}

/** Milliseconds; null where there is none to measure. */
export interface Durations {
  count: number;
  median: number | null;
  p90: number | null;
}

export interface Kept {
  /** Whose answer was due. */
  due: number;
  /** Of these, answered by then. */
  kept: number;
}

export interface Satisfaction {
  closed: number;
  rated: number;
  average: number | null;
}

export interface Risk {
  count: number;
  /** The first of them, most urgent first. */
  numbers: string[];
}

export interface Figures {
  counts: Counts;
  before: Counts;
  /** Received and answered, step by step. */
  steps: { received: number; answered: number }[];
  /** By the weeks that were asked for. */
  weeks: Kept[];
  kinds: Tally<CaseKind>[];
  causes: Tally<Cause>[];
  outlets: Tally[];
  /** Stores beyond those, and their cases; cases that are about no store. */
  otherOutlets: { outlets: number; cases: number; none: number };
  channels: Tally[];
  intakes: Tally<Intake>[];
  outcomes: Tally<Outcome>[];
  kept: Kept;
  keptBefore: Kept;
  response: Durations;
  answer: Durations;
  satisfaction: Satisfaction;
  satisfactionBefore: Satisfaction;
  risks: {
    overdue: Risk;
    urgent: Risk;
    waiting: Risk;
    reopened: Risk;
    disputes: { outletId: string; people: number }[];
  };
  /** Cases whose words may stand for the others, by id. */
  examples: string[];
}

export interface FiguresAsk {
  scope: ReportScope;
  now: string;
  period: Span;
  before: Span;
  /** Spans that touch. */
  steps: readonly Span[];
  weeks: readonly Span[];
}

export const DIMENSIONS = ['store', 'cause', 'agent'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** One store, cause or agent, over the cases closed in a time. */
export interface Line {
  key: string;
  closed: number;
  rated: number;
  average: number | null;
  /** Medians, milliseconds. */
  response: number | null;
  answer: number | null;
  kept: number;
  reopened: number;
  /** Late, reopened or rated with one or two stars: each case once. */
  troubled: number;
}

/** Whole per cent; undefined of nothing. */
export const percent = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : Math.round((100 * part) / whole);

/** `+3`, `−3` with a true minus, `±0`. */
export function change(now: number, before: number): string {
  const difference = now - before;
  return difference === 0 ? '±0' : difference > 0 ? `+${difference}` : `−${-difference}`;
}

/** One decimal; a dot in every language that the program speaks. */
export const starsText = (average: number): string => average.toFixed(1);

/** The largest share of trouble first; who has too few cases to be compared comes after, most cases first. */
export function worstFirst(lines: readonly Line[]): { ranked: Line[]; few: Line[] } {
  const share = ({ troubled, closed }: Line): number => (closed === 0 ? 0 : troubled / closed);
  const byKey = (a: Line, b: Line): number => (a.key < b.key ? -1 : 1);
  const ranked = lines
    .filter(({ closed }) => closed >= RANKED_FROM)
    .toSorted((a, b) => share(b) - share(a) || b.closed - a.closed || byKey(a, b));
  const few = lines
    .filter(({ closed }) => closed < RANKED_FROM)
    .toSorted((a, b) => b.closed - a.closed || share(b) - share(a) || byKey(a, b));
  return { ranked, few };
}

const GROUPS = Object.keys(CAUSES) as CauseGroup[];
const ALL_CAUSES: readonly Cause[] = Object.values(CAUSES).flat();

export function groupOf(cause: Cause): CauseGroup | undefined {
  return GROUPS.find((group) => CAUSES[group].some((one) => one === cause));
}

export const causeNamed = (key: string): Cause | undefined => ALL_CAUSES.find((cause) => cause === key);

/** Duties whose holders read about every store, whatever region they work in. */
const EVERYWHERE: readonly Duty[] = ['supervisor', 'operations-manager', 'marketing-director', 'market-manager'];

/** What a report counts for this reader: a regional manager's is about their regions. */
export function reportScope(person: Person, outlets: readonly Outlet[]): ReportScope {
  const { regions } = grantsOf(person);
  const all = isOwner(person) || hasDuty(person, ...EVERYWHERE) || regions.length === 0;
  const own = outlets.filter(({ region }) => regions.includes(region)).map(({ id }) => id);
  return { readerId: person.id, outletIds: all ? null : own, asStore: false };
}

/** The stores whose register someone sees: staff any, store managers their own. Undefined: not this one. */
export function registerScope(
  person: Person,
  outlets: readonly Outlet[],
  outletId: string | null,
): ReportScope | undefined {
  const readerId = person.id;
  if (person.role === 'staff') return { readerId, outletIds: outletId === null ? null : [outletId], asStore: true };
  const { manages } = grantsOf(person);
  const own = outlets.filter(({ id }) => manages.includes(id)).map(({ id }) => id);
  if (outletId === null) return own.length > 0 ? { readerId, outletIds: own, asStore: true } : undefined;
  return own.includes(outletId) ? { readerId, outletIds: [outletId], asStore: true } : undefined;
}

/** F08: those who get the weekly report; without an operations manager, those who lead the desk. */
export function weeklyReaders(staff: readonly Person[]): { readers: Person[]; instead: boolean } {
  const managers = staff.filter((person) => hasDuty(person, 'operations-manager'));
  if (managers.length > 0) return { readers: managers, instead: false };
  return { readers: staff.filter((person) => isOwner(person) || hasDuty(person, 'supervisor')), instead: true };
}
