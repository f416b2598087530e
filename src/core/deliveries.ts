/**
 * Deliveries on their way in, by import and by HTTP: what is new or has changed is written, with a timer that is due at once and has the running
 * program plan the callbacks. Whatever is repeated, by hand or after a crash, changes nothing.
 */
import { randomUUID } from 'node:crypto';
import { addDays, dateAt } from '../domain/business-time.ts';
import { type Delivery, differs } from '../domain/delivery.ts';
import type { Outlet } from '../domain/outlet.ts';
import type { Person } from '../domain/person.ts';
import { fold } from '../recognition/fold.ts';
import { emptyDecision, type JournalEntry, type Json } from './decision.ts';
import { type RightPart, type RowProblem, readDeliveryPhone, readDeliveryRow } from './delivery-rows.ts';
import { StoreError } from './errors.ts';
import { idOf } from './ids.ts';
import { whoeverIsLeft } from './joined.ts';
import type { Reads } from './reads.ts';
import type { Store } from './store.ts';

/** Due at once: plans what is not planned yet. */
export const DELIVERIES_TIMER = 'deliveries.plan';

/** Older ones are typing errors. */
const OLDEST_DAYS = 365;
/** Others may report the same at the same moment. */
const TRIES = 5;

export const deliveryId = (reference: string): string => idOf('delivery', reference.toUpperCase());

/**
 * Whoever headquarters names by the same number and name is the same person. Never someone who writes with the bot: a number that was typed
 * there is not verified, and word of somebody's goods must not reach a stranger.
 */
export const recipientId = (name: string, phone: string): string =>
  idOf('person', 'recipient', phone, fold(name).replaceAll(/\s/g, ''));

export interface Recipient {
  name: string;
  phone: string;
  language: Person['language'];
  zone: string | null;
}

export const newRecipient = ({ name, phone, language, zone }: Recipient, createdAt: string): Person => ({
  id: recipientId(name, phone),
  seq: 1,
  role: 'prospect',
  language,
  name,
  phone,
  zone,
  noCalls: false,
  inquiry: null,
  grants: null,
  createdAt,
});

/** A row whose store and case are there. */
export interface Report {
  row: number;
  reference: string;
  outlet: Outlet;
  receivedOn: string;
  to:
    | { type: 'recipient'; recipient: Recipient; zoneGiven: boolean }
    | { type: 'case'; caseId: string; personId: string };
}

export const receivedProblem = (receivedOn: string, now: string, zone: string): string | undefined => {
  const today = dateAt(now, zone);
  if (receivedOn > today) return 'is still to come; write the day on which the goods were received';
  return receivedOn < addDays(today, -OLDEST_DAYS)
    ? 'is more than a year ago; see whether the year is right'
    : undefined;
};

export interface CheckedRows {
  reports: Report[];
  problems: RowProblem[];
}

type Lookups = Pick<Reads, 'outlets' | 'caseByNumber'>;

/** References by delivery with what was said of them, so that a table that is taken in by portions is still one table. */
export type SeenRows = Map<string, { row: number; told: string }>;

/** `rows`: each with its number, which for a table is that of its line. `zone`: headquarters'. */
async function checkRows(
  rows: readonly { row: number; value: unknown }[],
  { reads, now, zone, seen = new Map() }: { reads: Lookups; now: string; zone: string; seen?: SeenRows },
): Promise<CheckedRows> {
  const outlets = new Map((await reads.outlets()).map((one) => [one.code.toLowerCase(), one]));
  const result: CheckedRows = { reports: [], problems: [] };
  for (const { row, value } of rows) {
    const read = readDeliveryRow(row, value);
    if ('wrong' in read) {
      result.problems.push(...read.wrong, ...(await lookUp(row, read.right, outlets, { reads, now, zone })).wrong);
      continue;
    }
    const told = JSON.stringify(read.ok);
    const before = seen.get(deliveryId(read.ok.reference));
    // The same row once more, where the whole is tried again.
    const isRepeat = before && before.row !== row;
    if (isRepeat && before.told === told) continue;
    if (isRepeat) {
      const problem = `is in row ${before.row} too, with something else; write it once`;
      result.problems.push({ row, field: 'reference', problem });
      continue;
    }
    seen.set(deliveryId(read.ok.reference), { row, told });
    const { reference, received: receivedOn } = read.ok;
    const { wrong, outlet, to } = await lookUp(row, read.ok, outlets, { reads, now, zone });
    if (outlet && to && wrong.length === 0) result.reports.push({ row, reference, outlet, receivedOn, to });
    else result.problems.push(...wrong);
  }
  return result;
}

/** Of what was said; what is missing was named before. */
async function lookUp(
  row: number,
  given: RightPart,
  outlets: ReadonlyMap<string, Outlet>,
  { reads, now, zone }: { reads: Lookups; now: string; zone: string },
): Promise<{ wrong: RowProblem[]; outlet?: Outlet; to?: Report['to'] }> {
  const wrong: RowProblem[] = [];
  const refuse = (field: RowProblem['field'], problem: string) => wrong.push({ row, field, problem });
  const outlet = given.store === undefined ? undefined : outlets.get(given.store.toLowerCase());
  if (given.store !== undefined && !outlet)
    refuse('store', 'is not the code of a store; npm run stores -- export lists them');
  const day = given.received === undefined ? undefined : receivedProblem(given.received, now, zone);
  if (day) refuse('received', day);
  const to =
    given.case !== undefined
      ? await reporterOf(given.case, reads)
      : given.phone === undefined
        ? undefined
        : recipientOf(given, outlet);
  if (to && 'problem' in to) refuse(to.field, to.problem);
  return { wrong, ...(outlet && { outlet }), ...(to && !('problem' in to) && { to }) };
}

type Wrong = { field: RowProblem['field']; problem: string };

function recipientOf(given: RightPart, outlet: Outlet | undefined): Report['to'] | Wrong {
  const phone = readDeliveryPhone(given.phone ?? '', outlet?.zone ?? '');
  if ('problem' in phone) return { field: 'phone', problem: phone.problem };
  const zone = given.zone ?? outlet?.zone ?? null;
  const recipient = { name: given.name ?? '', phone: phone.ok, language: given.language ?? null, zone };
  return { type: 'recipient', recipient, zoneGiven: given.zone !== undefined };
}

/** What few may know of is not told to another system either, and no call is planned in sight of the desk. */
async function reporterOf(number: string, reads: Lookups): Promise<Report['to'] | Wrong> {
  const digits = /^(?:c-?)?(\d{1,12})$/i.exec(number)?.[1];
  const found = digits === undefined ? undefined : await reads.caseByNumber(`C-${digits}`);
  if (!found || found.confidential === true || found.kind === 'dispute')
    return { field: 'case', problem: 'is not the number of a case that can be called about; write one such as C-1042' };
  return { type: 'case', caseId: found.id, personId: found.personId };
}

/** What a report makes of what is known. Undefined: nothing, it was said before. */
export function deliveryAfter(
  { reference, outlet, receivedOn, to }: Report,
  personId: string,
  known: Delivery | undefined,
  now: string,
): { delivery: Delivery; entry: { kind: string; body: { [key: string]: Json } } } | undefined {
  const caseId = to.type === 'case' ? to.caseId : null;
  const told = { outletId: outlet.id, receivedOn, personId, caseId };
  if (!known) {
    const delivery = { id: deliveryId(reference), seq: 1, reference, ...told, planned: false, createdAt: now };
    return { delivery, entry: { kind: 'received', body: told } };
  }
  if (!differs(known, told)) return undefined;
  return {
    delivery: { ...known, ...told, seq: known.seq + 1, planned: false },
    entry: { kind: 'changed', body: { ...told, before: known.receivedOn } },
  };
}

export interface TakenIn {
  added: number;
  changed: number;
  unchanged: number;
  problems: RowProblem[];
}

/** Writes what is new or has changed. `write` false: only says what would be. Throws `StoreError`. */
export async function takeInDeliveries(
  rows: readonly { row: number; value: unknown }[],
  {
    store,
    zone,
    write = true,
    seen = new Map(),
  }: { store: Pick<Store, 'load' | 'commit' | 'reads'>; zone: string; write?: boolean; seen?: SeenRows },
): Promise<TakenIn> {
  for (let tries = 1; ; tries += 1) {
    const [clock] = await store.load([{ eventId: randomUUID() }]);
    if (!clock) throw new Error('the store does not tell the time');
    const { now } = clock;
    const checked = await checkRows(rows, { reads: store.reads, now, zone, seen });
    const { decision, ...counts } = await decisionFor(checked.reports, store.reads, now);
    const result = { ...counts, problems: checked.problems };
    if (!write || counts.added + counts.changed === 0) return result;
    try {
      const marks = { rows: [], threads: [] };
      await store.commit([decision], { token: randomUUID(), leaseMs: 0, take: new Set(), marks });
      return result;
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'conflict' && tries < TRIES)) throw error;
    }
  }
}

async function decisionFor(reports: readonly Report[], reads: Reads, now: string) {
  const known = new Map(
    (await reads.deliveries(reports.map((one) => deliveryId(one.reference)))).map((one) => [one.id, one]),
  );
  const found = await Promise.all(reports.flatMap(recipientIdOf).map(reads.person));
  const people = new Map(found.flatMap((one) => (one ? [[one.id, one]] : [])));
  const parts: string[] = [];
  const decision = emptyDecision({ id: '', kind: 'deliveries', status: 'done', payload: null, error: null });
  const journal: Omit<JournalEntry, 'eventId' | 'at' | 'actorId'>[] = [];
  const counts = { added: 0, changed: 0, unchanged: 0 };
  for (const report of reports) {
    const before = known.get(deliveryId(report.reference));
    const changed = deliveryAfter(report, await whoseIs(report, before, reads), before, now);
    const pending = decision.people.find((one) => recipientIdOf(report).includes(one.id));
    const person = personAfter(report, people, pending?.seq, now);
    if (person) {
      people.set(person.id, person);
      decision.people = [...decision.people.filter(({ id }) => id !== person.id), person];
    }
    if (!changed) {
      counts.unchanged += 1;
      continue;
    }
    const { delivery, entry } = changed;
    counts[before ? 'changed' : 'added'] += 1;
    decision.deliveries.push(delivery);
    journal.push({ id: delivery.id, seq: delivery.seq, aggregate: 'delivery', ...entry });
    // What is said again after it was changed is another event than the first time.
    parts.push(delivery.id, String(delivery.seq), delivery.receivedOn, delivery.personId);
  }
  const eventId = idOf('deliveries', ...parts);
  decision.event.id = eventId;
  for (const { id, seq } of decision.people)
    journal.push({ id, seq, aggregate: 'person', kind: seq === 1 ? 'arrived' : 'changed', body: {} });
  decision.journal = journal.map((entry) => ({ ...entry, eventId, at: now, actorId: null }));
  decision.timers.push({
    key: `${DELIVERIES_TIMER}:${eventId}`,
    rev: eventId,
    dueAt: now,
    kind: DELIVERIES_TIMER,
    ids: {},
  });
  return { decision, ...counts };
}

const recipientIdOf = ({ to }: Report): string[] =>
  to.type === 'recipient' ? [recipientId(to.recipient.name, to.recipient.phone)] : [];

/** Whoever was joined to another since is still who was meant. */
async function whoseIs({ to }: Report, known: Delivery | undefined, reads: Reads): Promise<string> {
  const id = to.type === 'case' ? to.personId : recipientId(to.recipient.name, to.recipient.phone);
  return known && known.personId !== id ? await whoeverIsLeft(id, reads) : id;
}

/** New, or with what headquarters now says of them besides. */
function personAfter(
  { to }: Report,
  people: ReadonlyMap<string, Person>,
  /** Of one that is written already. */
  pending: number | undefined,
  now: string,
): Person | undefined {
  if (to.type === 'case') return undefined;
  const { recipient, zoneGiven } = to;
  const known = people.get(recipientId(recipient.name, recipient.phone));
  if (!known) return newRecipient(recipient, now);
  const language = recipient.language ?? known.language;
  const zone = zoneGiven ? recipient.zone : known.zone;
  if (language === known.language && zone === known.zone) return undefined;
  return { ...known, language, zone, seq: pending ?? known.seq + 1 };
}
