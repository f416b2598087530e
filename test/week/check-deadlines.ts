/** Every deadline: warned of before, escalated in order to the right people, first words looked at; nothing once it was answered or waits. */
import type { Case } from '../../src/domain/case.ts';
import type { Duty } from '../../src/domain/person.ts';
import type { Evidence } from './evidence.ts';
import { dutiesOf, isNearby, isStaff, leadsSupervision, managesIt, onDutyAt, reads, regionOf } from './readers.ts';
import { type Life, runs, type Told } from './recount.ts';
import { after } from './setting.ts';
import { type Actor, DESK } from './world.ts';

interface Word {
  at: number;
  eventId: string;
  step: number;
  told: Told;
}

interface Promised {
  warnAt: number | undefined;
  steps: readonly number[];
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** What the timers of a kind have said of each case; a look that found nothing to say says nothing. */
function wordsOf(kind: string, evidence: Evidence, life: Life): Word[] {
  return [...evidence.happened.values()].flatMap(({ id, at, timer }): Word[] => {
    if (timer?.kind !== kind || timer.ids.case !== life.case.id) return [];
    if ((evidence.sentBy.get(id) ?? []).length === 0) return [];
    const ms = Date.parse(at);
    const told = life.at(ms);
    return told ? [{ at: ms, eventId: id, step: Number(timer.ids.step ?? 0), told }] : [];
  });
}

type Role = 'manager' | 'specialist' | 'operations' | 'supervisor' | 'marketing';

function rolesOf({ kind, urgent, outletId, facts }: Case): readonly Role[] {
  if (kind === 'praise') return ['manager'];
  if (urgent) return ['operations'];
  if (kind === 'suggestion') return ['supervisor', 'marketing'];
  if (kind === 'damage' || outletId === null || facts.complainant === 'franchisee') return ['specialist', 'operations'];
  return ['manager', 'specialist', 'operations'];
}

const DUTY: Readonly<Record<Exclude<Role, 'manager'>, Duty>> = {
  specialist: 'store-specialist',
  operations: 'operations-manager',
  supervisor: 'supervisor',
  marketing: 'marketing-director',
};

function promiseOf({ due, from, rule, pauses }: Told, current: Case): Promised {
  const early = Math.max(rule.answer - rule.warn, rule.answer / 2);
  return {
    warnAt: rule.warn === 0 ? undefined : after(from, early, rule.business, pauses),
    steps: rolesOf(current).map((_, step) =>
      step === 0 ? due : (after(due, step * rule.step, rule.business, pauses) ?? Number.POSITIVE_INFINITY),
    ),
  };
}

export function checkDeadlines(evidence: Evidence, lives: readonly Life[]): string[] {
  const end = Date.parse(evidence.world.end);
  const there = onDutyAt(evidence);
  return lives.flatMap((life) => checkCase(life, evidence, end, there));
}

function checkCase(
  life: Life,
  evidence: Evidence,
  end: number,
  there: (actor: Actor, ms: number) => boolean,
): string[] {
  const { case: current, moments } = life;
  const found: string[] = [];
  const say = (what: string): void => void found.push(`${current.number} ${what}`);
  const warned = wordsOf('case.warn', evidence, life);
  const due = wordsOf('case.due', evidence, life);
  const first = wordsOf('case.respond', evidence, life);
  const waiting = wordsOf('case.wait', evidence, life);

  for (const word of [...warned, ...due, ...first])
    if (!runs(word.told)) say(`was told late at ${iso(word.at)} though it does not run`);
  for (const { at, told } of warned) {
    const { warnAt } = promiseOf(told, current);
    if (warnAt === undefined || at < warnAt) say(`warned too early at ${iso(at)}`);
    if (at >= told.due) say(`warned at ${iso(at)}, after it was due`);
  }
  const key = ({ told, step }: Word) => `${told.due} ${step}`;
  const last = rolesOf(current).length - 1;
  for (const [name, words] of Map.groupBy(due, key)) {
    if (words.length > 1 && (words[0]?.step ?? 0) < last) say(`escalated ${words.length} times: ${name}`);
  }
  for (const [name, words] of Map.groupBy(warned, ({ told }) => told.due))
    if (words.length > 1) say(`warned ${words.length} times of ${iso(name)}`);
  for (const [, words] of Map.groupBy(due, ({ told }) => told.due)) {
    if (words.some(({ step }, index) => step < (words[index - 1]?.step ?? 0))) say('escalated out of order');
  }
  for (const { at, step, told } of due) {
    const wanted = promiseOf(told, current).steps[step];
    if (wanted === undefined || at < wanted) say(`escalated too early, step ${step} at ${iso(at)}`);
  }
  for (const { at, told } of first) {
    if (told.responded !== null) say(`asked for a first word at ${iso(at)} that was there`);
    if (told.respondBy === null || at < told.respondBy) say(`asked for a first word too early at ${iso(at)}`);
  }
  for (const [index, { at, told }] of moments.entries()) {
    const until = moments[index + 1]?.at ?? end;
    if (!runs(told)) continue;
    const { warnAt, steps } = promiseOf(told, current);
    const inTime = (when: number): boolean => when < until && when <= end;
    if (warnAt !== undefined && inTime(warnAt) && told.due > Math.max(warnAt, at)) {
      if (!warned.some((word) => word.told.from === told.from && word.at >= Math.min(warnAt, at) && word.at <= until))
        if (!heardBefore(warned, at, told, warnAt)) say(`was not warned of, ${iso(warnAt)}`);
    }
    for (const [step, when] of steps.entries()) {
      if (!inTime(when)) continue;
      const heard = due.some(
        (word) =>
          word.step >= step && word.at <= until && word.told.due >= told.due - 1 && word.told.from === told.from,
      );
      if (!heard && until > at && !(when <= at && due.some((word) => word.at <= at && word.step >= step)))
        say(`was not escalated, step ${step} at ${iso(when)} (from ${iso(at)} until ${iso(until)})`);
    }
    const { respondBy } = told;
    if (
      respondBy !== null &&
      told.responded === null &&
      inTime(respondBy) &&
      !first.some((word) => word.at <= until && word.told.from === told.from)
    )
      say(`nobody was asked for a first word, ${iso(respondBy)}`);
  }
  for (const { at, told } of waiting) {
    const since = told.pauses.at(-1);
    if (since?.until !== null || at < since.from + 48 * 3_600_000)
      say(`told at ${iso(at)} that the person has not answered`);
  }
  for (const word of due) found.push(...checkReaders(word, life, evidence, there));
  for (const word of warned) found.push(...checkWarned(word, life, evidence));
  return found;
}

const heardBefore = (words: readonly Word[], at: number, told: Told, warnAt: number): boolean =>
  warnAt <= at && words.some((word) => word.at <= at && word.told.from === told.from);

/** Whoever got it, by thread, in the words of one event. */
const threadsOf = (evidence: Evidence, eventId: string): string[] =>
  (evidence.sentBy.get(eventId) ?? []).map(({ threadId }) => threadId);

function compare(what: string, got: readonly string[], wanted: ReadonlySet<string>, evidence: Evidence): string[] {
  const name = (id: string) => (id === DESK.id ? 'the desk' : (evidence.readers.get(id)?.person.name ?? id));
  const twice = got.filter((id, index) => got.indexOf(id) < index).map((id) => `${what}: ${name(id)} got it twice`);
  const missing = [...wanted].filter((id) => !got.includes(id)).map((id) => `${what}: ${name(id)} did not hear of it`);
  const extra = got.filter((id) => !wanted.has(id)).map((id) => `${what}: ${name(id)} heard of it`);
  return [...twice, ...missing, ...extra];
}

function deskOf(told: Told, evidence: Evidence): string[] {
  if (!told.confidential) return [DESK.id];
  return evidence.world.staff
    .filter((one) => leadsSupervision(one) && !told.about.includes(one.id))
    .map(({ place }) => place.id);
}

function checkReaders(
  { at, eventId, step, told }: Word,
  { case: current }: Life,
  evidence: Evidence,
  there: (actor: Actor, ms: number) => boolean,
): string[] {
  const { world } = evidence;
  const role = rolesOf(current)[step] ?? 'operations';
  const what = `${current.number} escalated to ${role} at ${iso(at)}`;
  const onlyThere = (people: readonly Actor[]): readonly Actor[] => {
    const present = people.filter((one) => there(one, at));
    return present.length > 0 ? present : people;
  };
  const managers = world.managers.filter((one) => managesIt(one, current.outletId));
  if (current.kind === 'praise') {
    const wanted = managers.length > 0 ? managers.map(({ place }) => place.id) : deskOf(told, evidence);
    return compare(what, threadsOf(evidence, eventId), new Set(wanted), evidence);
  }
  let people: readonly Actor[];
  if (told.confidential) people = [];
  else if (role === 'manager')
    people = onlyThere(managers.filter((one) => one.id !== current.personId && reads(one, current, told)));
  else {
    const holders = world.staff.filter(
      (one) =>
        isStaff(one) && dutiesOf(one).includes(DUTY[role]) && one.id !== current.personId && reads(one, current, told),
    );
    const region = regionOf(evidence, current.outletId);
    const near = holders.filter((one) => isNearby(one, region, current.outletId));
    people = onlyThere(near.length > 0 ? near : holders);
  }
  const wanted = new Set([...deskOf(told, evidence), ...people.map(({ place }) => place.id)]);
  return compare(what, threadsOf(evidence, eventId), wanted, evidence);
}

function checkWarned({ at, eventId, told }: Word, { case: current }: Life, evidence: Evidence): string[] {
  const what = `${current.number} warned at ${iso(at)}`;
  const assignee = told.assignee === null ? undefined : evidence.actors.get(told.assignee);
  const readsIt = assignee && reads(assignee, current, told) ? [assignee.place.id] : [];
  const wanted = new Set([...deskOf(told, evidence), ...readsIt]);
  const got = threadsOf(evidence, eventId);
  // Those of the department that must answer are asked by another word.
  const asked = told.department === null ? [] : got.filter((id) => !wanted.has(id));
  return compare(
    what,
    got.filter((id) => !asked.includes(id)),
    wanted,
    evidence,
  );
}
