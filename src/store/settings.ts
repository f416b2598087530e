/** Secrets that an installation makes for itself and keeps, such as the one that cookies are signed with. */
import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';

/** 256 bits. */
const SECRET_BYTES = 32;

/**
 * The update changes nothing, but unlike `do nothing` it waits for a process that is writing the same name just now, and answers
 * with what that one wrote.
 */
const TEXT = `insert into setting as s (name, value) values ('secret.' || $1::text, $2::text)
on conflict (name) do update set value = s.value returning s.value`;

export async function secret(database: Database, name: string): Promise<string> {
  const [row] = await database.query(TEXT, [name, randomBytes(SECRET_BYTES).toString('base64url')]);
  const value = row?.[0];
  if (typeof value !== 'string') throw new Error('the statement did not answer with a secret');
  return value;
}
