/**
 * What a form is: an ordered record of typed fields, defined once. From it come the questions one by one, the review, and the whole
 * set at once for dialogs. Nothing here knows a platform.
 */
import type { z } from 'zod';
import type { CallbackRules } from '../../domain/callback-rules.ts';
import type { Person } from '../../domain/person.ts';
import type { MessageKey } from '../../locales/catalogue.ts';
import type { Json } from '../decision.ts';
import type { Context, Effect } from '../flow.ts';
import type { PickReply, Reply, Text } from '../message.ts';
import type { Reads } from '../reads.ts';

/** The answers so far by field; null for one left out on purpose. */
export type Values = Readonly<Record<string, Json | undefined>>;

/** What a field may look at when it reads an answer. */
export interface Scope {
  /** The database's clock, ISO 8601. */
  now: string;
  /** The zone in which the person's words are meant, IANA. */
  zone: string;
  values: Values;
  /** What the form was opened for, such as a case. */
  args: Readonly<Record<string, string>>;
  /** The step of a picker that their words follow. */
  picked?: string;
  person: Person | undefined;
  /** When people are called back. */
  callRules: CallbackRules;
  reads: Reads;
}

export interface Choice {
  /** What is stored, and what the button carries: short, ASCII. */
  value: string;
  label: Text;
}

/** What suggestions may be called that lead on to others. */
export const PICK_KEYS = ['pick.more', 'pick.later', 'pick.words', 'pick.write'] as const satisfies MessageKey[];

/**
 * An answer offered in place of one that could not be taken: a name, a moment, a stretch of time, or a step of a picker, since it is stored with the
 * question.
 */
export interface Suggestion extends Choice {
  label:
    | { verbatim: string }
    | { instant: string; zone: string; dateOnly: boolean; part?: 'day' | 'time' }
    | { window: { from: string; until: string; zone: string }; now: string }
    | { key: (typeof PICK_KEYS)[number] };
}

/**
 * An answer as understood, or why it can't be taken. Suggestions are offered as buttons; pressing one answers with its value. `narrows`: it
 * is no answer yet, but a step towards one; words that follow may lean on it (`Scope.picked`). `person`: they would rather that a person answers, and the
 * form is over.
 */
export type Reading<V> =
  | { value: V; problem?: undefined }
  | { problem: Text; suggestions?: Suggestion[]; narrows?: true; person?: true; value?: undefined };

export interface Field<V extends Json = Json> {
  /** The stored value: JSON that means the same in a year. */
  schema: z.ZodType<V>;
  /** Its name in the review. */
  label: MessageKey;
  ask: MessageKey;
  /** A good answer, shown after one that could not be taken. */
  example?: MessageKey;
  /**
   * How it is filled in where a form is a dialog: on one line, which is the default, or on several. `files`: with what people send;
   * its value is a list of `AttachedFile`.
   */
  input?: 'line' | 'text' | 'files';
  /**
   * It can be chosen step by step as well as written: a button below the question answers with `begins`, and `read` narrows it down. Dialogs
   * have native pickers of a day and a time.
   */
  picker?: { label: MessageKey; begins: string; native(scope: Scope): PickReply };
  /** In characters. */
  max?: number;
  /** May be left out; the words on the button. */
  skip?: MessageKey;
  /** Asked only when this holds for the answers before it. */
  when?(values: Values): boolean;
  /** The only answers there are; an answer that is none of them any more is asked again. */
  choices?(values: Values): readonly Choice[];
  /** Its choices are data: those that the form offered when it began (`Form.offer`). Without any it is not asked. */
  offered?: true;
  /**
   * The answer is a beginning for the words of another field, which stay the person's to change. Once those are there it is not asked for,
   * and the review does not show it.
   */
  begins?: { field: string; words(value: string, scope: Scope): Promise<string | undefined> };
  /** From words (or a button's value) to the answer. */
  read(words: string, scope: Scope): Reading<V> | Promise<Reading<V>>;
  /** Finds the answer in running text that was written before it was asked for. */
  recognise?(
    words: string,
    scope: Scope,
  ): { value: V; words: string } | undefined | Promise<{ value: V; words: string } | undefined>;
  /** Another answer has changed what was said: the words are read again. */
  stale?(value: V, scope: Scope): boolean;
  /** Words at the review that put this answer right; undefined: they are about something else. */
  correct?(words: string, value: V, scope: Scope): Reading<V> | undefined | Promise<Reading<V> | undefined>;
  /** Already known of the person, so it is not asked. */
  known?(person: Person): V | undefined;
  /** What follows from the other answers until someone says otherwise: it is not asked for, but shown. */
  follows?(values: Values): V | undefined;
  show(value: V): Text;
  /** The person's own phone number, which some platforms know. */
  ownPhone?: boolean;
  /** Other answers may stand in this one: it is searched for them. */
  telling?: boolean;
}

export type Fields = Readonly<Record<string, Field>>;

export interface Filled {
  values: Values;
  draftId: string;
  /** The words that the form began with. */
  opening: string;
  /** What the form was opened for, such as a case. */
  args: Readonly<Record<string, string>>;
  /** Label and answer of every field, ready to be shown. */
  facts: { label: Text; value: Text }[];
}

export interface Form {
  name: string;
  version: number;
  title: MessageKey;
  fields: Fields;
  /** The field that the first words answer, whatever else is found in them. */
  opening?: string;
  /** The button that ends the review. Without it the last answer completes the form. */
  submit?: MessageKey;
  complete(filled: Filled, context: Context): Promise<Completed>;
  /** Choices that are data, by field; asked for once, when the form begins. Few, since they are kept with the conversation. */
  offer?(args: Readonly<Record<string, string>>, context: Context): Promise<Readonly<Record<string, Suggestion[]>>>;
  /** What whoever fills it in should know, said above every question and above the dialog. */
  about?(args: Readonly<Record<string, string>>, values: Values, context: Context): Promise<Text[]>;
  /** What can't wait for the end, after each turn with the answers that it brought; it is said before the next question. */
  meanwhile?(
    brought: Values,
    given: Pick<Filled, 'values' | 'draftId' | 'opening'>,
    context: Context,
  ): Promise<{ replies: Reply[]; effects: Effect[] }>;
  /** What is said below the word that it was cancelled. */
  cancelled?(args: Readonly<Record<string, string>>, context: Context): Promise<Reply[]>;
  /** Brings a stored draft of an earlier version up to this one. */
  upgrade?(version: number, values: Values): Values;
}

export interface Completed {
  replies: Reply[];
  effects: Effect[];
  /** It can't be done as things are now: the answers are kept, and the review comes again below the replies. In place of its `args`. */
  again?: Record<string, string>;
}

/** One answer with its type; null when it was left out. The schema is asked again, since the value has been stored meanwhile. */
export function answerOf<V extends Json>(values: Values, name: string, field: Field<V>): V | null {
  const value = values[name];
  return value === undefined || value === null ? null : field.schema.parse(value);
}
