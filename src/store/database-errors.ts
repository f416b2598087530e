/**
 * Turns a driver's errors into `StoreError`. The original is not kept as the cause: its detail, parameters and, for bad input, its
 * message quote the rows, which are personal data, and a connection error may quote the address.
 */
import { StoreError } from '../core/errors.ts';

/** Starts the text that a failed expectation is cast from, so that it differs from genuinely bad input of the same SQLSTATE. */
export const EXPECTATION_FAILED = 'expectation failed';

/** unique_violation, serialization_failure, deadlock_detected. */
const CONFLICTS = new Set(['23505', '40001', '40P01']);

/** invalid_text_representation: what the assertions of `statement.ts` raise. */
const BAD_TEXT = '22P02';

/**
 * SQLSTATEs that say nothing about the rows, and pass: connection (08), resources such as connections or disk (53), intervention
 * such as shutdown or the statement timeout (57), input and output (58), a server that became a standby (25006), a lock timeout.
 */
const PASSING = /^(08...|53...|57...|58...|25006|55P03)$/;

/** System errors (ECONNREFUSED, EPIPE, ENOTFOUND, EAI_AGAIN …) and postgres.js's own (CONNECTION_CLOSED, CONNECT_TIMEOUT …). */
const NO_CONNECTION = /^(E[A-Z][A-Z_]+|CONNECT(ION)?_[A-Z_]+)$/;

const SQLSTATE = /^[0-9A-Z]{5}$/;

export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = field(error, 'code') ?? '';
  const message = error instanceof Error ? error.message : '';
  // System codes of five letters, such as EPIPE, look like an SQLSTATE.
  if (NO_CONNECTION.test(code)) return new StoreError('unreachable', `no connection to the database (${code})`);
  if (SQLSTATE.test(code)) {
    const said = `(${[code, ...named(error)].join(', ')})`;
    if (CONFLICTS.has(code)) return new StoreError('conflict', `someone else was first ${said}`);
    if (code === BAD_TEXT && message.includes(`"${EXPECTATION_FAILED}`)) {
      return new StoreError('conflict', `${/"([^"]*)"/.exec(message)?.[1] ?? EXPECTATION_FAILED}`);
    }
    if (PASSING.test(code)) return new StoreError('unreachable', `the database can't serve now ${said}`);
    return new StoreError('invalid', `the database refuses ${said}${describe(code, message)}`);
  }
  if (/is clos(ed|ing)/.test(message)) return new StoreError('unreachable', 'the database is closed');
  return new StoreError(
    'invalid',
    `the driver failed (${code || (error instanceof Error ? error.name : typeof error)})`,
  );
}

/** Messages about the statement (class 42, such as "column x does not exist") help; those of classes 22 and 23 quote values. */
const describe = (code: string, message: string): string => (code.startsWith('42') ? `: ${message}` : '');

/** Names of things in the schema; postgres.js and PGlite spell the fields differently. */
function named(error: unknown): string[] {
  const fields = ['table_name', 'table', 'column_name', 'column', 'constraint_name', 'constraint'];
  return fields.flatMap((name) => field(error, name) ?? []);
}

function field(error: unknown, name: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Drizzle wraps what the driver throws into an error that quotes the parameters; the driver's own is the one to see. */
export async function all<T>(query: PromiseLike<T[]>): Promise<T[]> {
  try {
    return await query;
  } catch (error) {
    throw error instanceof Error && error.cause instanceof StoreError ? error.cause : error;
  }
}
