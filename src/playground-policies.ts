/** The policies of an invented brand (`sample/policies`), so that a newcomer can ask something. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { idOfPolicy } from './commands/policies.ts';
import { readPolicyFile } from './commands/policy-file.ts';
import { newPolicy, type Policy } from './domain/policy.ts';

const SAMPLE = join(import.meta.dirname, '..', 'sample', 'policies', 'linxi');
const BRAND = '林溪家居 · Linxi Home';

/** Approved already. `now` in ISO 8601. */
export async function playgroundPolicies(now: string): Promise<Policy[]> {
  const names = (await readdir(SAMPLE, { recursive: true })).filter((name) => name.endsWith('.md'));
  const read = await Promise.all(
    names.map(async (name) => readPolicyFile(await readFile(join(SAMPLE, name), 'utf8'), BRAND)),
  );
  return read.flatMap(({ ok }) => {
    if (!ok) return [];
    const approved = { ...ok.words, version: 1, byId: null, at: now };
    return [{ ...newPolicy({ id: idOfPolicy(ok), ...ok.subject, source: 'import' as const }, now), seq: 1, approved }];
  });
}
