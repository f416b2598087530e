/** Outlets as an import brings them: one statement for all of them, so that a wrong row leaves everything as it was. */
import type { OutletPort } from '../core/store.ts';
import { insertText, list, tableText } from './columns.ts';
import { type Database, queryJson } from './database.ts';
import * as schema from './schema.ts';

const OUTLET = tableText(schema.outlet);

const COLUMNS = OUTLET.columns.map((column) => `"${column.name}"`).filter((name) => name !== '"id"');
const EXCLUDED = COLUMNS.map((name) => `excluded.${name}`);
const THERE = COLUMNS.map((name) => `outlet.${name}`);

// A row that this statement inserted has no xmax; one that it replaced has its own transaction there.
const PUT = `with w as (${insertText(OUTLET, '$1')} on conflict (id) do update set
${list(COLUMNS.map((name) => `${name} = excluded.${name}`))}
where (${list(THERE)}) is distinct from (${list(EXCLUDED)}) returning xmax = 0 as added)
select json_build_object('added', count(*) filter (where added), 'changed', count(*) filter (where not added))::text from w`;

export function createOutlets(database: Database, forgetOutlets: () => void): OutletPort {
  return {
    async put(outlets) {
      try {
        return await queryJson(database, PUT, [JSON.stringify(outlets)]);
      } finally {
        // Also when someone else was first: what was read before is not what is there.
        forgetOutlets();
      }
    },
  };
}
