/** Writes decisions and marks: one statement, one round trip, all or nothing. */
import type { Decision } from '../core/decision.ts';
import type { CommitOptions, Committed, MarkResult, Marks } from '../core/store.ts';
import { collect } from './collect.ts';
import { type Database, queryJson } from './database.ts';
import { statementOf } from './statement.ts';

/** What the statement answers. */
interface Answer {
  now: string;
  threads: Committed['threads'];
  outbox: Committed['outbox'];
  /** Threads in question whose lease was not this process's before. */
  lost: string[];
  /** Threads given back by marks. */
  given: string[];
}

export async function commit(
  database: Database,
  decisions: readonly Decision[],
  options: CommitOptions,
): Promise<Committed> {
  const { parts, values } = collect(decisions, options.marks, options);
  if (parts.size === 0) throw new Error('a commit without decisions and marks');
  const { text, parameters } = statementOf(parts);
  const answer = await queryJson<Answer>(
    database,
    text,
    parameters.map((parameter) => values.get(parameter) ?? null),
  );
  const { now, threads, outbox } = answer;
  return { now, threads, outbox, marks: { released: released(answer, options.marks) } };
}

/** Writes marks alone. */
export async function mark(
  database: Database,
  marks: Marks,
  options: { token: string; leaseMs: number },
): Promise<MarkResult> {
  if (marks.rows.length + marks.threads.length === 0) return { released: [] };
  const committed = await commit(database, [], { ...options, take: new Set(), marks });
  return committed.marks;
}

/** Of the threads that marks name: those lost before or given back now, unless this very commit took them. */
function released({ threads, lost, given }: Answer, marks: Marks): string[] {
  const gone = new Set([...lost, ...given]);
  for (const { id, held } of threads) {
    if (held) gone.delete(id);
    else gone.add(id);
  }
  const marked = new Set([...marks.rows, ...marks.threads].map((mark) => mark.threadId));
  return [...marked].filter((id) => gone.has(id));
}
