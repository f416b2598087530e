/** The register of a store (F08): every morning to whoever manages it, on demand for any day, as words or as a table. */
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { isDate } from '../../domain/business-time.ts';
import { type Case, stageOf } from '../../domain/case.ts';
import type { Outlet } from '../../domain/outlet.ts';
import { dateIn, isZone, nextAt, noonOf, spanOfDay } from '../../domain/periods.ts';
import { grantsOf, type Person } from '../../domain/person.ts';
import {
  complainantOf,
  isOverdue,
  REGISTER_GROUPS,
  receiverOf,
  registerGroup,
  registerStep,
} from '../../domain/register.ts';
import { type ReportScope, registerScope } from '../../domain/report.ts';
import { may, mayRead } from '../../domain/rights.ts';
import { phrase } from '../../locales/catalogue.ts';
import { readOutlet, recogniseOutlets } from '../../recognition/outlet.ts';
import { recogniseTimes } from '../../recognition/time.ts';
import { caseButtonId, personText } from '../cases/case-card.ts';
import { attached, orderTable } from './report-files.ts';
import { outletText } from './report-message.ts';

export const REGISTER_TIMER = 'register.daily';
export const REGISTER_SEND_TIMER = 'register.send';
export const REGISTER_BUTTON = 'reg';

/** On the clock of the store. */
const HOUR = 9;
/** Beyond that a message is no register any more; the table has the rest. */
const SHOWN_MAX = 10;
const READ_MAX = 2_000;

const NOTHING: Outcome = { replies: [], effects: [] };

interface Asked {
  person: Person;
  scope: ReportScope;
  /** One store only. */
  outlet: Outlet | undefined;
  outlets: readonly Outlet[];
  /** YYYY-MM-DD, on the clock of the zone. */
  day: string;
  zone: string;
}

const zoneOf = (outlet: Outlet | undefined, { zone }: Context): string =>
  outlet && isZone(outlet.zone) ? outlet.zone : zone;

/** Several stores may have clocks of their own: that of the first, by its code, is the person's. */
const ownOutlets = (person: Person, outlets: readonly Outlet[]): Outlet[] =>
  outlets.filter(({ id }) => grantsOf(person).manages.includes(id));

const homeZone = (person: Person, outlets: readonly Outlet[], context: Context): string =>
  zoneOf(ownOutlets(person, outlets)[0], context);

/** `/register [day] [store]`. */
export async function registerCommand(words: string, context: Context): Promise<Outcome> {
  const { person, now, reads } = context;
  if (!person) return NOTHING;
  const outlets = await reads.outlets();
  const named = recogniseOutlets(words, outlets);
  const outlet = named[0]?.outlet;
  if (named.some((one) => one.outlet.id !== outlet?.id)) return atOnce({ text: say('register.how') });
  const scope = registerScope(person, outlets, outlet?.id ?? null);
  if (!scope) return atOnce({ text: say('register.not-yours') });
  const zone = outlet ? zoneOf(outlet, context) : homeZone(person, outlets, context);
  const rest = named.reduce((text, one) => text.replace(one.words, ' '), words);
  const [time] = recogniseTimes(rest, { now, zone });
  if (!time && rest.trim() !== '') return howTo(rest, outlets);
  const today = dateIn(now, zone);
  const day = time?.local.slice(0, 10) ?? today;
  if (day > today) return atOnce({ text: say('register.future') });
  const asked = { person, scope, outlet, outlets, day, zone };
  return atOnce((await registerReply(asked, context)) ?? { text: { lines: [title(asked), say('register.empty')] } });
}

/** What was neither a day nor a store that is known may be one that is close. */
function howTo(words: string, outlets: readonly Outlet[]): Outcome {
  const answer = readOutlet(words, outlets);
  const nearest = 'ok' in answer ? [answer.ok] : answer.nearest;
  const names: Text = { list: nearest.map(({ id }) => outletText(id, outlets)) };
  return atOnce({ text: nearest.length > 0 ? say('register.which', { outlets: names }) : say('register.how') });
}

function title({ scope, outlets, day, zone }: Asked): Text {
  const names: Text =
    scope.outletIds === null ? say('register.all') : { list: scope.outletIds.map((id) => outletText(id, outlets)) };
  return say('register.title', { outlets: names, day: { instant: noonOf(day, zone), zone, dateOnly: true } });
}

/** Undefined: nothing was received, and nothing is open. */
async function registerReply(asked: Asked, context: Context): Promise<Reply | undefined> {
  const { person, scope, outlet, day, zone } = asked;
  const { now, reads } = context;
  const received = spanOfDay(day, zone);
  const read = await reads.reports.register({ scope, received, open: true }, READ_MAX);
  const found = read.filter((one) => !one.confidential && mayRead(person, one));
  if (found.length === 0) return undefined;
  const today = spanOfDay(dateIn(now, zone), zone);
  const groups = REGISTER_GROUPS.map((name) => ({
    name,
    cases: found.filter((one) => registerGroup(one, today) === name),
  }));
  const shown = groups.flatMap(({ cases }) => cases).slice(0, SHOWN_MAX);
  const people = shown.flatMap((one) => [receiverOf(one), one.assigneeId, one.personId]).filter((id) => id !== null);
  const names = await reads.reports.names([...new Set(people)]);
  const due = groups.find(({ name }) => name === 'due')?.cases ?? [];
  const overdue = due.filter((one) => isOverdue(one, now)).length;
  const counts = say('register.counts', {
    due: due.length - overdue,
    overdue,
    open: found.filter(({ status }) => status !== 'confirmed').length,
    received: found.filter(({ createdAt }) => createdAt >= received.from && createdAt < received.to).length,
  });
  const entries = groups.flatMap(({ name, cases }): Text[] => {
    const own = cases.filter((one) => shown.includes(one));
    return own.length === 0
      ? []
      : [verbatim(''), say(`register.group.${name}`), ...own.map((one) => entry(one, names, asked, context))];
  });
  const more = found.length - shown.length;
  const lines: Text[] = [
    title(asked),
    counts,
    ...entries,
    ...(more > 0 ? [say('register.more', { count: more })] : []),
    ...(due.length > 0 && person.role !== 'staff' ? [say('register.report')] : []),
  ];
  const table: ReplyButton = {
    id: `${REGISTER_BUTTON}:${day}:${outlet?.id ?? 'all'}`,
    label: say('register.button.table'),
  };
  const open = shown.map((one): ReplyButton => ({ id: caseButtonId(one, 'show'), label: verbatim(one.number) }));
  return { text: { lines }, buttons: [...open, table] };
}

function entry(current: Case, names: ReadonlyMap<string, string>, { outlets, zone }: Asked, { now }: Context): Text {
  const { number, outletId, cause, createdAt, startedAt, answeredAt, outcome, dueAt, department } = current;
  const receiver = receiverOf(current);
  const handled = answeredAt ?? startedAt;
  const step = registerStep(current, now);
  const moment = (instant: string): Text => ({ instant, zone });
  const named = (id: string): Text => personText(names.get(id) ?? null, null);
  const complainant = complainantOf(current);
  const text = say('register.case', {
    number,
    outlet: outletId === null ? say('register.case.storeless') : outletText(outletId, outlets),
    status: say(`case.status.${stageOf(current)}`),
    at: moment(createdAt),
    complainant: complainant === null ? named(current.personId) : verbatim(complainant),
    cause: cause ? say(`cause.${cause}`) : say('register.case.uncaused'),
    receiver: receiver === null ? say('desk.journal.assistant') : named(receiver),
    handler: current.assigneeId === null ? say('register.handler.none') : named(current.assigneeId),
    state: handled === null ? 'none' : outcome === null ? 'handled' : 'settled',
    handled: handled === null ? '' : moment(handled),
    result: outcome === null ? '' : say(`outcome.${outcome}`),
  });
  if (step === 'none') return text;
  return {
    lines: [text, say(`register.step.${step}`, { due: moment(dueAt), department: verbatim(department ?? '') })],
  };
}

/** The button below a register: the same as a table. */
export async function pressRegister(id: string, context: Context): Promise<Outcome | undefined> {
  const { person, reads } = context;
  const [, day = '', outletId = ''] = /^reg:(\d{4}-\d\d-\d\d):([0-9a-f-]{36}|all)$/.exec(id) ?? [];
  if (!person || !isDate(day)) return undefined;
  const outlets = await reads.outlets();
  const outlet = outlets.find((one) => one.id === outletId);
  if (!outlet && outletId !== 'all') return undefined;
  const scope = may(person, 'register.read') ? registerScope(person, outlets, outlet?.id ?? null) : undefined;
  if (!scope) return atOnce({ text: say('register.not-yours') });
  const zone = outlet ? zoneOf(outlet, context) : homeZone(person, outlets, context);
  const language = person.language ?? context.language;
  const { from, to } = spanOfDay(day, zone);
  const name = `${phrase(language, 'report.file.register')} ${outlet ? `${outlet.code} ` : ''}${day}.csv`;
  const source = {
    ...{ type: 'cases', reader: person.id, as: 'register', outlet: outlet?.id ?? null },
    ...{ from, to, zone, language },
  };
  const table = orderTable(name, source, person, context);
  return { replies: [{ text: say('register.table'), ...attached(table) }], effects: table.effects };
}

/** Nine o'clock somewhere: whoever has it now gets their register, each by a timer of their own. The first link only sets the next. */
export async function registersDue(ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  const { now, zone, reads } = context;
  const outlets = await reads.outlets();
  const zones = new Set([zone, ...outlets.map(({ zone: own }) => own).filter(isZone)]);
  const dueAt = [...zones].map((one) => nextAt(HOUR, now, one)).toSorted()[0] ?? now;
  const next: Effect = {
    type: 'timer',
    timer: { key: `${REGISTER_TIMER}:${dueAt}`, dueAt, kind: REGISTER_TIMER, ids: { at: dueAt } },
  };
  const { at } = ids;
  if (at === undefined) return { replies: [], effects: [next] };
  const justBefore = new Date(Date.parse(at) - 1).toISOString();
  const managers = (await reads.reports.managers()).filter(
    (person) =>
      ownOutlets(person, outlets).length > 0 && nextAt(HOUR, justBefore, homeZone(person, outlets, context)) === at,
  );
  const sends = managers.map(({ id }): Effect => {
    const key = `${REGISTER_SEND_TIMER}:${id}:${now}`;
    return { type: 'timer', timer: { key, dueAt: now, kind: REGISTER_SEND_TIMER, ids: { person: id } } };
  });
  return { replies: [], effects: [next, ...sends] };
}

/** All stores of one person in one message; none where there is nothing. */
export async function sendRegister(personId: string, context: Context): Promise<Outcome> {
  const { now, reads } = context;
  const person = await reads.person(personId);
  if (!person || !may(person, 'register.read')) return NOTHING;
  const outlets = await reads.outlets();
  const own = ownOutlets(person, outlets).map(({ id }) => id);
  if (own.length === 0) return NOTHING;
  const zone = homeZone(person, outlets, context);
  const scope = { readerId: person.id, outletIds: own, asStore: true };
  const asked = { person, scope, outlet: undefined, outlets, day: dateIn(now, zone), zone };
  const reply = await registerReply(asked, context);
  if (!reply) return NOTHING;
  const text: Text = { lines: [say('register.morning'), reply.text] };
  return { replies: [], effects: [{ type: 'post', to: 'person', personId, reply: { ...reply, text } }] };
}
