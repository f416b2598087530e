/** The desk: cases are given out evenly to whoever fits and is there, lists show what their reader may see, everything was sent. */
import type { Case } from '../../src/domain/case.ts';
import type { Evidence } from './evidence.ts';
import { dutiesOf, isAbleFor, isNearby, isStaff, onDutyAt, reads, regionOf } from './readers.ts';
import type { Life } from './recount.ts';
import type { Stage } from './stage.ts';
import type { Colleague } from './world.ts';

/** Open cases of each, just before a moment. */
function loadsBefore(lives: readonly Life[], eventId: string, ms: number): Map<string, number> {
  const loads = new Map<string, number>();
  for (const { moments } of lives) {
    const last = moments.findLast(({ at, entry }) => at <= ms && entry.eventId !== eventId);
    if (!last || (last.told.status !== 'received' && last.told.status !== 'assigned') || last.told.assignee === null)
      continue;
    loads.set(last.told.assignee, (loads.get(last.told.assignee) ?? 0) + 1);
  }
  return loads;
}

export function checkAssignment(evidence: Evidence, lives: readonly Life[]): string[] {
  const there = onDutyAt(evidence);
  const given = lives.flatMap((life) =>
    life.moments.flatMap((moment, index) =>
      moment.entry.kind === 'assign' && moment.entry.actorId === null
        ? [{ life, moment, before: life.moments[index - 1]?.told }]
        : [],
    ),
  );
  return [...Map.groupBy(given, ({ moment }) => moment.entry.eventId)].flatMap(([eventId, batch]) => {
    const found: string[] = [];
    const ms = batch[0]?.moment.at ?? 0;
    const loads = loadsBefore(lives, eventId, ms);
    const order = batch.toSorted(
      (a, b) =>
        Number(b.life.case.urgent) - Number(a.life.case.urgent) ||
        (a.before?.due ?? 0) - (b.before?.due ?? 0) ||
        Number(a.moment.entry.body.load) - Number(b.moment.entry.body.load),
    );
    for (const { life, moment, before } of order) {
      const { case: current } = life;
      const what = `${current.number} given at ${moment.entry.at}`;
      const to = evidence.world.staff.find(({ id }) => id === moment.entry.body.to);
      if (!to || !before) {
        found.push(`${what} to nobody`);
        continue;
      }
      if (!there(to, ms)) found.push(`${what} to ${to.person.name}, who is off duty`);
      if (!reads(to, current, before) || to.id === current.personId)
        found.push(`${what} to ${to.person.name}, who may not handle it`);
      const fit = evidence.world.staff.filter(
        (one) => isStaff(one) && there(one, ms) && reads(one, current, before) && one.id !== current.personId,
      );
      const queue = evidence.world.routing.queues[current.kind];
      const region = regionOf(evidence, current.outletId);
      const able = fit.filter(
        (one) => dutiesOf(one).some((duty) => queue.duties.includes(duty)) && isAbleFor(one, current.kind),
      );
      const near = able.filter((one) => isNearby(one, region, current.outletId));
      // The heads are asked one duty after the other.
      const heads = queue.heads
        .map((head) => fit.filter((one) => dutiesOf(one).includes(head)))
        .find(({ length }) => length > 0);
      const circle = near.length > 0 ? near : able.length > 0 ? able : (heads ?? []);
      if (!circle.some(({ id }) => id === to.id))
        found.push(`${what} to ${to.person.name}, who is not of those nearest`);
      const load = loads.get(to.id) ?? 0;
      const least = Math.min(...circle.map(({ id }) => loads.get(id) ?? 0));
      if (load > least)
        found.push(
          `${what} to ${to.person.name} with ${load} open cases, others had ${least} (${current.kind}, ${String(moment.entry.body.rule)}, ${circle.map(({ id, person }) => `${person.name} ${loads.get(id) ?? 0}`).join()})`,
        );
      if (moment.entry.body.load !== load)
        found.push(`${what}: it is said ${String(moment.entry.body.load)} were open, there were ${load}`);
      loads.set(to.id, load + 1);
    }
    return found;
  });
}

const QUEUE_MAX = 20;

/** Asks as each colleague for the queue, their own and a search, and compares. */
export async function checkLists(stage: Stage, evidence: Evidence, lives: readonly Life[]): Promise<string[]> {
  const found: string[] = [];
  const end = Date.parse(stage.now());
  const known = lives.flatMap((life) => {
    const told = life.at(end);
    return told ? [{ life, told }] : [];
  });
  const ask = async (colleague: Colleague, name: string, text = ''): Promise<string[]> => {
    const answer = await stage.does(colleague, { type: 'command', name, text });
    const [item] = answer.immediate;
    const lines = item?.type === 'message' ? item.message.text.split('\n') : [];
    return lines.flatMap((line) => /C-\d+/.exec(line)?.[0] ?? []);
  };
  const compare = (what: string, got: readonly string[], wanted: readonly string[]): void => {
    if (got.join() !== wanted.join()) found.push(`${what}: ${got.join(' ')}; counted: ${wanted.join(' ')}`);
  };
  for (const colleague of evidence.world.staff) {
    const visible = known.filter(({ life, told }) => reads(colleague, life.case, told));
    const open = visible
      .filter(({ told }) => told.status !== 'confirmed')
      .toSorted(
        (a, b) =>
          Number(b.life.case.urgent) - Number(a.life.case.urgent) ||
          a.told.due - b.told.due ||
          (a.life.case.id < b.life.case.id ? -1 : 1),
      );
    const numbers = (some: typeof open) => some.map(({ life }) => life.case.number);
    const name = colleague.person.name ?? '';
    compare(`queue of ${name}`, await ask(colleague, 'queue'), numbers(open.slice(0, QUEUE_MAX)));
    const own = open.filter(({ told }) => told.assignee === colleague.id);
    const mine = await ask(colleague, 'mine');
    if (own.length > 0 && own.length <= 50) compare(`mine of ${name}`, mine.toSorted(), numbers(own).toSorted());
    const reporter = evidence.world.franchisees[colleague.author.userId.length % evidence.world.franchisees.length];
    const about = (current: Case): boolean => current.personId === reporter?.id;
    const searched = await ask(colleague, 'search', reporter?.person.name ?? '');
    const wanted = visible
      .filter(({ life }) => about(life.case))
      .toSorted(
        (a, b) =>
          Number(a.told.status === 'confirmed') - Number(b.told.status === 'confirmed') ||
          Date.parse(b.life.case.createdAt) - Date.parse(a.life.case.createdAt),
      );
    compare(`search of ${name}`, searched, numbers(wanted.slice(0, QUEUE_MAX)));
  }
  return found;
}

/** The shortest of the platforms' limits; longer texts are cut into several messages there. */
const ID_BYTES = 64;
const LABEL_MAX = 80;
const BUTTONS_MAX = 25;
const TEXT_MAX = 11_000;

export function checkSending({ sent, unhandled, reads: read }: Evidence): string[] {
  const rows = sent.flatMap(({ id, status }) => (status === 'sent' ? [] : [`message ${id} is ${status}`]));
  const events = unhandled.map(({ id, kind, status, error }) => `event ${id} (${kind}) is ${status}: ${error}`);
  const texts = read.flatMap(({ at, message }) => {
    const { text, facts = [], buttons = [] } = message;
    const length = text.length + facts.reduce((sum, { label, value }) => sum + label.length + value.length, 0);
    return [
      ...(text.trim() === '' ? [`an empty message at ${at}`] : []),
      ...(length > TEXT_MAX ? [`a message of ${length} characters at ${at}: ${text.slice(0, 60)}`] : []),
      ...(buttons.length > BUTTONS_MAX ? [`${buttons.length} buttons at ${at}: ${text.slice(0, 60)}`] : []),
      ...buttons.flatMap(({ id, label }) =>
        Buffer.byteLength(id) > ID_BYTES || id === '' || label === '' || [...label].length > LABEL_MAX
          ? [`button ${id}: ${label}`]
          : [],
      ),
    ];
  });
  return [...rows, ...events, ...texts, ...checkTwice(sent)];
}

/** Nobody gets the same twice from one event. */
function checkTwice(sent: Evidence['sent']): string[] {
  return [
    ...Map.groupBy(
      sent.filter(({ replaces }) => replaces === null),
      ({ eventId, threadId, message }) => `${eventId} ${threadId} ${message.text}`,
    ),
  ].flatMap(([, rows]) =>
    rows.length > 1 ? [`the same ${rows.length} times from one event: ${rows[0]?.message.text.slice(0, 100)}`] : [],
  );
}
