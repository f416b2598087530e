/**
 * The life of a case told once more from its journal alone, without the rules of `src`: what the row must say at the end, and what was true at
 * each moment on the way.
 */
import type { Case } from '../../src/domain/case.ts';
import type { Entry } from './evidence.ts';
import { after, type Pauses, type Rule, ruleOf } from './setting.ts';

export interface Told {
  status: 'received' | 'assigned' | 'answered' | 'confirmed';
  assignee: string | null;
  chat: string | null;
  outcome: string | null;
  answered: number | null;
  closed: number | null;
  started: number | null;
  department: string | null;
  cancelled: string | null;
  severity: string;
  from: number;
  pauses: Pauses;
  rule: Rule;
  due: number;
  respondBy: number | null;
  responded: number | null;
  rating: number | null;
  about: readonly string[];
  confidential: boolean;
  reopened: number;
  respondent: string | null;
  level: number;
  accepted: number;
}

export interface Moment {
  at: number;
  entry: Entry;
  told: Told;
}

export interface Life {
  case: Case;
  moments: readonly Moment[];
  problems: readonly string[];
  /** What was true then; undefined before it was filed. */
  at(ms: number): Told | undefined;
}

export const isStill = ({ pauses }: Told): boolean => pauses.at(-1)?.until === null;
export const runs = (told: Told): boolean =>
  told.status === 'received' || (told.status === 'assigned' && !isStill(told));

function clockFrom(told: Told, kind: string, now: number): Told {
  const rule = ruleOf(kind, told.severity);
  return {
    ...told,
    rule,
    from: now,
    pauses: [],
    due: after(now, rule.answer, rule.business, []) ?? now,
    respondBy: rule.respond === null ? null : (after(now, rule.respond, rule.business, []) ?? null),
  };
}

function unpaused(told: Told, now: number): Told {
  if (!isStill(told)) return told;
  const pauses = told.pauses.map((one) => (one.until === null ? { ...one, until: now } : one));
  return { ...told, pauses, due: after(told.from, told.rule.answer, told.rule.business, pauses) ?? told.due };
}

const freed = (told: Told): Told => ({
  ...told,
  status: told.status === 'assigned' ? 'received' : told.status,
  assignee: null,
  started: null,
  chat: null,
});

const over = (told: Told, now: number): Told => ({ ...told, status: 'confirmed', closed: now, chat: null });
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const BEGUN = ['reply', 'refer', 'findings', 'ask', 'resolve', 'readout', 'check', 'hear', 'statement', 'decide'];
const SPOKEN = ['reply', 'ask', 'resolve', 'readout', 'check', 'close', 'decide'];

function next(told: Told, entry: Entry, { kind }: Case, now: number): Told {
  const { body } = entry;
  const actor = entry.actorId;
  const started = BEGUN.includes(entry.kind) ? (told.started ?? now) : told.started;
  const responded = SPOKEN.includes(entry.kind) ? (told.responded ?? now) : told.responded;
  const base = { ...told, started, responded };
  switch (entry.kind) {
    case 'claim':
      return { ...base, status: 'assigned', assignee: actor };
    case 'assign':
      return {
        ...base,
        status: told.status === 'received' ? 'assigned' : told.status,
        assignee: text(body.to),
        started: null,
        chat: null,
      };
    case 'return':
      return freed(base);
    case 'about': {
      const about = [...new Set([...told.about, ...((body.aboutIds as string[]) ?? [])])].sort();
      const named = { ...base, about, confidential: true };
      return about.includes(told.assignee ?? '') ? freed(unpaused(named, now)) : named;
    }
    case 'confide':
      return { ...base, confidential: true };
    case 'lift':
      return { ...base, confidential: false };
    case 'takeover':
      return { ...base, status: told.status === 'received' ? 'assigned' : told.status, assignee: actor, chat: actor };
    case 'handback':
      return { ...base, chat: null };
    case 'note':
      return told.assignee === actor && told.status === 'assigned' ? { ...base, started: told.started ?? now } : base;
    case 'refer':
      return { ...base, department: text(body.department) };
    case 'findings':
      return { ...base, department: null };
    case 'ask':
      return isStill(told) ? base : { ...base, pauses: [...told.pauses, { from: now, until: null }] };
    case 'resume':
      return unpaused(base, now);
    case 'add':
      return body.thanks ? base : unpaused(base, now);
    case 'severity': {
      const severity = text(body.severity);
      const rule = ruleOf(kind, severity);
      const { from, pauses } = told;
      return {
        ...base,
        severity,
        rule,
        due: after(from, rule.answer, rule.business, pauses) ?? told.due,
        respondBy: rule.respond === null ? null : (after(from, rule.respond, rule.business, pauses) ?? null),
      };
    }
    case 'resolve':
    case 'decide': {
      const outcome = entry.kind === 'decide' ? 'other' : text(body.outcome);
      if (outcome === 'under-study') {
        const { respondBy } = told;
        return { ...clockFrom({ ...base, department: null, outcome }, kind, now), respondBy };
      }
      const answered: Told = {
        ...unpaused(base, now),
        department: null,
        status: 'answered',
        outcome,
        answered: now,
        accepted: 0,
      };
      return kind === 'suggestion' || (entry.kind === 'decide' && told.level === 2) ? over(answered, now) : answered;
    }
    case 'readout':
    case 'check': {
      const outcome = entry.kind === 'readout' ? 'read-out' : text(body.outcome);
      return over(
        { ...unpaused(base, now), department: null, outcome, answered: now, assignee: told.assignee ?? actor },
        now,
      );
    }
    case 'confirm':
    case 'final':
      return over(base, now);
    case 'close':
    case 'withdraw':
      return over(
        { ...unpaused(base, now), department: null, cancelled: entry.kind === 'close' ? 'closed' : 'withdrawn' },
        now,
      );
    case 'dispute':
      return {
        ...unpaused(base, now),
        status: told.assignee ? 'assigned' : 'received',
        outcome: null,
        answered: null,
        reopened: told.reopened + 1,
      };
    case 'reopen':
      return clockFrom(
        {
          ...base,
          status: told.assignee ? 'assigned' : 'received',
          outcome: null,
          answered: null,
          closed: null,
          cancelled: null,
          rating: null,
          responded: null,
          reopened: told.reopened + 1,
        },
        kind,
        now,
      );
    case 'rate':
      return { ...base, rating: Number(body.stars) };
    case 'hear':
      return {
        ...base,
        respondent: text(body.respondentId) || null,
        about: [...new Set([...told.about, ...(text(body.respondentId) === '' ? [] : [text(body.respondentId)])])],
      };
    case 'accept': {
      const accepted = told.accepted + 1;
      return accepted === 2 ? over({ ...base, accepted }, now) : { ...base, accepted };
    }
    case 'object':
      return {
        ...clockFrom({ ...base, outcome: null, answered: null, level: 2, accepted: 0 }, kind, now),
        status: 'received',
        assignee: null,
        chat: null,
        started: null,
        responded: null,
        reopened: told.reopened + 1,
      };
    default:
      return base;
  }
}

const severityAtFirst = ({ kind, urgent, facts }: Case): string => {
  if (urgent) return 'critical';
  if (kind !== 'service') return 'general';
  return facts.urgency === 'urgent' ? 'serious' : facts.urgency === 'planned' ? 'minor' : 'general';
};

const KNOWN = new Set([
  ...[
    'filed',
    'claim',
    'assign',
    'return',
    'about',
    'confide',
    'lift',
    'takeover',
    'handback',
    'note',
    'reply',
    'refer',
  ],
  ...['findings', 'ask', 'resume', 'add', 'severity', 'resolve', 'decide', 'readout', 'check', 'confirm', 'final'],
  ...['close', 'withdraw', 'dispute', 'reopen', 'rate', 'hear', 'statement', 'accept', 'object', 'remedied', 'file'],
]);
/** What the program does by itself has nobody who did it. */
const BY_PROGRAM = new Set(['return', 'final', 'file']);
const BY_EITHER = new Set(['assign', 'handback']);
const WITH_WORDS = new Set([
  'note',
  'reply',
  'refer',
  'findings',
  'ask',
  'resolve',
  'close',
  'hear',
  'statement',
  'decide',
  'object',
]);

export function recount(current: Case, entries: readonly Entry[]): Life {
  const problems: string[] = [];
  const moments: Moment[] = [];
  const named = entries.flatMap(({ kind, body }) => (kind === 'about' ? ((body.aboutIds as string[]) ?? []) : []));
  let told: Told | undefined;
  for (const [index, entry] of entries.entries()) {
    const at = Date.parse(entry.at);
    const what = `${current.number} entry ${entry.seq} (${entry.kind})`;
    if (entry.seq !== index + 1) problems.push(`${what}: the seq should be ${index + 1}`);
    if (at < (moments.at(-1)?.at ?? 0)) problems.push(`${what}: earlier than the one before`);
    if (!KNOWN.has(entry.kind)) problems.push(`${what}: unknown`);
    const byProgram = entry.actorId === null;
    if (!BY_EITHER.has(entry.kind) && byProgram !== BY_PROGRAM.has(entry.kind))
      problems.push(`${what}: ${byProgram ? 'nobody' : 'someone'} did it`);
    if (WITH_WORDS.has(entry.kind) && text(entry.body.text) === '' && !entry.body.files)
      problems.push(`${what}: does not say why`);
    if (told) {
      const illegal = forbidden(told, entry, current);
      if (illegal) problems.push(`${what}: ${illegal}`);
      told = next(told, entry, current, at);
    } else {
      if (entry.kind !== 'filed') problems.push(`${what}: begins without being filed`);
      told = clockFrom(
        {
          ...{ status: 'received', assignee: null, chat: null, outcome: null, answered: null, closed: null },
          ...{ started: null, department: null, cancelled: null, severity: severityAtFirst(current) },
          ...{ from: at, pauses: [], rule: ruleOf(current.kind, 'general'), due: at, respondBy: null, responded: null },
          about: (current.aboutIds ?? []).filter((id) => entry.body.confidential === true || !named.includes(id)),
          ...{ rating: null, confidential: entry.body.confidential === true, reopened: 0 },
          ...{ respondent: null, level: 1, accepted: 0 },
        },
        current.kind,
        at,
      );
    }
    moments.push({ at, entry, told });
  }
  if (told) problems.push(...differences(current, told));
  return {
    case: current,
    moments,
    problems,
    at: (ms) => moments.findLast((moment) => moment.at <= ms)?.told,
  };
}

const ENDED = new Set(['reopen', 'note', 'rate', 'about', 'lift', 'file', 'remedied']);
const OF_ASSIGNEE = new Set(['reply', 'resolve', 'refer', 'ask', 'resume', 'close', 'hear', 'decide']);
const OF_PERSON = new Set(['confirm', 'dispute', 'withdraw', 'rate', 'add', 'confide']);

/** What may not follow on what was. */
function forbidden(told: Told, entry: Entry, current: Case): string | undefined {
  const { kind, actorId } = entry;
  if (told.status === 'confirmed' && !ENDED.has(kind)) return 'after the end';
  if (OF_ASSIGNEE.has(kind) && actorId !== told.assignee) return 'by someone who is not in charge';
  if (OF_PERSON.has(kind) && actorId !== current.personId) return 'by someone whose case it is not';
  if ((kind === 'confirm' || kind === 'dispute') && told.status !== 'answered') return 'without an answer';
  if (kind === 'claim' && told.assignee !== null) return 'of what someone has';
  if (kind === 'reopen' && told.status !== 'confirmed') return 'of what is open';
  const isSide = actorId === current.personId || actorId === told.respondent;
  if (actorId !== null && told.about.includes(actorId) && !isSide) return 'by whom it is about';
  if ((kind === 'resolve' || kind === 'ask') && told.status === 'answered') return 'after the answer';
  return undefined;
}

const moment = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

function differences(row: Case, told: Told): string[] {
  const wanted: Partial<Record<keyof Case, unknown>> = {
    status: told.status,
    assigneeId: told.assignee,
    takenOverBy: told.chat,
    outcome: told.outcome,
    answeredAt: moment(told.answered),
    confirmedAt: moment(told.closed),
    startedAt: moment(told.started),
    department: told.department,
    cancelled: told.cancelled,
    severity: told.severity,
    dueAt: moment(told.due),
    respondBy: moment(told.respondBy),
    respondedAt: moment(told.responded),
    rating: told.rating,
    reopened: told.reopened || null,
  };
  const found = Object.entries(wanted).flatMap(([column, value]) => {
    const stored = row[column as keyof Case] ?? null;
    return stored === value ? [] : [`${row.number} ${column} is ${String(stored)}, the journal says ${String(value)}`];
  });
  if ((row.confidential ?? false) !== told.confidential) found.push(`${row.number} confidential differs`);
  if ((row.aboutIds ?? []).toSorted().join() !== told.about.toSorted().join())
    found.push(`${row.number} aboutIds differ`);
  if ((row.hearing?.respondentId ?? null) !== told.respondent) found.push(`${row.number} other side differs`);
  const pauses = (row.clock?.pauses ?? []).map((one) => [one.from, one.until]);
  const counted = told.pauses.map((one) => [moment(one.from), moment(one.until)]);
  if (JSON.stringify(pauses) !== JSON.stringify(counted)) found.push(`${row.number} pauses differ`);
  return found;
}
