/** A plausible week at headquarters: complaints of twelve stores over nine weeks, mostly settled, some late, some reopened, a few still open. */

import type { JournalEntry } from '../../src/core/decision.ts';
import { emptyDecision } from '../../src/core/decision.ts';
import type { ThreadRef } from '../../src/core/event.ts';
import { idOf } from '../../src/core/ids.ts';
import type { Store } from '../../src/core/store.ts';
import {
  beginClock,
  type Case,
  type CaseKind,
  type Cause,
  type Intake,
  NEW_CASE,
  type Outcome,
} from '../../src/domain/case.ts';
import { DEFAULT_DEADLINES } from '../../src/domain/deadlines.ts';
import type { Outlet } from '../../src/domain/outlet.ts';

const HOUR = 3_600_000;
const STORES = [
  ...(['朝阳路店', '中关村店', '望京店', '国贸店', '南京路店', '徐家汇店', '陆家嘴店'] as const),
  ...(['天河城店', '科技园店', '旺角店', '信義店', '西湖店', '春熙路店'] as const),
];
const WORDS: readonly [Cause, string, number][] = [
  ['expired', '买的鲜牛奶已经过期三天了，家里老人差点喝下去，希望你们认真检查货架', 9],
  ['rude', '问收银员王小姐能不能换零钱，她头也不抬说没有，态度很差，我叫李明，电话 13800138000', 8],
  ['till', '排队二十分钟，结账时一瓶水扫了两次，发现后还要我自己去服务台退', 7],
  ['range', 'The yoghurt from your leaflet was sold out on the first day, for the second week in a row.', 5],
  ['price-unclear', '貨架標價 12.9，收銀機卻收 15.9，店員說以電腦為準', 5],
  ['quality', '面包里有一根头发，照片已经拍了，请给个说法', 4],
  ['cleanliness', '冷藏櫃下面有積水，小朋友差點滑倒', 3],
  ['after-sales-late', '退款说好三天到账，今天已经第八天，打电话一直没人接', 3],
  ['equipment', '入口的自动门坏了一个星期，推婴儿车进不去', 2],
  ['access', 'The ramp was blocked by pallets again, a wheelchair can’t get in.', 1],
  ['dearer', '同样的洗衣液比隔壁超市贵八块', 1],
];
const KINDS: readonly CaseKind[] = [
  'complaint',
  'complaint',
  'complaint',
  'complaint',
  'complaint',
  'suggestion',
  'service',
  'praise',
];
const INTAKES: readonly Intake[] = ['chat', 'chat', 'chat', 'store', 'phone', 'letter'];
const OUTCOMES: readonly Outcome[] = ['return', 'exchange', 'price-adjustment', 'changed-service', 'other'];
const CHANNELS = ['telegram', 'telegram', 'web', 'discord'] as const;

/** The same numbers each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

export async function seedWeeks(
  store: Store,
  { now, agents, weeks = 9, perDay = 14 }: { now: string; agents: readonly string[]; weeks?: number; perDay?: number },
): Promise<void> {
  const random = chance(7);
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(random() * list.length)];
    if (one === undefined) throw new Error('there is nothing to pick from');
    return one;
  };
  const outlets = STORES.map((name, index): Outlet => {
    const code = `W${String(index + 1).padStart(3, '0')}`;
    return {
      id: idOf('outlet', code),
      code,
      name,
      aliases: [],
      region: index < 4 ? '华北' : '华东',
      zone: 'Asia/Shanghai',
    };
  });
  await store.seed({ people: [], accounts: [], outlets, timers: [] });
  const threads = CHANNELS.map((channel, index): ThreadRef => {
    return { id: idOf('thread', channel, String(index)), channel, address: `${channel} ${index}` };
  });
  const cases: Case[] = [];
  const journal: JournalEntry[] = [];
  const causes = WORDS.flatMap(
    ([cause, words, weight]) => Array(weight).fill({ cause, words }) as { cause: Cause; words: string }[],
  );
  const end = Date.parse(now);
  for (let hour = weeks * 7 * 24; hour > 0; hour -= 24 / perDay) {
    const at = (hours: number): string => new Date(Math.min(end, end - hour * HOUR + hours * HOUR)).toISOString();
    if (random() < 0.25) continue;
    const { cause, words } = pick(causes);
    const kind = pick(KINDS);
    const createdAt = at(0);
    const clock = beginClock(kind, 'general', createdAt, DEFAULT_DEADLINES);
    const urgent = random() < 0.01;
    const number = `C-${2000 + cases.length}`;
    const id = idOf('week', number);
    const late = random() < 0.12;
    const wait = late ? 26 + random() * 30 : 1 + random() * 21;
    const reopened = random() < 0.06 ? (random() < 0.2 ? 2 : 1) : null;
    const settles = hour > wait + 3 && random() > 0.006;
    const stars = random() < 0.55 ? (late ? 1 + Math.floor(random() * 3) : 3 + Math.floor(random() * 3)) : null;
    const base = {
      ...NEW_CASE,
      id,
      number,
      seq: 1,
      kind,
      urgent,
      createdAt,
      language: 'zh-Hans',
      search: null,
    } as const;
    const about = {
      personId: idOf('reporter', String(cases.length % 60)),
      threadId: pick(threads).id,
      outletId: random() < 0.05 ? null : pick([...outlets, ...outlets.slice(0, 4), ...outlets.slice(0, 2)]).id,
      facts: { what: words, complainant: 'self', name: '李明', phone: '+8613800138000' },
      words,
      cause: kind === 'complaint' ? cause : null,
      intake: urgent ? ('media' as const) : pick(INTAKES),
      ...clock,
    };
    const begun = {
      status: 'assigned',
      assigneeId: pick(agents),
      startedAt: at(wait / 4),
      respondedAt: at(wait / 4),
    } as const;
    const settled = {
      status: 'confirmed',
      outcome: pick(OUTCOMES),
      answeredAt: at(wait),
      confirmedAt: at(wait + 2),
      rating: stars,
    } as const;
    cases.push({
      ...base,
      ...about,
      ...(settles ? { ...begun, ...settled } : hour > 3 ? begun : {}),
      reopened: settles || reopened !== 2 ? reopened : 2,
    });
    const entry = (kind: string, hours: number): void => {
      journal.push({
        id,
        seq: journal.length + 2,
        aggregate: 'case',
        eventId: idOf('week event', number, kind),
        at: at(hours),
        actorId: null,
        kind,
        body: {},
      });
    };
    if (settles) entry('resolve', wait);
    if (reopened) entry('dispute', wait + 1);
  }
  const decision = emptyDecision({ id: idOf('weeks', now), kind: 'seed', status: 'done', payload: null, error: null });
  await store.commit([{ ...decision, cases, journal, threads }], {
    ...{ token: idOf('weeks'), leaseMs: 1_000, take: new Set() },
    marks: { rows: [], threads: [] },
  });
}
