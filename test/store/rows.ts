/** Rows for the store's tests: builders with defaults; ids are new in each call. */

import { randomUUID } from 'node:crypto';
import type {
  Answer,
  Conversation,
  Decision,
  Draft,
  EventRow,
  FileRow,
  JournalEntry,
  OutboxRow,
} from '../../src/core/decision.ts';
import { emptyDecision } from '../../src/core/decision.ts';
import type { LotEvent, ThreadRef, Timer } from '../../src/core/event.ts';
import type { CommitOptions } from '../../src/core/store.ts';
import type { Application } from '../../src/domain/application.ts';
import type { ApplicationAnswers } from '../../src/domain/application-answers.ts';
import { DEFAULT_RULES, scoreOf } from '../../src/domain/application-score.ts';
import type { Callback } from '../../src/domain/callback.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Code } from '../../src/domain/code.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import type { Dossier } from '../../src/domain/dossier.ts';
import type { Outlet } from '../../src/domain/outlet.ts';
import type { Account, Person } from '../../src/domain/person.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Question } from '../../src/domain/question.ts';
import { BARE_CASE } from '../support/bare-case.ts';

export const anId = (): string => randomUUID();

export const AT = '2026-11-21T20:40:53.123Z';

export const anEvent = (event: Partial<EventRow> = {}): EventRow => ({
  id: anId(),
  kind: 'message',
  status: 'done',
  payload: null,
  error: null,
  ...event,
});

/** A lot of messages that are held back. */
export function aLot(texts: readonly string[], displayName = 'Ada'): EventRow & { payload: LotEvent } {
  const id = anId();
  const author = { accountId: anId(), channel: 'fake', workspace: '', userId: 'ada', displayName };
  const acts = texts.map((text) => ({ id: anId(), at: AT, input: { type: 'message' as const, text } }));
  const tells = { author: true, desk: true };
  const payload: LotEvent = { type: 'lot', id, at: AT, thread: aThread(), author, acts, tells };
  return { id, kind: 'lot', status: 'held', payload, error: null };
}

export const aDecision = (rows: Partial<Decision> = {}): Decision => ({ ...emptyDecision(anEvent()), ...rows });

export const anEntry = (entry: Partial<JournalEntry> = {}): JournalEntry => ({
  id: anId(),
  seq: 1,
  aggregate: 'conversation',
  eventId: anId(),
  at: AT,
  actorId: null,
  kind: 'message',
  body: {},
  ...entry,
});

export const aPerson = (person: Partial<Person> = {}): Person => ({
  id: anId(),
  seq: 1,
  role: 'staff',
  language: 'zh-Hans',
  name: '王芳',
  phone: '+8613800138000',
  zone: null,
  noCalls: false,
  inquiry: null,
  grants: null,
  createdAt: AT,
  ...person,
});

export const anAccount = (account: Partial<Account> = {}): Account => ({
  id: anId(),
  personId: anId(),
  channel: 'web',
  workspace: '',
  userId: anId(),
  displayName: 'Wang Fang',
  ...account,
});

export const anOutlet = (outlet: Partial<Outlet> = {}): Outlet => ({
  id: anId(),
  code: 'BJ001',
  name: '北京一店',
  aliases: ['Beijing One'],
  region: 'north',
  zone: 'Asia/Shanghai',
  ...outlet,
});

export const aConversation = (conversation: Partial<Conversation> = {}): Conversation => ({
  id: anId(),
  seq: 1,
  threadId: anId(),
  accountId: anId(),
  frames: [],
  updatedAt: AT,
  ...conversation,
});

export const aDraft = (draft: Partial<Draft> = {}): Draft => ({
  id: anId(),
  personId: anId(),
  conversationId: anId(),
  flow: 'complaint',
  version: 1,
  status: 'open',
  opening: '冰箱坏了',
  createdAt: AT,
  ...draft,
});

export const anAnswer = (answer: Partial<Answer> = {}): Answer => ({
  draftId: anId(),
  field: 'what',
  value: 'the fridge',
  words: 'the fridge',
  source: 'asked',
  ...answer,
});

export const aCase = (row: Partial<Case> = {}): Case => ({
  id: anId(),
  number: `C-${anId()}`,
  seq: 1,
  kind: 'complaint',
  status: 'received',
  urgent: false,
  personId: anId(),
  threadId: anId(),
  language: 'zh-Hans',
  outletId: null,
  facts: {},
  words: '冰箱坏了',
  ...BARE_CASE,
  intake: null,
  createdAt: AT,
  dueAt: AT,
  ...row,
});

export const aCallback = (row: Partial<Callback> = {}): Callback => ({
  id: anId(),
  seq: 1,
  kind: 'requested',
  status: 'promised',
  topic: '加盟条件',
  personId: anId(),
  caseId: null,
  ownerId: null,
  window: { from: '2026-11-23T02:00:00.000Z', until: '2026-11-23T02:30:00.000Z', zone: 'Asia/Shanghai' },
  rounds: [],
  attempts: [],
  startedAt: null,
  undecided: null,
  result: null,
  findings: null,
  notes: null,
  cancelled: null,
  told: null,
  createdAt: AT,
  endedAt: null,
  ...row,
});

export const aDelivery = (row: Partial<Delivery> = {}): Delivery => ({
  id: anId(),
  seq: 1,
  reference: anId(),
  outletId: anId(),
  receivedOn: '2026-11-02',
  personId: anId(),
  caseId: null,
  planned: false,
  createdAt: '2026-11-02T02:00:00.000Z',
  ...row,
});

export const aFile = (row: Partial<FileRow> = {}): FileRow => ({
  id: anId(),
  channel: 'web',
  personId: anId(),
  eventId: anId(),
  threadId: anId(),
  accountId: anId(),
  name: 'photo.jpg',
  type: 'image/jpeg',
  size: 1234,
  source: 'somewhere',
  ...row,
});

export const PAST = '2020-01-01T00:00:00.000Z';
export const FUTURE = '2120-01-01T00:00:00.000Z';

export const aCode = (row: Partial<Code> = {}): Code => ({
  id: anId(),
  seq: 1,
  name: '7K3M',
  hash: 'ab',
  purpose: 'link',
  personId: null,
  accountId: null,
  threadId: null,
  language: null,
  expiresAt: '2026-11-21T20:50:53.000Z',
  tries: 0,
  state: 'open',
  takenBy: null,
  ...row,
});

export const aTimer = (timer: Partial<Timer> = {}): Timer => ({
  key: `expiry ${anId()}`,
  rev: anId(),
  dueAt: PAST,
  kind: 'expiry',
  ids: { draft: anId() },
  ...timer,
});

export const aThread = (thread: Partial<ThreadRef> = {}): ThreadRef => {
  const id = anId();
  return { id, channel: 'web', address: id, ...thread };
};

export const aReply = (thread: ThreadRef, row: Partial<OutboxRow> = {}): OutboxRow => ({
  id: anId(),
  threadId: thread.id,
  eventId: anId(),
  message: { text: 'hello' },
  replaces: null,
  ...row,
});

/** A decision that sends `count` replies to a thread. */
export const aDecisionTo = (thread: ThreadRef, count = 1): Decision =>
  aDecision({ threads: [thread], outbox: Array.from({ length: count }, () => aReply(thread)) });

/** A lease that ended before it began, and one that outlives the test. */
export const LAPSED_MS = -60_000;
export const LEASE_MS = 600_000;

export const commitOptions = (options: Partial<CommitOptions> = {}): CommitOptions => ({
  token: anId(),
  leaseMs: LEASE_MS,
  take: new Set(),
  marks: { rows: [], threads: [] },
  ...options,
});

const POLICY_WORDS = { title: '换货', body: '三个月内可换。', asked: ['能换吗？'], earnings: false };

export const aPolicy = (row: Partial<Policy> = {}): Policy => ({
  ...{ id: anId(), seq: 1, brand: anId(), key: 'exchange-goods', language: 'zh-Hans', region: null },
  approved: { ...POLICY_WORDS, version: 1, byId: anId(), at: AT },
  ...{ draft: null, source: 'staff', retiredAt: null, createdAt: AT },
  ...row,
});

export const aQuestion = (row: Partial<Question> = {}): Question => ({
  ...{ id: anId(), seq: 1, personId: anId(), words: '能换吗', language: 'zh-Hans', outcome: 'passed' },
  ...{ policyId: null, version: null, caseId: anId(), helped: null, createdAt: AT },
  ...row,
});

export const aDossier = (row: Partial<Dossier> = {}): Dossier => ({
  ...{ id: anId(), seq: 1, personId: anId(), brand: '林溪' },
  entries: [
    {
      ...{ item: 'hq-profit', interview: null, state: 'answered', words: null, flag: null, questionId: anId() },
      answers: [
        {
          ...{ text: '约九万六', source: 'headquarters', who: null, at: AT, worrying: null },
          waiting: { state: 'running', earliest: '2026-12-22' },
          policy: { id: anId(), version: 2, title: '收益', approver: null, approvedAt: AT },
          figures: { forecast: 150_000, reported: 96_000 },
        },
      ],
      notes: [{ text: '再问', at: AT }],
    },
  ],
  interviews: [{ id: anId(), name: '王', years: 4, store: '60 平', similar: true, note: null, at: AT }],
  disclosure: {
    ...{ receivedOn: '2026-11-21', country: 'CN', byId: anId(), at: AT, confirmedAt: null, toldOf: null },
  },
  planned: { signing: '2026-12-01', payment: null },
  goOn: { everyDays: 7, since: AT },
  ...{ createdAt: AT, updatedAt: AT },
  ...row,
});

export const someAnswers = (row: Partial<ApplicationAnswers> = {}): ApplicationAnswers => ({
  ...{ name: '林悦', phone: '+8613800138000', region: '苏州', location: null },
  ...{ experience: 'own', background: '开过三年书店。', trading: 'no', brands: null, relation: null, change: null },
  ...{ funds: { minor: 800_000_00, currency: 'CNY' }, source: 'mixed', origin: null },
  ...{ team: 'some', work: 'full', standards: 'fully', wishes: null },
  culture: '我喜欢你们对待老顾客的方式，也愿意把它带到我的城市。',
  ...{ visited: 'one', impression: '朝阳路店', plan: 'one', market: null, horizon: 'year' },
  ...{ pending: 'no', matters: null, references: '王先生，+8613900139000' },
  ...row,
});

export const anApplication = (row: Partial<Application> = {}): Application => ({
  ...{ id: anId(), seq: 1, personId: anId(), brand: '林溪', language: 'zh-Hans', status: 'open' },
  ...{
    answers: someAnswers(),
    score: scoreOf(someAnswers(), DEFAULT_RULES),
    messages: [],
    asked: false,
    shared: false,
  },
  ...{ decision: null, waitUntil: null, dueAt: AT, createdAt: AT, updatedAt: AT },
  ...row,
});
