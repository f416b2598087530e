/** The year itself: who asks, calls, moves, cancels and is away. What happens at the same seed is the same. */
import { takeInDeliveries } from '../../src/core/deliveries.ts';
import { type Chance, createChance } from '../week/chance.ts';
import { type Answers, fillIn, openOnTop, presses } from '../week/fill.ts';
import type { Stage } from '../week/stage.ts';
import { type Actor, type Colleague, everyone } from '../week/world.ts';
import {
  DAY_MS,
  isOffice,
  isQuietThere,
  isWorked,
  MINUTE_MS,
  plusDays,
  quartersFor,
  SHANGHAI,
  wall,
} from './calendar.ts';
import type { Pause, YearWorld } from './world.ts';

/** A wish of which the script knows what it means, by its topic. */
export interface Wish {
  personId: string;
  from: number;
  minutes: number;
}

export interface PlayedYear {
  stuck: string[];
  wishes: ReadonlyMap<string, Wish>;
  deliveries: ReadonlyMap<string, string>;
}

interface OpenCall {
  id: string;
  kind: string;
  status: string;
  owner: string | null;
  person: string;
  from: string;
  until: string;
  zone: string;
  undecided: string | null;
}

const OPEN = `select id, kind, status, owner_id as owner, person_id as person, undecided,
time_window ->> 'from' as from, time_window ->> 'zone' as zone, time_window ->> 'until' as until from callback where ended_at is null order by time_window ->> 'from', id`;

const TOMORROW = {
  en: 'tomorrow at 3 pm',
  'zh-Hans': '明天下午三点',
  'zh-Hant': '明天下午三點',
} as const;
const MORNING = { en: 'tomorrow morning', 'zh-Hans': '明天上午', 'zh-Hant': '明天上午' } as const;

const inPause = (pauses: readonly Pause[], at: number): Pause | undefined =>
  pauses.find(({ from, until }) => from <= at && at < until);

const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

export async function playYear(world: YearWorld, stage: Stage): Promise<PlayedYear> {
  const chance = createChance(world.seed + 11);
  const stuck: string[] = [];
  const wishes = new Map<string, Wish>();
  const deliveries = new Map<string, string>();
  const down = world.downtimes.toSorted((a, b) => a.from - b.from);
  const script: Script = { world, stage, chance, wishes, deliveries };
  for (let day = 0; day < world.days; day += 1) {
    for (const { at, act } of planDay(script, plusDays(world.from, day)).toSorted((a, b) => a.at - b.at)) {
      while (down[0] && down[0].from <= at) {
        const { from, until } = down[0];
        await stage.passTo(new Date(from).toISOString());
        await stage.standStill(new Date(until).toISOString());
        down.shift();
      }
      if (Date.parse(stage.now()) > at) continue;
      await stage.passTo(new Date(at).toISOString());
      try {
        await act();
      } catch (error) {
        stuck.push(`${stage.now()}: ${error instanceof Error ? error.message : String(error)}`);
        for (const one of everyone(world)) if (await openOnTop(stage, one)) await goesAway(script, one);
      }
    }
  }
  await stage.passTo(world.end);
  return { stuck, wishes, deliveries };
}

interface Script {
  world: YearWorld;
  stage: Stage;
  chance: Chance;
  wishes: Map<string, Wish>;
  deliveries: Map<string, string>;
}

interface Act {
  at: number;
  act(): Promise<void>;
}

/** How often a day, on average. */
const ASKS = 1.2;
const DELIVERIES = 0.9;
const COMPLAINTS = 0.25;
const CONTACTS = 0.15;
const CHANGES = 1.5;
const ROUND_MS = 40 * MINUTE_MS;

function planDay(script: Script, date: string): Act[] {
  const { world, chance } = script;
  const midnight = Date.parse(`${date}T00:00:00+08:00`);
  const acts: Act[] = [];
  const sometime = (often: number, act: () => Promise<void>): void => {
    for (let left = often; left > 0; left -= 1)
      if (chance.often(Math.min(1, left))) acts.push({ at: midnight + Math.floor(chance() * DAY_MS), act });
  };
  sometime(ASKS, () => asks(script));
  sometime(DELIVERIES, () => delivers(script, date));
  sometime(COMPLAINTS, () => complains(script));
  sometime(CHANGES, () => changes(script));
  if (!isWorked(date)) return acts;
  const at = (minutes: number, act: () => Promise<void>): void =>
    void acts.push({ at: midnight + minutes * MINUTE_MS, act });
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() - 1;
  for (const agent of world.agents) {
    if (agent.free.includes(weekday)) continue;
    const [from, until] = agent.shift;
    at(from * 60, () => command(script, agent, 'duty', 'on'));
    // Some go home in the middle of the day.
    const over = chance.often(0.06) ? Math.floor(chance.between(from + 1, until)) : until;
    at(over * 60, () => command(script, agent, 'duty', 'off'));
    for (let minutes = from * 60 + Math.floor(chance() * 30) + 1; minutes < over * 60; minutes += ROUND_MS / MINUTE_MS)
      at(minutes, () => works(script, agent));
  }
  at(10 * 60 + 7, () => supervises(script));
  if (chance.often(CONTACTS)) at(11 * 60 + 3, () => givesOut(script));
  return acts;
}

const command = async ({ stage }: Pick<Script, 'stage'>, actor: Actor, name: string, text = ''): Promise<void> =>
  void (await stage.does(actor, { type: 'command', name, text }));

const press = async ({ stage }: Script, actor: Actor, id: string): Promise<void> =>
  void (await stage.does(actor, { type: 'action', id }));

/** Takes what is offered where the wish can't be had; goes away where nothing is. */
async function fillWhen(script: Script, actor: Actor, answers: Answers): Promise<boolean> {
  const { stage } = script;
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      return await fillIn(stage, actor, answers);
    } catch {
      if (!(await presses(stage, actor, /^f:[^:]+:\d+:v:@/))) break;
    }
  }
  await goesAway(script, actor);
  return false;
}

async function goesAway(script: Script, actor: Actor): Promise<void> {
  await command(script, actor, 'cancel');
  // Whether they are sure.
  if (await openOnTop(script.stage, actor)) await presses(script.stage, actor, /^f:[^:]+:\d+:y$/);
}

/** A half hour of the next days in which they can be called, or words. */
function wishOf(
  { world, chance, stage }: Script,
  { zone, language }: Actor,
): { words: string; from: number | undefined } {
  const drawn = chance();
  if (drawn < 0.12) return { words: TOMORROW[language], from: undefined };
  if (drawn < 0.24) return { words: MORNING[language], from: undefined };
  const now = Date.parse(stage.now());
  const date = plusDays(wall(now, SHANGHAI).date, Math.floor(chance.between(0, 9)));
  const free = quartersFor(date, zone, world.office).filter((at) => at > now && at % (30 * MINUTE_MS) === 0);
  if (free.length === 0 || chance.often(0.08)) {
    // On a day off, or at night.
    return { words: `${date} ${clockOf(Math.floor(chance.between(0, 47)) * 30)}`, from: undefined };
  }
  const from = chance.pick(free);
  const there = wall(from, zone);
  return { words: `${there.date} ${clockOf(there.minutes)}`, from };
}

async function asks(script: Script): Promise<void> {
  const { world, chance, wishes } = script;
  const actor = chance.pick(world.franchisees);
  const { words, from } = wishOf(script, actor);
  const topic = `Topic ♥${wishes.size + 1}`;
  await command(script, actor, 'callback');
  wishes.set(topic, { personId: actor.id, from: from ?? 0, minutes: 30 });
  await fillWhen(script, actor, { topic, when: words, phone: actor.person.phone ?? '', zone: '' });
}

async function delivers({ world, chance, stage, deliveries }: Script, date: string): Promise<void> {
  const numbers = await stage.rows<{ number: string }>(
    `select number from case_file where kind = 'complaint' and confidential is not true order by number desc limit 10`,
  );
  const reference = `DN-${deliveries.size + 1}`;
  const outlet = chance.pick(world.outlets);
  // Some are reported late, a few after their window.
  const received = plusDays(date, -Math.floor(chance.often(0.1) ? chance.between(0, 30) : chance.between(0, 3)));
  const common = { reference, store: outlet.code, received };
  const number = numbers.length > 0 && chance.often(0.5) ? chance.pick(numbers).number : undefined;
  const value = number
    ? { ...common, case: number }
    : { ...common, name: `Buyer ${deliveries.size % 40}`, phone: '+8613900139000' };
  const { problems } = await takeInDeliveries([{ row: 1, value }], { store: stage.store, zone: SHANGHAI });
  if (problems.length > 0) throw new Error(`the delivery was refused: ${JSON.stringify(problems)}`);
  deliveries.set(reference, received);
  await stage.passTo(stage.now());
}

async function complains(script: Script): Promise<void> {
  const { world, chance, stage } = script;
  const actor = chance.pick(world.franchisees);
  await command(script, actor, 'complaint');
  await fillIn(stage, actor, {
    ...{ what: 'The milk was sour ♥', complainant: 'shopper', when: '2025-12-20', outlet: actor.outlet?.code ?? '' },
    ...{ who: '', how: '', group: 'goods', cause: 'expired', intake: 'store', shopperName: 'Evelyn Q' },
    ...{ shopperPhone: '+8613700137000', phone: actor.person.phone ?? '', name: actor.author.displayName },
  });
}

const openCalls = async ({ stage }: Script): Promise<OpenCall[]> => await stage.rows<OpenCall>(OPEN);

/** Someone whose call is still to come does something about it; or a colleague does. */
async function changes(script: Script): Promise<void> {
  const { world, chance, stage } = script;
  const open = (await openCalls(script)).filter(({ status }) => status !== 'in-progress');
  if (open.length === 0) return;
  const call = chance.pick(open);
  const actor = world.franchisees.find(({ id }) => id === call.person);
  const drawn = chance();
  if (actor && drawn < 0.55) {
    if (drawn < 0.2) {
      // What an apology offers, or what they were asked.
      await presses(stage, actor, new RegExp(`^k:${call.id}:${chance.often(0.5) ? 'at' : 'ok'}:`));
      return;
    }
    if (drawn < 0.42) {
      await press(script, actor, `k:${call.id}:shift`);
      await fillWhen(script, actor, { when: wishOf(script, actor).words, phone: actor.person.phone ?? '' });
      return;
    }
    await press(script, actor, `k:${call.id}:drop`);
    await fillIn(stage, actor, { text: chance.often(0.5) ? 'Not needed ♥' : '' });
    return;
  }
  const now = Date.parse(stage.now());
  if (!isOffice(now, world.office)) return;
  const agent = world.agents.find(({ id }) => id === call.owner) ?? chance.pick(world.agents);
  if (drawn < 0.75) {
    await press(script, agent, `k:${call.id}:move`);
    const { words } = wishOf(script, actor ?? agent);
    await fillWhen(script, agent, { when: words, agreed: chance.pick(['yes', 'no']), text: 'Busy ♥' });
  } else if (drawn < 0.92) {
    await press(script, agent, `k:${call.id}:give`);
    const other = chance.pick(world.agents.filter(({ id }) => id !== call.owner)).person.name ?? '';
    await fillWhen(script, agent, { 'to-offered': other, to: other, text: 'Busy ♥' });
  } else {
    await press(script, agent, `k:${call.id}:cancel`);
    await fillIn(stage, agent, { text: 'Settled ♥' });
  }
}

/** One round: a call or two, and a complaint. */
async function works(script: Script, agent: Colleague): Promise<void> {
  const { world, chance, stage } = script;
  const now = Date.parse(stage.now());
  if (inPause(world.idle, now)) return;
  if (isOffice(now, world.office)) {
    const open = await openCalls(script);
    const due = open.filter(
      (one) =>
        (one.owner === agent.id || one.owner === null) &&
        (one.status === 'planned' || one.status === 'promised' || one.status === 'due') &&
        Date.parse(one.from) <= now,
    );
    const mine = due
      .filter((one) => !isQuietThere(now, one.zone) && !isQuietThere(now + 5 * MINUTE_MS, one.zone))
      .toSorted((a, b) => Date.parse(a.until) - Date.parse(b.until))
      .slice(0, 2);
    for (const call of mine) if (chance.often(0.8)) await calls(script, agent, call);
  }
  if (chance.often(0.15)) await settles(script, agent);
}

async function calls(script: Script, agent: Colleague, { id }: OpenCall): Promise<void> {
  const { chance, stage } = script;
  await press(script, agent, `k:${id}:start`);
  const drawn = chance();
  if (drawn < 0.05) return await press(script, agent, `k:${id}:back`);
  if (drawn < 0.4) {
    const outcome =
      drawn < 0.28
        ? 'no-answer'
        : drawn < 0.34
          ? 'busy'
          : drawn < 0.37
            ? 'voicemail'
            : drawn < 0.39
              ? 'wrong-number'
              : 'refused';
    await press(script, agent, `k:${id}:${outcome}`);
    await fillIn(stage, agent, { text: '' });
    return;
  }
  await press(script, agent, `k:${id}:reached`);
  await press(script, agent, `k:${id}:done`);
  const bad = chance.often(0.12);
  await fillIn(stage, agent, {
    ...{
      result: bad ? 'problem' : 'well',
      problem: 'The oven stays cold ♥',
      'case-kind': 'service',
      theirs: '1',
      outlet: '',
    },
    ...{ people: '4', product: '5', text: 'Talked ♥', needs: 'More ♥', settled: bad ? 'no' : 'yes' },
    ...{ dealt: bad ? 'no' : 'yes', use: '', still: 'Cold again ♥' },
  });
}

/** Claims a case, or answers one. */
async function settles(script: Script, agent: Colleague): Promise<void> {
  const { stage } = script;
  const cases = await stage.rows<{ number: string; kind: string; assignee: string | null }>(
    `select number, kind, assignee_id as assignee from case_file where status in ('received', 'assigned') and (assignee_id is null or assignee_id = '${agent.id}') order by number limit 1`,
  );
  const [one] = cases;
  if (!one) return;
  if (one.assignee === null) return await command(script, agent, 'claim', one.number);
  await command(script, agent, 'resolve', one.number);
  await fillIn(stage, agent, { outcome: one.kind === 'service' ? 'repaired' : 'other', text: 'We pay it back ♥' });
}

/** Decides about what nobody may try any more. */
async function supervises(script: Script): Promise<void> {
  const { world, chance, stage } = script;
  if (inPause(world.idle, Date.parse(stage.now()))) return;
  const { supervisor } = world;
  for (const call of (await openCalls(script)).filter(({ status }) => status === 'undecided').slice(0, 5)) {
    const drawn = chance();
    if (drawn < 0.3) {
      const actor = world.franchisees.find(({ id }) => id === call.person) ?? supervisor;
      await press(script, supervisor, `k:${call.id}:again`);
      await fillWhen(script, supervisor, { when: wishOf(script, actor).words });
    } else if (drawn < 0.6) {
      await press(script, supervisor, `k:${call.id}:leave`);
      await fillIn(stage, supervisor, { text: 'Tried enough ♥' });
    }
  }
}

async function givesOut(script: Script): Promise<void> {
  const { world, chance } = script;
  const { supervisor } = world;
  const name = chance.pick(world.franchisees).author.displayName;
  await command(script, supervisor, 'contact', name);
  const to = chance.pick(world.agents).person.name ?? '';
  await fillWhen(script, supervisor, { 'to-offered': to, to, text: '' });
}
