/** Records the present program's conversation as a fixture named after the versions of its forms. Run it before a version is raised. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventsOf, play, type Recording, SCRIPT } from './recorded.ts';
import { openMigratedStore } from './store.ts';

const store = await openMigratedStore();
const decisions = await play(store, eventsOf(SCRIPT));
await store.close();
if (decisions.length !== SCRIPT.length) throw new Error(`${decisions.length} of ${SCRIPT.length} turns were written`);
const versions: Record<string, number> = {};
for (const { conversations } of decisions) {
  for (const { frames } of conversations) for (const frame of frames) versions[frame.flow] = frame.version;
}
const turns = SCRIPT.flatMap(({ who, input }, place) => {
  const decision = decisions[place];
  return decision ? [{ who, input, decision }] : [];
});
const recording: Recording = { versions, turns };
const name = Object.entries(versions)
  .map(([flow, version]) => `${flow}-${version}`)
  .sort()
  .join('_');
const path = join(import.meta.dirname, '../fixtures', `${name}.json`);
await writeFile(path, `${JSON.stringify(recording, null, 1)}\n`);
console.log(path);
process.exit(0);
