/** Reports over 100,000 cases of 300 stores and a year: how long the weekly one, and one over the whole year, take with pictures and table. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../src/core/flow.ts';
import { idOf } from '../../src/core/ids.ts';
import type { Store } from '../../src/core/store.ts';
import { caseTables } from '../../src/documents/case-table.ts';
import { createDocuments, MAKERS } from '../../src/documents/documents.ts';
import { DEFAULT_APPLICATION_RULES } from '../../src/domain/application-rules.ts';
import { DEFAULT_CALLBACK_RULES } from '../../src/domain/callback-rules.ts';
import { DEFAULT_DEADLINES } from '../../src/domain/deadlines.ts';
import { DEFAULT_DOSSIER_RULES } from '../../src/domain/dossier-rules.ts';
import { NO_GRANTS, type Person } from '../../src/domain/person.ts';
import { DEFAULT_ROUTING } from '../../src/domain/queues.ts';
import { reportCommand } from '../../src/flows/reports/reports.ts';
import type { StorePlace } from '../../src/store/index.ts';
import { openBenchStore } from './setup.ts';
import type { Task } from './tasks.ts';

const CASES = 100_000;
const OUTLETS = 300;
const DAYS = 364;
const TIMES = 3;

/** Every seventh is no complaint, every fiftieth was disputed once, and the last half per cent is open. */
const FILL = `
insert into outlet (id, code, name, aliases, region, zone)
select md5('outlet ' || n)::uuid, 'B' || n, '测试门店' || n, '[]', 'r' || n % 12, 'Asia/Shanghai' from generate_series(0, ${OUTLETS - 1}) n;
insert into thread (id, channel, address, tail)
select md5('thread ' || n)::uuid, (array['telegram', 'web', 'discord'])[1 + n % 3], 'bench ' || n, 0 from generate_series(0, 299) n;
insert into case_file (id, number, seq, kind, status, urgent, person_id, thread_id, language, outlet_id, facts, words, cause, intake, assignee_id,
outcome, created_at, due_at, answered_at, confirmed_at, severity, started_at, clock, responded_at, rating, reopened, search)
select md5('case ' || n)::uuid, 'C-' || 500000 + n, 3, case when n % 7 = 0 then 'suggestion' else 'complaint' end,
case when settled then 'confirmed' else 'assigned' end, n % 500 = 0, md5('person ' || n % 5000)::uuid, md5('thread ' || n % 300)::uuid, 'zh-Hans',
md5('outlet ' || (n * 7919) % ${OUTLETS})::uuid,
jsonb_build_object('what', words, 'name', '陈晓', 'phone', '+8613800138000', 'complainant', 'self', 'when', jsonb_build_object('zone', 'Asia/Shanghai',
'instant', '2026-03-17T07:00:00.000Z', 'precision', 'minute')), words, case when n % 7 > 0 then
(array['quality', 'expired', 'range', 'dearer', 'price-unclear', 'rude', 'till', 'equipment', 'safety', 'noise', 'technician'])[1 + n % 11] end,
(array['chat', 'chat', 'store', 'phone'])[1 + n % 4], md5('agent ' || n % 60)::uuid,
case when settled then (array['return', 'exchange', 'price-adjustment', 'other'])[1 + n % 4] end, at, at + interval '24 hours',
case when settled then at + took end, case when settled then at + took + interval '1 hour' end, 'general', at + took / 4,
jsonb_build_object('from', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'answerMs', 86400000, 'warnMs', 14400000,
'stepMs', 7200000, 'time', 'elapsed', 'pauses', '[]'::jsonb), at + took / 4, case when settled and n % 3 > 0 then 1 + n % 5 end,
case when n % 50 = 0 then 1 end, words || ' 陈晓 13800138000'
from (select n, now() - interval '${DAYS} days' * (1 - n / ${CASES}.0) as at, interval '1 minute' * (30 + n * 7907 % 1600) as took,
n < ${CASES} * 0.995 as settled, '牛奶过期了，收银员态度也不好，排队二十分钟没有人管，希望你们认真处理 ' || n as words
from generate_series(0, ${CASES - 1}) n) c;
insert into journal (id, seq, aggregate, event_id, at, actor_id, kind, body)
select id, 1, 'case', md5('e1' || number)::uuid, created_at, person_id, 'filed', '{}'::jsonb from case_file
union all select id, 2, 'case', md5('e2' || number)::uuid, answered_at, assignee_id, 'resolve', '{"text": "已退款"}'::jsonb from case_file where answered_at is not null
union all select id, 3, 'case', md5('e3' || number)::uuid, answered_at, person_id, 'dispute', '{}'::jsonb from case_file where reopened = 1 and answered_at is not null;
analyze;`;

/** Straight into the tables: by decisions it would take longer than all that is measured. */
async function fill(place: StorePlace): Promise<void> {
  const { openPostgres } = await import('../../src/store/postgres.ts');
  const { openPglite } = await import('../../src/store/pglite.ts');
  const database =
    'url' in place
      ? openPostgres(place.url)
      : await openPglite('dir' in place ? { directory: join(place.dir, 'pg') } : {});
  await database.script(FILL);
  await database.close();
}

const READER: Person = {
  ...{ id: idOf('bench reader'), seq: 1, role: 'staff', language: 'zh-Hans', name: 'Wang', phone: null, zone: null },
  ...{
    noCalls: false,
    inquiry: null,
    grants: { ...NO_GRANTS, named: true, duties: ['operations-manager'] },
    createdAt: '2026-01-01T00:00:00.000Z',
  },
};

function contextOf(store: Store, now: string, name: string): Context {
  return {
    ...{
      now,
      zone: 'Asia/Shanghai',
      deadlines: DEFAULT_DEADLINES,
      callRules: DEFAULT_CALLBACK_RULES,
      applicationRules: DEFAULT_APPLICATION_RULES,
      dossierRules: DEFAULT_DOSSIER_RULES,
      language: 'zh-Hans',
      turn: 1,
      drafts: new Map(),
    },
    ...{ thread: undefined, person: READER, account: undefined, conversation: undefined, changed: false },
    ...{ immediate: false, dialogs: false, shared: false, routing: DEFAULT_ROUTING, reads: store.reads },
    id: (part) => idOf(name, part),
    caseNumber: async () => 'C-1',
    code: () => Promise.reject(new Error('reports have no codes')),
    fitsCode: async () => false,
  };
}

/** In MB, of this process and of those that draw for it; 0 where the system doesn't tell. */
function memoryNow(): number {
  const kilobytes = (pid: number | string): number => {
    try {
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  };
  try {
    const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ');
    return ['self', ...children.filter((pid) => pid !== '')].reduce((sum, pid) => sum + kilobytes(pid), 0) / 1024;
  } catch {
    return 0;
  }
}

export async function report({ place }: Task) {
  await fill(place);
  const store = await openBenchStore(place);
  await store.seed({ people: [READER], accounts: [], outlets: [], timers: [] });
  const documents = createDocuments({ makers: { ...MAKERS, ...caseTables(store.reads) } });
  const now = new Date().toISOString();
  let withDrawingMb = 0;
  const watch = setInterval(() => {
    withDrawingMb = Math.max(withDrawingMb, memoryNow());
  }, 20);

  async function make(words: string): Promise<{ seconds: number; mostBytes: number }> {
    const began = performance.now();
    const { replies, effects } = await reportCommand(words, contextOf(store, now, words));
    if (replies.length !== 2) throw new Error(`no report was made for “${words}”`);
    let mostBytes = 0;
    for (const effect of effects) {
      if (effect.type !== 'document') continue;
      const file = { id: effect.id, name: effect.name, type: effect.mediaType, size: null };
      const limits = { maxBytes: 1e8, signal: AbortSignal.timeout(60_000) };
      const bytes = await documents.fetchFile?.({ ...file, source: JSON.stringify(effect.source) }, limits);
      mostBytes = Math.max(mostBytes, bytes?.byteLength ?? 0);
    }
    return { seconds: (performance.now() - began) / 1000, mostBytes };
  }

  const day = (back: number): string => new Date(Date.parse(now) - back * 24 * 3_600_000).toISOString().slice(0, 10);
  const weeks: number[] = [];
  for (let time = 0; time < TIMES; time += 1) weeks.push((await make('week')).seconds);
  const rssMb = process.resourceUsage().maxRSS / 1024;
  const year = await make(`${day(DAYS)} ${day(0)}`);
  clearInterval(watch);
  await store.close();
  return {
    weekSeconds: Math.max(...weeks),
    yearSeconds: year.seconds,
    rssMb,
    yearRssMb: process.resourceUsage().maxRSS / 1024,
    withDrawingMb,
    tableMb: year.mostBytes / 2 ** 20,
  };
}
