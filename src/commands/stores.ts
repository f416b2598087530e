/** The commands about stores (outlets): taking a table in, and giving it out again. What they say is for the operator, a line each. */
import { randomUUID } from 'node:crypto';
import { StoreError } from '../core/errors.ts';
import type { Store } from '../core/store.ts';
import type { Outlet } from '../domain/outlet.ts';
import { type Encoding, fileText } from './file-text.ts';
import { keyOf, looksLikeTable, type Row, readTable, writeTable } from './outlet-table.ts';
import { quote } from './table.ts';

export interface ImportOptions {
  store: Pick<Store, 'reads' | 'outlets'>;
  bytes: Uint8Array;
  encoding: Encoding | undefined;
  /** False: only says what would happen. */
  write: boolean;
  tell(line: string): void;
}

/** How many stores are named of each kind. */
const NAMED_MAX = 20;
/** Another import may add the same store just then. */
const TRIES = 3;

/** False when something in the file is wrong; nothing is written then. */
export async function importStores({ store, bytes, encoding, write, tell }: ImportOptions): Promise<boolean> {
  const read = fileText(bytes, encoding, looksLikeTable);
  const { rows, wrong } = 'text' in read ? readTable(read.text) : { rows: [], wrong: [read.wrong] };
  for (const line of wrong) tell(line);
  if (rows.length === 0) {
    tell('Nothing was written.');
    return false;
  }
  for (let tries = 1; ; tries += 1) {
    const plan = compare(rows, await store.reads.outlets());
    if (wrong.length > 0 || !write) {
      describe(plan, tell);
      tell(
        wrong.length > 0 ? refusal(wrong.length) : 'Nothing was written: this was a trial. Add --write to write it.',
      );
      return wrong.length === 0;
    }
    try {
      const done = await store.outlets.put([...plan.added, ...plan.changed.map(({ after }) => after)]);
      describe(plan, tell);
      tell(`Written: ${done.added} new, ${done.changed} changed.`);
      return true;
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'conflict' && tries < TRIES)) throw error;
    }
  }
}

export async function exportStores(store: Pick<Store, 'reads'>): Promise<{ text: string; count: number }> {
  const outlets = await store.reads.outlets();
  return { text: writeTable(outlets), count: outlets.length };
}

interface Plan {
  added: Outlet[];
  changed: { before: Outlet; after: Outlet }[];
  unchanged: number;
  /** Stores that the file does not name. */
  others: number;
}

function compare(rows: readonly Row[], outlets: readonly Outlet[]): Plan {
  const known = new Map(outlets.map((outlet) => [keyOf(outlet.code), outlet]));
  const plan: Plan = { added: [], changed: [], unchanged: 0, others: outlets.length };
  for (const row of rows) {
    const before = known.get(keyOf(row.code));
    if (!before) {
      plan.added.push({ id: randomUUID(), ...row });
      continue;
    }
    plan.others -= 1;
    if (differences(before, row).length === 0) plan.unchanged += 1;
    else plan.changed.push({ before, after: { ...row, id: before.id } });
  }
  return plan;
}

function differences(before: Row, after: Row): string[] {
  const told = ({ code, name, aliases, region, zone }: Row) => ({
    code,
    name,
    aliases: aliases.join('|'),
    region,
    zone,
  });
  const now = told(after);
  return Object.entries(told(before)).flatMap(([column, was]) => {
    const is = now[column as keyof typeof now];
    return was === is ? [] : [`${column} ${quote(was)} → ${quote(is)}`];
  });
}

function describe({ added, changed, unchanged, others }: Plan, tell: (line: string) => void): void {
  const name = (lines: readonly string[], what: string) => {
    for (const line of lines.slice(0, NAMED_MAX)) tell(`${what} ${line}`);
    if (lines.length > NAMED_MAX) tell(`${what} … and ${lines.length - NAMED_MAX} more`);
  };
  name(
    added.map(({ code, name }) => `${quote(code)} ${quote(name)}`),
    'new:',
  );
  name(
    changed.map(({ before, after }) => `${quote(before.code)} ${differences(before, after).join(', ')}`),
    'changed:',
  );
  tell(`${stores(added.length)} new, ${changed.length} changed, ${unchanged} unchanged.`);
  if (others > 0) tell(`${stores(others)} not in the file ${others === 1 ? 'stays as it is' : 'stay as they are'}.`);
}

const stores = (count: number): string => `${count} ${count === 1 ? 'store' : 'stores'}`;

const refusal = (count: number): string =>
  `Nothing was written: ${count === 1 ? 'one line is' : `${count} lines are`} wrong, see above. Mend the file and run it again.`;
