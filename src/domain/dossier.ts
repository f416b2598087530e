/**
 * What one prospect finds out about one brand before they sign (F01 to F04). An answer is kept as it was given, with who gave it, from where, and the
 * policy that it cites as that was then: what headquarters changes later does not change it. Pure, no I/O.
 */
import {
  type Disclosure,
  type DisclosureAct,
  type DisclosureRefusal,
  type Planned,
  refusalOfDisclosure,
  type Waiting,
  withDisclosure,
} from './disclosure.ts';
import { DOSSIER_PARTS, type DossierPart, ITEMS_OF, isDossierItem, partOf } from './dossier-items.ts';
import {
  answersIn,
  INTERVIEWS_MAX,
  type Interview,
  type InterviewAct,
  interviewBody,
  underName,
  withInterview,
} from './interview.ts';

/** `flagged`: something about it is not right; what was found stays with it. */
export const ENTRY_STATES = ['open', 'asked', 'answered', 'verified', 'flagged'] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

export const ANSWER_SOURCES = ['headquarters', 'franchisee', 'research', 'contract'] as const;
export type AnswerSource = (typeof ANSWER_SOURCES)[number];

/** The policy that an answer cites, as it was then. */
export interface CitedPolicy {
  id: string;
  version: number;
  title: string;
  /** Who approved it; null: not known. */
  approver: string | null;
  /** ISO 8601. */
  approvedAt: string;
}

/** F01: pre-tax profit of a store in a year, in whichever currency. */
export interface Figures {
  /** What headquarters forecasts. */
  forecast: number;
  /** What existing stores report. */
  reported: number;
}

export interface DossierAnswer {
  text: string;
  source: AnswerSource;
  /** Who said it, by name; null: headquarters as such, or the prospect. */
  who: string | null;
  /** ISO 8601. */
  at: string;
  policy: CitedPolicy | null;
  figures: Figures | null;
  /** Whether it gives reason to worry, as the prospect says; null: nothing said. */
  worrying: boolean | null;
  /** How the waiting period stood when it was given; null: as earlier versions have written it. */
  waiting: Waiting | null;
}

/** As it comes in; how the waiting period stands then is noted with it. */
export type GivenAnswer = Omit<DossierAnswer, 'waiting'>;

export interface DossierNote {
  text: string;
  at: string;
}

/** What is known of one item, of one interview where the item is asked of franchisees. */
export interface DossierEntry {
  /** An item of the list, or `own-1` for a question of the prospect's. */
  item: string;
  /** The interview's id; null: none. */
  interview: string | null;
  state: EntryState;
  /** The words of an own question; null: an item of the list. */
  words: string | null;
  answers: DossierAnswer[];
  notes: DossierNote[];
  /** Why it is flagged; null: it is not. */
  flag: string | null;
  /** The question that headquarters was asked; null: none. */
  questionId: string | null;
}

/** Whether the prospect is reminded to go on. */
export interface GoOn {
  /** Null: they do not want to be. */
  everyDays: number | null;
  /** When they said so, ISO 8601; reminders that were set before do not count. */
  since: string;
}

/** One aggregate for a prospect and a brand: `seq` is the number of its newest journal entry. */
export interface Dossier {
  id: string;
  seq: number;
  personId: string;
  brand: string;
  /** Only what something is known of; every other item is open. */
  entries: DossierEntry[];
  interviews: Interview[];
  /** Null: no disclosure document was noted. */
  disclosure: Disclosure | null;
  /** Null: no day of signing or paying was noted. */
  planned: Planned | null;
  /** Null: they were not asked. */
  goOn: GoOn | null;
  createdAt: string;
  updatedAt: string;
}

export interface EntryKey {
  item: string;
  interview: string | null;
}

export type DossierAct =
  | { type: 'begin' }
  /** Headquarters was asked; `byPerson`: the prospect has to say first which of several texts, or which region, they mean. */
  | { type: 'ask'; key: EntryKey; questionId: string; byPerson: boolean }
  /** `questionId`: of the question that it answers, if headquarters was asked just now. */
  | { type: 'answer'; key: EntryKey; answer: GivenAnswer; questionId?: string }
  | { type: 'note'; key: EntryKey; text: string }
  | { type: 'verify'; key: EntryKey }
  | { type: 'flag'; key: EntryKey; reason: string }
  | { type: 'unflag'; key: EntryKey }
  /** A question of the prospect's own. */
  | { type: 'own'; words: string }
  | InterviewAct
  | { type: 'go-on'; everyDays: number | null }
  | DisclosureAct;

export type DossierRefusal =
  | 'unknown-item'
  | 'no-interview'
  | 'not-answered'
  | 'asked-already'
  | 'verified-already'
  | 'not-flagged'
  | 'empty'
  | 'full'
  | DisclosureRefusal;

export interface DossierChanged {
  kind: DossierAct['type'];
  body: Record<string, string | number | boolean | null>;
}

export type DossierChange =
  | { dossier: Dossier; entry: DossierChanged; refused?: undefined }
  | { dossier?: undefined; entry?: undefined; refused: DossierRefusal };

/** As many are kept: the whole is one row. */
export const OWN_MAX = 30;
export const NOTES_MAX = 20;
const ANSWERS_MAX = 10;

export const newDossier = (given: Pick<Dossier, 'id' | 'personId' | 'brand'>, now: string): Dossier => ({
  ...given,
  seq: 0,
  entries: [],
  interviews: [],
  disclosure: null,
  planned: null,
  goOn: null,
  createdAt: now,
  updatedAt: now,
});

/** When something is done: the moment, the prospect's calendar, and how their waiting period stands. */
export interface Moment {
  /** ISO 8601. */
  now: string;
  /** YYYY-MM-DD. */
  today: string;
  waiting: Waiting;
}

export function changeDossier(current: Dossier, act: DossierAct, at: Moment): DossierChange {
  const { now } = at;
  const refused = refusalOf(current, act, at);
  if (refused) return { refused };
  const next: Dossier = { ...current, seq: current.seq + 1, updatedAt: now };
  switch (act.type) {
    case 'begin':
      return { dossier: next, entry: { kind: 'begin', body: { brand: current.brand } } };
    case 'interview': {
      const { interview, answers } = act;
      const entries = current.entries.map((one) => underName(one, interview));
      const renamed = { ...current, entries };
      const after = answersIn(interview, answers).map((one) => changed(entryOf(renamed, one.key), one, at));
      return {
        dossier: {
          ...next,
          interviews: withInterview(current.interviews, interview),
          entries: withEntries(entries, after),
        },
        entry: { kind: 'interview', body: interviewBody(interview, answers) },
      };
    }
    case 'own': {
      const item = ownName(current);
      const entry = { ...emptyEntry({ item, interview: null }), words: act.words.trim() };
      return {
        dossier: { ...next, entries: [...current.entries, entry] },
        entry: { kind: 'own', body: { item, words: entry.words } },
      };
    }
    case 'go-on': {
      const { everyDays } = act;
      return {
        dossier: { ...next, goOn: { everyDays, since: now }, updatedAt: current.updatedAt },
        entry: { kind: 'go-on', body: { everyDays } },
      };
    }
    case 'disclose':
    case 'confirm':
    case 'plan':
    case 'over': {
      const { type: kind, ...body } = act;
      // Whoever notes it may be someone else: which dossier the prospect looked after last stays so.
      return {
        dossier: { ...next, ...withDisclosure(current, act, now), updatedAt: current.updatedAt },
        entry: { kind, body },
      };
    }
    default: {
      const after = changed(entryOf(current, act.key), act, at);
      const entries = withEntries(current.entries, [after]);
      return { dossier: { ...next, entries }, entry: { kind: act.type, body: bodyOf(act) } };
    }
  }
}

const withEntries = (entries: readonly DossierEntry[], after: readonly DossierEntry[]): DossierEntry[] => [
  ...entries.filter((one) => !after.some((other) => isSame(one, other))),
  ...after,
];

type EntryAct = Extract<DossierAct, { key: EntryKey }>;

function changed(before: DossierEntry, act: EntryAct, { now, waiting }: Moment): DossierEntry {
  switch (act.type) {
    case 'ask':
      return {
        ...before,
        questionId: act.questionId,
        state: before.state === 'open' && !act.byPerson ? 'asked' : before.state,
      };
    case 'answer':
      // Whatever was verified is to be looked at again; what is flagged stays so until the prospect says otherwise.
      return {
        ...before,
        questionId: act.questionId ?? before.questionId,
        answers: [...before.answers, { ...act.answer, waiting }],
        state: before.state === 'flagged' ? 'flagged' : 'answered',
      };
    case 'note':
      return { ...before, notes: [...before.notes, { text: act.text.trim(), at: now }] };
    case 'verify':
      return { ...before, state: 'verified', flag: null };
    case 'flag':
      return { ...before, state: 'flagged', flag: act.reason.trim() };
    case 'unflag':
      return { ...before, flag: null, state: unflagged(before) };
    default:
      return act satisfies never;
  }
}

const unflagged = ({ answers, questionId }: DossierEntry): EntryState =>
  answers.length > 0 ? 'answered' : questionId === null ? 'open' : 'asked';

const bodyOf = (act: EntryAct): Record<string, string | null> => ({
  ...act.key,
  ...(act.type === 'ask' && { question: act.questionId }),
  ...(act.type === 'answer' && {
    source: act.answer.source,
    text: act.answer.text,
    policy: act.answer.policy && `${act.answer.policy.id} ${act.answer.policy.version}`,
  }),
  ...(act.type === 'note' && { text: act.text }),
  ...(act.type === 'flag' && { reason: act.reason }),
});

function refusalOf(current: Dossier, act: DossierAct, { today }: Moment): DossierRefusal | undefined {
  switch (act.type) {
    case 'begin':
    case 'go-on':
      return undefined;
    case 'disclose':
    case 'confirm':
    case 'plan':
    case 'over':
      return refusalOfDisclosure(current, act, today);
    case 'own':
      if (act.words.trim() === '') return 'empty';
      return ownEntries(current).length >= OWN_MAX ? 'full' : undefined;
    case 'interview':
      if (act.interview.name.trim() === '') return 'empty';
      if (withInterview(current.interviews, act.interview).length > INTERVIEWS_MAX) return 'full';
      return answersIn(act.interview, act.answers)
        .map((one) => entryRefusal(entryOf(current, one.key), one))
        .find((one) => one !== undefined);
    default:
      return unknownKey(current, act.key) ?? entryRefusal(entryOf(current, act.key), act);
  }
}

function unknownKey(current: Dossier, { item, interview }: EntryKey): DossierRefusal | undefined {
  if (!isDossierItem(item)) return current.entries.some((one) => one.item === item) ? undefined : 'unknown-item';
  const asked = partOf(item) === 'interviews';
  if (asked !== (interview !== null)) return asked ? 'no-interview' : 'unknown-item';
  return asked && !current.interviews.some(({ id }) => id === interview) ? 'no-interview' : undefined;
}

function entryRefusal(entry: DossierEntry, act: EntryAct): DossierRefusal | undefined {
  switch (act.type) {
    case 'ask':
      return entry.state === 'asked' ? 'asked-already' : undefined;
    case 'answer':
      if (act.answer.text.trim() === '') return 'empty';
      return entry.answers.length >= ANSWERS_MAX ? 'full' : undefined;
    case 'note':
      if (act.text.trim() === '') return 'empty';
      return entry.notes.length >= NOTES_MAX ? 'full' : undefined;
    case 'verify':
      if (entry.state === 'verified') return 'verified-already';
      return entry.answers.length === 0 ? 'not-answered' : undefined;
    case 'flag':
      return act.reason.trim() === '' ? 'empty' : undefined;
    case 'unflag':
      return entry.state === 'flagged' ? undefined : 'not-flagged';
    default:
      return act satisfies never;
  }
}

const isSame = (one: EntryKey, { item, interview }: EntryKey): boolean =>
  one.item === item && one.interview === interview;

const emptyEntry = ({ item, interview }: EntryKey): DossierEntry => ({
  ...{ item, interview, state: 'open', words: null, answers: [], notes: [], flag: null, questionId: null },
});

/** What is known of it, which may be nothing. */
export const entryOf = ({ entries }: Dossier, key: EntryKey): DossierEntry =>
  entries.find((one) => isSame(one, key)) ?? emptyEntry(key);

/** By their numbers: the order in which they were asked. */
export const ownEntries = ({ entries }: Dossier): DossierEntry[] =>
  entries.filter(({ words }) => words !== null).toSorted((a, b) => ownNumber(a) - ownNumber(b));

const ownNumber = ({ item }: EntryKey): number => Number(item.slice('own-'.length));

const ownName = (dossier: Dossier): string => `own-${ownEntries(dossier).length + 1}`;

/** Where everything of a part stands, in its order; interviews one after another. */
export function keysOf({ interviews }: Pick<Dossier, 'interviews'>, part: DossierPart): EntryKey[] {
  if (part !== 'interviews') return ITEMS_OF[part].map((item) => ({ item, interview: null }));
  return interviews.flatMap(({ id }) => ITEMS_OF.interviews.map((item) => ({ item, interview: id })));
}

export const allKeys = (dossier: Dossier): EntryKey[] => [
  ...DOSSIER_PARTS.flatMap((part) => keysOf(dossier, part)),
  ...ownEntries(dossier).map(({ item }) => ({ item, interview: null })),
];

export const isDone = ({ state }: DossierEntry): boolean => state !== 'open' && state !== 'asked';

/** How many of a part are answered. Without an interview all of that part is still to come. */
export function progressOf(dossier: Dossier, part: DossierPart): { done: number; total: number } {
  const keys = keysOf(dossier, part);
  const done = keys.filter((key) => isDone(entryOf(dossier, key))).length;
  return { done, total: keys.length || ITEMS_OF[part].length };
}

/** What is still open or waits for an answer, in order. */
export const leftOf = (dossier: Dossier): EntryKey[] =>
  allKeys(dossier).filter((key) => !isDone(entryOf(dossier, key)));

/** Everything has an answer, and at least one franchisee was interviewed. */
export const isComplete = (dossier: Dossier): boolean => dossier.interviews.length > 0 && leftOf(dossier).length === 0;

/** The next that nobody was asked yet, after `after` where it is given; round to the beginning. */
export function nextOf(dossier: Dossier, after?: EntryKey): EntryKey | undefined {
  const keys = allKeys(dossier);
  const at = after ? keys.findIndex((key) => isSame(key, after)) + 1 : 0;
  return [...keys.slice(at), ...keys.slice(0, at)].find((key) => {
    return entryOf(dossier, key).state === 'open' && !(after && isSame(key, after));
  });
}
