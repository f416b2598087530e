/** A year of callbacks from its beginning to what is wrong with it. */
import type { Database } from '../../src/store/database.ts';
import { openStage } from '../week/stage.ts';
import { checkFigures, checkLost } from './check-ledger.ts';
import { checkCapacity, checkLoad, checkRetries, checkTimes, checkWindows, checkWishes } from './check-plans.ts';
import { checkQuiet, checkReminders, checkStandstills, checkTexts } from './check-telling.ts';
import { gatherYear } from './evidence.ts';
import { type Life, recountLife, type Verdict } from './recount.ts';
import { playYear } from './script.ts';
import { createYear, type YearOptions } from './world.ts';

export interface Year {
  /** By what was looked at; every list should be empty. */
  violations: Readonly<Record<string, readonly string[]>>;
  summary: YearSummary;
}

export interface YearSummary extends YearOptions {
  events: number;
  messages: number;
  callbacks: number;
  attempts: number;
  downtimes: number;
  kinds: Readonly<Record<string, number>>;
  promises: Readonly<Record<Verdict | 'all', number>>;
  reminders: Readonly<Record<string, number>>;
}

export async function liveThroughYear(database: Database, options: YearOptions): Promise<Year> {
  const world = createYear(options);
  const stage = await openStage(world, database);
  try {
    const played = await playYear(world, stage);
    const evidence = await gatherYear(world, stage, played);
    const end = Date.parse(world.end);
    const lives = [...evidence.rows.values()].map((row) =>
      recountLife(row, evidence.journal.get(row.id) ?? [], world.office, end),
    );
    const reminders = checkReminders(evidence, lives);
    const violations = {
      script: played.stuck,
      windows: checkWindows(evidence, lives),
      load: checkLoad(evidence, lives),
      times: checkTimes(evidence, lives),
      wishes: checkWishes(evidence, lives),
      retries: checkRetries(evidence, lives),
      capacity: checkCapacity(evidence, lives),
      reminders: reminders.problems,
      standstills: checkStandstills(evidence),
      quiet: checkQuiet(evidence, lives),
      texts: checkTexts(evidence),
      lost: checkLost(evidence, lives),
      figures: await checkFigures(stage, evidence, lives),
    };
    const counted = { events: stage.happened.length, messages: stage.reads.length, downtimes: world.downtimes.length };
    return { violations, summary: { ...options, ...counted, ...summaryOf(lives), reminders: reminders.counts } };
  } finally {
    await stage.stop();
  }
}

function summaryOf(lives: readonly Life[]): Pick<YearSummary, 'callbacks' | 'attempts' | 'kinds' | 'promises'> {
  const promises = { all: 0, kept: 0, late: 0, missed: 0, moved: 0, cancelled: 0, open: 0 };
  for (const { verdict } of lives.flatMap((life) => life.promises)) {
    promises.all += 1;
    promises[verdict] += 1;
  }
  const kinds = [...Map.groupBy(lives, ({ row }) => row.kind)].map(([kind, all]) => [kind, all.length] as const);
  const attempts = lives.reduce((sum, { tries }) => sum + tries.length, 0);
  return { callbacks: lives.length, attempts, kinds: Object.fromEntries(kinds), promises };
}
