/** A week from its beginning to what is wrong with it. */
import type { Database } from '../../src/store/database.ts';
import { checkDeadlines } from './check-deadlines.ts';
import { checkAssignment, checkLists, checkSending } from './check-desk.ts';
import { checkAnswers, checkLanguage, checkSecrets } from './check-people.ts';
import { checkFigures, checkRegisters } from './check-reports.ts';
import { type Evidence, gather } from './evidence.ts';
import { type Life, recount } from './recount.ts';
import { playWeek } from './script.ts';
import { openStage } from './stage.ts';
import { createWorld } from './world.ts';

export interface WeekOptions {
  seed: number;
  stores: number;
  days: number;
}

export interface Week {
  /** By what was looked at; every list should be empty. */
  violations: Readonly<Record<string, readonly string[]>>;
  summary: Summary;
}

export interface Summary {
  seed: number;
  stores: number;
  people: number;
  staff: number;
  events: number;
  messages: number;
  restarts: number;
  kinds: { kind: string; filed: number; open: number; answered: number; closed: number; late: number }[];
  /** Of the answers that were due: how many came by then. */
  due: number;
  kept: number;
  warnings: number;
  escalations: readonly number[];
  acts: Readonly<Record<string, number>>;
}

export async function liveThrough(database: Database, options: WeekOptions): Promise<Week> {
  const world = createWorld(options);
  const stage = await openStage(world, database);
  try {
    const { stuck } = await playWeek(world, stage);
    const evidence = await gather(stage);
    const lives = evidence.cases.map((one) => recount(one, evidence.journal.get(one.id) ?? []));
    const violations = {
      script: stuck,
      'life cycle': lives.flatMap(({ problems }) => problems),
      deadlines: checkDeadlines(evidence, lives),
      answers: checkAnswers(evidence, lives),
      language: checkLanguage(evidence),
      secrets: checkSecrets(evidence, lives),
      assignment: checkAssignment(evidence, lives),
      sending: checkSending(evidence),
      registers: checkRegisters(evidence, lives),
      figures: await checkFigures(stage, lives),
      lists: await checkLists(stage, evidence, lives),
    };
    return { violations, summary: summaryOf(options, evidence, lives, stage.restarts()) };
  } finally {
    await stage.stop();
  }
}

function summaryOf(
  { seed, stores }: WeekOptions,
  evidence: Evidence,
  lives: readonly Life[],
  restarts: number,
): Summary {
  const end = Date.parse(evidence.world.end);
  const last = lives.flatMap(({ case: current, moments }) => {
    const told = moments.at(-1)?.told;
    return told ? [{ kind: current.kind, told }] : [];
  });
  const isLate = ({ told }: (typeof last)[number]): boolean =>
    told.due <= end && (told.answered ?? told.closed ?? Number.POSITIVE_INFINITY) > told.due;
  const kinds = [...Map.groupBy(last, ({ kind }) => kind)].map(([kind, all]) => ({
    kind,
    filed: all.length,
    open: all.filter(({ told }) => told.status === 'received' || told.status === 'assigned').length,
    answered: all.filter(({ told }) => told.status === 'answered').length,
    closed: all.filter(({ told }) => told.status === 'confirmed').length,
    late: all.filter(isLate).length,
  }));
  const due = last.filter(({ told }) => told.due <= end || told.answered !== null);
  const said = (kind: string) =>
    [...evidence.happened.values()].filter(({ id, timer }) => timer?.kind === kind && evidence.sentBy.has(id));
  const entries = lives.flatMap(({ moments }) => moments.map(({ entry }) => entry.kind));
  return {
    seed,
    stores,
    people: evidence.actors.size,
    staff: evidence.world.staff.length,
    events: evidence.happened.size,
    messages: evidence.sent.length,
    restarts,
    kinds: kinds.toSorted((a, b) => b.filed - a.filed),
    due: due.length,
    kept: due.length - due.filter(isLate).length,
    warnings: said('case.warn').length,
    escalations: [0, 1, 2].map(
      (step) => said('case.due').filter(({ timer }) => Number(timer?.ids.step ?? 0) === step).length,
    ),
    acts: Object.fromEntries(
      [...Map.groupBy(entries, (kind) => kind)]
        .map(([kind, all]) => [kind, all.length] as const)
        .toSorted((a, b) => b[1] - a[1]),
    ),
  };
}
