/** Rows from outside decisions: imports and the playground. Existing rows are left as they are. */
import type { Seed } from '../core/store.ts';
import { insertText, tableText } from './columns.ts';
import type { Database } from './database.ts';
import * as schema from './schema.ts';

const TIMER = tableText(schema.timer, schema.KEPT_COLUMNS.timer);

// A recurring timer's next link has another key, so the kind tells whether the chain is there.
const NEW_KIND = 'where not exists (select from timer t where t.kind = x.kind)';

const TEXT = `with people as (${insertText(tableText(schema.person), '$1')} on conflict do nothing),
outlets as (${insertText(tableText(schema.outlet), '$2')} on conflict do nothing),
replies as (${insertText(tableText(schema.quickReply), '$5')} on conflict do nothing),
policies as (${insertText(tableText(schema.policy), '$6')} on conflict do nothing),
timers as (${insertText(TIMER, '$3', NEW_KIND)} on conflict do nothing)
${insertText(tableText(schema.account), '$4')} on conflict do nothing`;

export async function seed(
  database: Database,
  { people, outlets, timers, accounts, quickReplies = [], policies = [] }: Seed,
): Promise<void> {
  await database.query(
    TEXT,
    [people, outlets, timers, accounts, quickReplies, policies].map((rows) => JSON.stringify(rows)),
  );
}
