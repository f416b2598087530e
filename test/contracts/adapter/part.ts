/** Real engine, real bot, real delivery around one adapter, on the store of a test. */
import { randomUUID } from 'node:crypto';
import { createDelivery } from '../../../src/core/engine/delivery.ts';
import { createEngine } from '../../../src/core/engine/engine.ts';
import { createFileWorker } from '../../../src/core/engine/files.ts';
import { createTimerWorker } from '../../../src/core/engine/timers.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import { eventId, personId } from '../../../src/core/ids.ts';
import { noMetrics } from '../../../src/core/metrics.ts';
import type { Store } from '../../../src/core/store.ts';
import { createDocuments } from '../../../src/documents/documents.ts';
import { dossierDocuments } from '../../../src/documents/dossier.ts';
import type { Case } from '../../../src/domain/case.ts';
import { DEFAULT_DOSSIER_RULES } from '../../../src/domain/dossier-rules.ts';
import { createBot } from '../../../src/flows/bot.ts';
import { playgroundSeed } from '../../../src/playground.ts';
import { silent } from '../../support/engine.ts';
import type { Part, PartOptions } from './harness.ts';

const CREATED = '2026-03-18T04:00:00.000Z';
const CASES_MAX = 100;

export async function openPart(store: Store, count: () => Promise<number>, options: PartOptions): Promise<Part> {
  const { adapter, people, desk } = options;
  const token = randomUUID();
  await store.seed({
    people: people.map(({ role, name, author }) => ({
      id: personId(author.accountId),
      seq: 1,
      role,
      language: 'en',
      name,
      phone: null,
      zone: null,
      noCalls: false,
      inquiry: null,
      grants: null,
      createdAt: CREATED,
    })),
    accounts: people.map(({ author: { accountId: id, channel, workspace, userId, displayName } }) => {
      return { id, personId: personId(id), channel, workspace, userId, displayName };
    }),
    outlets: playgroundSeed(CREATED).outlets,
    timers: [],
  });
  const delivery = createDelivery({
    store,
    adapters: [adapter],
    token,
    log: silent,
    metrics: noMetrics,
    flushMs: 0,
    sweepMs: 20,
    onRefused: (row, reason) => {
      const { id: outboxId, thread } = row;
      if (thread.id === desk.thread.id) return;
      engine
        .handle({ type: 'undelivered', id: eventId('undelivered', outboxId), outboxId, thread, reason })
        .catch(() => {});
    },
  });
  const timers = createTimerWorker({
    store,
    engine: { handle: (event) => engine.handle(event) },
    token,
    log: silent,
    metrics: noMetrics,
  });
  const engine = createEngine({
    store,
    bot: createBot(),
    delivery,
    log: silent,
    metrics: noMetrics,
    desks: [{ thread: desk.thread, language: 'en', readerId: personId(desk.author.accountId) }],
    zone: 'Asia/Shanghai',
    defaultLanguage: 'en',
    canAnswerAtOnce: () => adapter.capabilities.immediate,
    flood: null,
    canShowDialogs: () => adapter.capabilities.dialogs,
    canPick: () => adapter.capabilities.pickers ?? false,
    onTimers: timers.noticed,
    onFiles: () => files.noticed(),
  });
  const files = createFileWorker({
    store,
    adapters: [createDocuments({ makers: dossierDocuments(store.reads, DEFAULT_DOSSIER_RULES) })],
    engine,
    token,
    log: silent,
  });
  const part: Part = {
    away: false,
    taken: [],
    intake: async (event) => {
      if (part.away) throw new UnavailableError('the database is away');
      const answer = await engine.handle(event);
      part.taken.push(event);
      return answer;
    },
    idle: () => delivery.idle(),
    async cases() {
      const found: (Case | undefined)[] = await Promise.all(
        people.map(async ({ author }) => await store.reads.casesOf(personId(author.accountId), CASES_MAX)),
      ).then((lists) => lists.flat());
      return found.filter((one) => one !== undefined);
    },
    events: count,
    async stop() {
      await adapter.stop();
      await Promise.all([timers.stop(), files.stop(), engine.stop()]);
      await delivery.stop();
    },
  };
  delivery.start();
  timers.start();
  files.start();
  await adapter.start(part.intake);
  return part;
}
