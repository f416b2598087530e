/** F02: the interview of one existing franchisee, and which of what was told is new in the dossier. Pure. */
import type { Dossier, DossierAnswer, DossierEntry, GivenAnswer } from './dossier.ts';
import { INTERVIEW_ITEMS, INTERVIEW_YEARS, type InterviewItem } from './dossier-items.ts';

export interface Interview {
  id: string;
  name: string;
  /** Of trading; null: not known. */
  years: number | null;
  /** Size and kind of their store; null: not known. */
  store: string | null;
  /** Whether that is similar to the prospect's; null: not known. */
  similar: boolean | null;
  /** How it went: their mood, the time of day; null: nothing noted. */
  note: string | null;
  /** ISO 8601. */
  at: string;
}

/** As many are kept: the whole is one row. */
export const INTERVIEWS_MAX = 20;

/** F02 asks for people who have traded for some years. */
export const isTooYoung = (years: number | null): boolean => years !== null && years < INTERVIEW_YEARS;

export interface InterviewAnswer {
  item: InterviewItem;
  answer: GivenAnswer;
}

/** Begins an interview, or goes on with the one of that id. */
export interface InterviewAct {
  type: 'interview';
  interview: Interview;
  answers: readonly InterviewAnswer[];
}

/** Each as an answer that is given by itself. */
export const answersIn = ({ id }: Interview, answers: readonly InterviewAnswer[]) =>
  answers.map(({ item, answer }) => ({ type: 'answer' as const, key: { item, interview: id }, answer }));

/** For the journal. */
export const interviewBody = ({ id }: Interview, answers: readonly InterviewAnswer[]): Record<string, string> => ({
  interview: id,
  ...Object.fromEntries(answers.map(({ item, answer }) => [item, answer.text])),
});

/** With an interview of the same id in its place. */
export function withInterview(interviews: readonly Interview[], interview: Interview): Interview[] {
  const isKnown = interviews.some(({ id }) => id === interview.id);
  return isKnown ? interviews.map((one) => (one.id === interview.id ? interview : one)) : [...interviews, interview];
}

/** What a franchisee had said stays theirs when their name is put right. */
export function underName(entry: DossierEntry, { id, name }: Interview): DossierEntry {
  if (entry.interview !== id) return entry;
  const answers = entry.answers.map(
    (one): DossierAnswer => (one.source === 'franchisee' ? { ...one, who: name } : one),
  );
  return { ...entry, answers };
}

/** What was told in one go. */
export interface Told {
  /** By item; what is missing was not told. */
  texts: Readonly<Partial<Record<InterviewItem, string>>>;
  /** Which of them give reason to worry; null: nothing said of it. */
  worrying: readonly InterviewItem[] | null;
  /** Marks from before stay beside these. */
  adds: boolean;
}

/** Only what differs from the newest answer is another answer. */
export function newAnswers({ entries }: Dossier, { id, name }: Interview, told: Told, at: string): InterviewAnswer[] {
  return INTERVIEW_ITEMS.flatMap((item): InterviewAnswer[] => {
    const text = told.texts[item];
    const before = entries.find((one) => one.item === item && one.interview === id)?.answers.at(-1);
    if (text === undefined) return [];
    const worrying = worryOf(item, before?.text === text ? before : undefined, told);
    if (before?.text === text && before.worrying === worrying) return [];
    const answer: GivenAnswer = { text, source: 'franchisee', who: name, at, policy: null, figures: null, worrying };
    return [{ item, answer }];
  });
}

/** `same`: the answer, where it says the same as before. */
function worryOf(item: InterviewItem, same: DossierAnswer | undefined, { worrying, adds }: Told): boolean | null {
  if (worrying?.includes(item)) return true;
  if (same && (adds || same.worrying !== true)) return same.worrying;
  return worrying === null || adds ? null : false;
}
