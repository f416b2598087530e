/**
 * Writes a weekly report of a made-up week into a directory, in all three languages, to be looked at: message, pictures, table.
 * `node bin/tool.mjs test/support/look-at-reports.ts <directory>`
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../../src/core/flow.ts';
import { idOf } from '../../src/core/ids.ts';
import { localiseReply } from '../../src/core/localise.ts';
import { caseTables } from '../../src/documents/case-table.ts';
import { MAKERS, type Maker } from '../../src/documents/documents.ts';
import { DEFAULT_APPLICATION_RULES } from '../../src/domain/application-rules.ts';
import { DEFAULT_CALLBACK_RULES } from '../../src/domain/callback-rules.ts';
import { DEFAULT_DEADLINES } from '../../src/domain/deadlines.ts';
import { DEFAULT_DOSSIER_RULES } from '../../src/domain/dossier-rules.ts';
import { LANGUAGES, NO_GRANTS } from '../../src/domain/person.ts';
import { DEFAULT_ROUTING } from '../../src/domain/queues.ts';
import { sendWeekly } from '../../src/flows/reports/reports.ts';
import { aPerson } from '../store/rows.ts';
import { seedWeeks } from './report-week.ts';
import { openMigratedStore } from './store.ts';

const NOW = '2026-03-23T01:00:00.000Z';

const [, , directory = '.'] = process.argv;
await mkdir(directory, { recursive: true });
const store = await openMigratedStore();
const grants = { ...NO_GRANTS, duties: ['operations-manager' as const] };
const readers = LANGUAGES.map((language) => aPerson({ language, grants, id: idOf('reader', language) }));
await store.seed({ people: readers, accounts: [], outlets: [], timers: [] });
await seedWeeks(store, { now: NOW, agents: readers.map(({ id }) => id) });
const makers: Readonly<Record<string, Maker>> = { ...MAKERS, ...caseTables(store.reads) };

for (const { id, language } of readers) {
  if (!language) continue;
  const context: Context = {
    ...{
      now: NOW,
      zone: 'Asia/Shanghai',
      deadlines: DEFAULT_DEADLINES,
      callRules: DEFAULT_CALLBACK_RULES,
      applicationRules: DEFAULT_APPLICATION_RULES,
      dossierRules: DEFAULT_DOSSIER_RULES,
      language,
      turn: 1,
      drafts: new Map(),
    },
    ...{ thread: undefined, person: undefined, account: undefined, conversation: undefined },
    ...{
      immediate: false,
      dialogs: false,
      shared: false,
      changed: false,
      routing: DEFAULT_ROUTING,
      reads: store.reads,
    },
    id: (name) => idOf(language, name),
    caseNumber: async () => 'C-1',
    code: () => Promise.reject(new Error('reports have no codes')),
    fitsCode: async () => false,
  };
  const { effects } = await sendWeekly(id, context);
  const texts: string[] = [];
  for (const effect of effects) {
    if (effect.type === 'post') texts.push(localiseReply(effect.reply, language).text);
    if (effect.type !== 'document') continue;
    const bytes = await makers[effect.source.type]?.(effect.source, AbortSignal.timeout(60_000));
    if (bytes) await writeFile(join(directory, `${language} ${effect.name}`), bytes);
  }
  await writeFile(join(directory, `${language}.txt`), `${texts.join('\n\n---\n\n')}\n`);
}
await store.close();
