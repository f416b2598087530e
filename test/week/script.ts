/** The week itself: who does what when. What happens at the same seed is the same. */
import { createChance } from './chance.ts';
import { deskReactions, goesOffDuty, goesOnDuty, works } from './desk.ts';
import { answersFor, file, looksAfter, reactions, reports, type Script } from './people.ts';
import type { Stage } from './stage.ts';
import { type Actor, DESK, HOUR_MS, MINUTE_MS, START, type World } from './world.ts';

/** Reports a day and store. */
const REPORTS = 0.36;
/** How much is reported in each hour of the day, as people of stores do. */
const HOURS = [1, 0.5, 0.3, 0.2, 0.2, 0.5, 1, 3, 7, 9, 9, 10, 9, 8, 8, 8, 8, 9, 10, 10, 8, 6, 4, 2] as const;
const HOURS_SUM = HOURS.reduce<number>((sum, weight) => sum + weight, 0);
/** Between two rounds of work of one colleague. */
const ROUND_MS = 45 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

interface Planned {
  at: number;
  place: number;
  act(): Promise<void>;
}

export interface Played {
  /** What the script could not do: a form that asks the same again, an answer that has no button. */
  stuck: string[];
  acts: number;
}

export async function playWeek(world: World, stage: Stage): Promise<Played> {
  const chance = createChance(world.seed + 1);
  const endMs = Date.parse(world.end);
  const plan: Planned[] = [];
  const stuck: string[] = [];
  let places = 0;
  let acts = 0;

  function at(ms: number, act: () => Promise<void>): void {
    if (ms >= endMs) return;
    places += 1;
    const planned = { at: ms, place: places, act };
    let low = 0;
    let high = plan.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = plan[middle];
      if (other && (other.at < ms || (other.at === ms && other.place < places))) low = middle + 1;
      else high = middle;
    }
    plan.splice(low, 0, planned);
  }
  const script: Script = {
    stage,
    world,
    chance,
    later: (ms, act) => at(Date.parse(stage.now()) + Math.ceil(ms) + 1000, act),
  };

  planPeople(script, at);
  planDesk(script, at);
  const start = Date.parse(START);
  for (const share of [0.31, 0.67]) at(start + share * (endMs - start), () => stage.restart());
  for (let ms = start + 60_000; ms < endMs; ms += 10 * MINUTE_MS) at(ms, () => stage.dispatch());

  const staff = new Map(world.staff.map((one) => [one.place.id, one]));
  const people = new Map<string, Actor>(
    [...world.franchisees, ...world.managers, ...world.shoppers].map((one) => [one.place.id, one]),
  );
  stage.onRead((read) => {
    if (read.threadId === DESK.id) return;
    const colleague = staff.get(read.threadId);
    const person = people.get(read.threadId);
    if (colleague && read.outboxId !== null) deskReactions(script, colleague, read);
    if (person) reactions(script, person, read);
  });

  for (;;) {
    const next = plan.shift();
    if (!next) break;
    await stage.passTo(new Date(next.at).toISOString());
    acts += 1;
    try {
      await next.act();
    } catch (error) {
      stuck.push(`${stage.now()} ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  await stage.passTo(world.end);
  await stage.dispatch();
  return { stuck, acts };
}

type At = (ms: number, act: () => Promise<void>) => void;

function planPeople(script: Script, at: At): void {
  const { world, chance } = script;
  const start = Date.parse(START);
  // Everyone who may be told something has written with the bot before.
  for (const [n, actor] of [...world.managers, ...world.franchisees, ...world.staff].entries())
    at(start + 1000 + n * 20, async () => {
      await script.stage.does(actor, { type: 'command', name: 'start', text: '' });
    });
  const dispatched = async (act: Promise<unknown>): Promise<void> => {
    await act;
    script.later(6000, () => script.stage.dispatch());
  };
  for (let day = 0; day < world.days; day += 1) {
    for (let hour = 0; hour < 24; hour += 1) {
      const rate = (world.outlets.length * REPORTS * (HOURS[hour] ?? 0)) / HOURS_SUM;
      let minute = 0;
      for (;;) {
        minute += chance.gap(60 / rate);
        if (minute >= 60) break;
        const drawn = chance();
        const of = drawn < 0.6 ? world.franchisees : drawn < 0.72 ? world.managers : world.shoppers;
        const actor = chance.pick(of.length > 0 ? of : world.franchisees);
        // The hour is that of their own clock; Great Britain's is eight hours behind, and seven once it is summer there.
        const behind = actor.zone === 'Europe/London' ? 8 * HOUR_MS : 0;
        at(start + day * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS + behind, () =>
          dispatched(reports(script, actor)),
        );
      }
    }
  }
  const some = Math.ceil(world.outlets.length * world.days * 0.1);
  for (let n = 0; n < some; n += 1) {
    const actor = chance.pick([...world.franchisees, ...world.shoppers]);
    at(chance.between(start + 8 * HOUR_MS, start + world.days * DAY_MS), () => looksAfter(script, actor));
  }
  planSure(script, at, dispatched);
}

/** What no week may be without, whatever chance brings. */
function planSure(script: Script, at: At, dispatched: (act: Promise<unknown>) => Promise<void>): void {
  const { world } = script;
  const start = Date.parse(START);
  const managed = world.managers[0]?.outlet;
  const shopper = world.shoppers[0];
  const [franchisee, other] = world.franchisees.filter(({ outlet }) => outlet?.id !== managed?.id);
  if (!managed || !shopper || !franchisee || !other) throw new Error('the world is too small');
  at(start + 10 * HOUR_MS, () => {
    const answers = { ...answersFor('complaint', script, shopper), outlet: managed.code, who: 'the store manager' };
    return dispatched(file(script, shopper, 'complaint', answers));
  });
  at(start + 11 * HOUR_MS, () => {
    const answers = {
      ...answersFor('complaint', script, franchisee),
      complainant: 'shopper',
      intake: 'media',
      who: '',
    };
    return dispatched(file(script, franchisee, 'complaint', answers));
  });
  at(start + 12 * HOUR_MS, () => {
    const answers = { ...answersFor('dispute', script, other), against: managed.code, showName: 'no' };
    return dispatched(file(script, other, 'dispute', answers));
  });
}

function planDesk(script: Script, at: At): void {
  const { world, chance } = script;
  const start = Date.parse(START);
  for (const colleague of world.staff) {
    for (let day = 0; day < world.days; day += 1) {
      if (colleague.free.includes(day % 7)) continue;
      const [from, until] = colleague.shift;
      const begins = start + day * DAY_MS + from * HOUR_MS + chance.between(-10, 10) * MINUTE_MS;
      const ends = start + day * DAY_MS + until * HOUR_MS + chance.between(-10, 20) * MINUTE_MS;
      at(begins, () => goesOnDuty(script, colleague));
      // Some forget.
      if (chance.often(0.93)) at(ends, () => goesOffDuty(script, colleague));
      for (let ms = begins + chance.gap(ROUND_MS); ms < ends; ms += chance.gap(ROUND_MS) + 5 * MINUTE_MS)
        at(ms, () => works(script, colleague));
    }
  }
}
