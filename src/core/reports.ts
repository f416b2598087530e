/** What reports and registers ask of persistence; part of `Reads`. What is confidential, or complains about the reader, is in no answer. */
import type { CallFigures, CallFiguresAsk, CallFindings, CallRecord } from '../domain/callback-report.ts';
import type { Case } from '../domain/case.ts';
import type { Span } from '../domain/periods.ts';
import type { Person } from '../domain/person.ts';
import type { Dimension, Figures, FiguresAsk, Line, ReportScope } from '../domain/report.ts';

export interface CasesAsk {
  scope: ReportScope;
  /** Received then. */
  received: Span;
  /** Also all that are open, whenever they were received. */
  open: boolean;
}

/** The place after which a page begins. */
export type CasePlace = Pick<Case, 'createdAt' | 'id'>;

export interface ReportReads {
  figures(ask: FiguresAsk): Promise<Figures>;
  /** One line for each store, cause or agent with cases closed in that time; `key`: of that one only. In no order. */
  lines(dimension: Dimension, ask: { scope: ReportScope; closed: Span; key?: string }): Promise<Line[]>;
  /** What waits for an answer by its deadline, then what is answered, then what is closed. */
  register(ask: CasesAsk, limit: number): Promise<Case[]>;
  /** In the order of receipt, page by page. */
  cases(ask: CasesAsk, limit: number, after?: CasePlace): Promise<Case[]>;
  callFigures(ask: CallFiguresAsk): Promise<CallFigures>;
  callFindings(ask: Pick<CallFiguresAsk, 'scope' | 'period'>): Promise<CallFindings>;
  /** Promises of callbacks, by the beginning of their windows. */
  callRecords(ask: Omit<CallFiguresAsk, 'weeks'>, limit: number): Promise<CallRecord[]>;
  /** Names by person, of those who have one. */
  names(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Everyone who manages a store. */
  managers(): Promise<Person[]>;
}
