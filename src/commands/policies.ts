/** The command that takes policies in from Markdown files. What it says is for the operator, a line each. */
import { randomUUID } from 'node:crypto';
import { type Decision, emptyDecision } from '../core/decision.ts';
import { idOf } from '../core/ids.ts';
import type { Store } from '../core/store.ts';
import { changePolicy, newPolicy, type Policy, type PolicyAct, sameWords } from '../domain/policy.ts';
import { type PolicyFile, readPolicyBytes } from './policy-file.ts';

export interface ImportedFile {
  /** As the operator knows it. */
  path: string;
  bytes: Uint8Array;
}

export interface PolicyImport {
  store: Pick<Store, 'load' | 'commit' | 'reads'>;
  files: readonly ImportedFile[];
  /** Of files that name none. */
  brand: string;
  /** They are approved already, so that they can be quoted at once; otherwise they wait for a person. */
  approved: boolean;
  /** False: only says what would happen. */
  write: boolean;
  tell(line: string): void;
}

/** How many files are named of each kind. */
const NAMED_MAX = 20;
/** Rows of one statement. */
const BATCH = 200;

interface Planned {
  path: string;
  current: Policy;
  acts: PolicyAct[];
}

/** False when a file is wrong; the others are taken in all the same only when asked to write without it. */
export async function importPolicies({ store, files, brand, approved, write, tell }: PolicyImport): Promise<boolean> {
  const wrong: string[] = [];
  const good = new Map<string, { path: string; file: PolicyFile }>();
  for (const { path, bytes } of files) {
    const { ok, problem } = readPolicyBytes(bytes, brand);
    const id = ok && idOfPolicy(ok);
    const twin = id === undefined ? undefined : good.get(id);
    if (problem !== undefined) wrong.push(`${path} ${problem}`);
    else if (twin) wrong.push(`${path} is about the same as ${twin.path}: one key, brand, language and region each`);
    else if (id !== undefined) good.set(id, { path, file: ok });
  }
  for (const one of wrong.slice(0, NAMED_MAX)) tell(one);
  if (wrong.length > NAMED_MAX) tell(`… and ${wrong.length - NAMED_MAX} more files are wrong`);
  const [loaded] = await store.load([{ eventId: randomUUID() }]);
  const now = loaded?.now ?? new Date().toISOString();
  const plans = await planOf(good, { store, approved, now });
  const changed = plans.filter(({ acts }) => acts.length > 0);
  for (const { path, current } of changed.slice(0, NAMED_MAX))
    tell(`${current.seq === 0 ? 'new:' : 'changed:'} ${path}`);
  if (changed.length > NAMED_MAX) tell(`… and ${changed.length - NAMED_MAX} more`);
  const what = approved ? 'approved' : 'to be approved by a person';
  tell(
    `${changed.length} new or changed (${what}), ${plans.length - changed.length} unchanged, ${wrong.length} wrong.`,
  );
  if (wrong.length > 0 || !write) {
    tell(
      wrong.length > 0
        ? 'Nothing was written: mend the files and run it again.'
        : 'Nothing was written: this was a trial. Add --write to write it.',
    );
    return wrong.length === 0;
  }
  for (let at = 0; at < changed.length; at += BATCH) await writeAll(store, changed.slice(at, at + BATCH), now);
  tell(`Written: ${changed.length}.`);
  return true;
}

export const idOfPolicy = ({ subject: { brand, key, language, region } }: Pick<PolicyFile, 'subject'>): string =>
  idOf('policy', brand, key, language, region ?? '');

async function planOf(
  good: ReadonlyMap<string, { path: string; file: PolicyFile }>,
  { store, approved, now }: { store: Pick<Store, 'reads'>; approved: boolean; now: string },
): Promise<Planned[]> {
  const plans: Planned[] = [];
  for (const [id, { path, file }] of good) {
    const known = (await store.reads.policiesOf(file.subject)).find(
      ({ language, region }) => language === file.subject.language && region === file.subject.region,
    );
    const current = known ?? newPolicy({ id, ...file.subject, source: 'import' }, now);
    plans.push({ path, current, acts: actsFor(current, file, approved) });
  }
  return plans;
}

function actsFor(current: Policy, { words }: PolicyFile, approved: boolean): PolicyAct[] {
  const back: PolicyAct[] = current.retiredAt === null ? [] : [{ type: 'restore' }];
  if (sameWords(words, current.approved)) return back;
  const write: PolicyAct[] = sameWords(words, current.draft) ? [] : [{ type: 'write', words }];
  return [...back, ...write, ...(approved ? [{ type: 'approve' as const, words }] : [])];
}

async function writeAll(store: Pick<Store, 'commit'>, plans: readonly Planned[], now: string): Promise<void> {
  const eventId = randomUUID();
  const decision: Decision = emptyDecision({
    id: eventId,
    kind: 'policies',
    status: 'done',
    payload: null,
    error: null,
  });
  for (const { current, acts, path } of plans) {
    let policy = current;
    for (const act of acts) {
      const change = changePolicy(policy, act, null, now);
      if (change.refused) throw new Error(`${path} can’t be taken in: ${change.refused}`);
      policy = change.policy;
      const { id, seq } = policy;
      decision.journal.push({ id, seq, aggregate: 'policy', eventId, at: now, actorId: null, ...change.entry });
    }
    decision.policies.push(policy);
  }
  const token = randomUUID();
  await store.commit([decision], { token, leaseMs: 1, take: new Set(), marks: { rows: [], threads: [] } });
}
