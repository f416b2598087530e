/** One person's way through a form: the state that is stored with the conversation, the draft's answers, and what is still missing. */
import { z } from 'zod';
import type { Answer, Draft, Frame, Json } from '../decision.ts';
import type { Context, Effect } from '../flow.ts';
import type { Settles, Text } from '../message.ts';
import {
  type Choice,
  type Field,
  type Form,
  PICK_KEYS,
  type Scope,
  type Suggestion,
  type Values,
} from './definition.ts';

const suggestion: z.ZodType<Suggestion> = z.object({
  value: z.string(),
  label: z.union([
    z.object({ verbatim: z.string() }),
    z.object({
      instant: z.string(),
      zone: z.string(),
      dateOnly: z.boolean(),
      part: z.enum(['day', 'time']).exactOptional(),
    }),
    z.object({ window: z.object({ from: z.string(), until: z.string(), zone: z.string() }), now: z.string() }),
    z.object({ key: z.enum(PICK_KEYS) }),
  ]),
});

/** Where the person stands. */
const place = z.discriminatedUnion('step', [
  /** A question is open. `editing`: it was picked at the review and leads back there. */
  z.object({
    step: z.literal('ask'),
    field: z.string(),
    failures: z.number(),
    editing: z.boolean(),
    /** Offered in place of the last answer, which could not be taken. */
    suggestions: z.array(suggestion).default([]),
    /** The step of a picker that led to the suggestions. */
    picked: z.string().exactOptional(),
  }),
  z.object({ step: z.literal('review') }),
  /** Which answer to change? */
  z.object({ step: z.literal('pick') }),
]);
export type Place = z.infer<typeof place>;

const formState = z.object({
  at: place,
  /** A question about the form itself that stands before the place: really cancel? continue or begin again? */
  before: z.enum(['none', 'cancel', 'resume']),
  /** The turn of the question on display; a button of another turn is an old one. */
  turn: z.number(),
  /** The turn of the newest question that went to the thread with buttons; absent when there is none to take away. */
  asked: z.number().optional(),
  /** Put aside by the person: nothing that they write is meant for it until they take it up again. */
  paused: z.boolean().optional(),
  /** It went to rest by itself, in silence: the person is yet to be reminded. */
  rested: z.boolean().optional(),
  /** They were reminded of it, which happens once. */
  reminded: z.boolean().optional(),
  args: z.record(z.string(), z.string()),
  /** Choices that are data, by field, as they were when it began. */
  offers: z.record(z.string(), z.array(suggestion)).optional(),
  /** It stands in a dialog only: the chat has no question of it yet, and nothing is lost with it. */
  fresh: z.boolean().optional(),
  /** The number of the case in which a person was asked for help with this form. */
  helpCase: z.string().optional(),
  /** Words for the new beginning, if the person chooses to begin again. */
  pending: z.string().optional(),
  /** Answers given along with them. */
  pendingAnswers: z.record(z.string(), z.string()).optional(),
  /** Files sent along with them. */
  pendingFiles: z.array(z.object({ fileId: z.string(), name: z.string(), type: z.string() })).optional(),
});
export type FormState = z.infer<typeof formState>;

export interface Session {
  form: Form;
  draft: Draft;
  answers: Map<string, Answer>;
  /** The values of the answers; kept with them, since every question looks at all of them. */
  values: Record<string, Json>;
  state: FormState;
  context: Context;
  effects: Effect[];
  /** The words of the button that was pressed in this turn. */
  pressed?: Text;
}

/** How much a person may write in one answer, in characters; a field may allow less. */
export const ANSWER_MAX_CHARACTERS = 4000;

/** What the question of a turn is called in its thread. */
export const questionName = (draftId: string, turn: number): string => `question ${draftId} ${turn}`;

/** The question on display, which is answered now. */
export function settles({ draft, state, pressed }: Session): Settles | undefined {
  if (state.asked === undefined) return undefined;
  return { name: questionName(draft.id, state.asked), ...(pressed && { chosen: pressed }) };
}

export const draftTag = (draftId: string): string => draftId.slice(0, 8);

export function openSession(form: Form, opening: string, args: Record<string, string>, context: Context): Session {
  const draft: Draft = {
    id: context.id(`draft ${form.name}`),
    personId: context.person?.id ?? '',
    conversationId: context.conversation?.id ?? '',
    flow: form.name,
    version: form.version,
    status: 'open',
    opening,
    createdAt: context.now,
  };
  const state: FormState = { at: { step: 'review' }, before: 'none', turn: context.turn, args };
  return { form, draft, answers: new Map(), values: {}, state, context, effects: [{ type: 'draft', draft }] };
}

/** Undefined when what was stored can't be continued; its draft is kept. */
export function resumeSession(form: Form, frame: Frame, context: Context): Session | undefined {
  const state = formState.safeParse(frame.state);
  const stored = frame.draft ? context.drafts.get(frame.draft) : undefined;
  if (!state.success || !stored) return undefined;
  const answers = new Map(stored.answers.map((answer) => [answer.field, answer]));
  const values = Object.fromEntries(stored.answers.map(({ field, value }) => [field, value]));
  // Whoever writes here may have become another person since.
  const draft = { ...stored.draft, personId: context.person?.id ?? stored.draft.personId };
  const session: Session = { form, draft, answers, values, state: state.data, context, effects: [] };
  if (frame.version !== form.version) upgrade(session, frame.version);
  const { at } = session.state;
  // A field that does not exist any more, or has no place among these answers, can't be asked.
  if (at.step === 'ask' && !isVisible(session, at.field, form.fields[at.field]))
    session.state = { ...session.state, at: nextPlace(session) };
  return session;
}

function upgrade(session: Session, version: number): void {
  const { form, draft } = session;
  const before: Values = { ...session.values };
  const after = form.upgrade?.(version, before) ?? before;
  for (const field of Object.keys(before)) if (!holds(form.fields[field], after[field])) forget(session, field);
  for (const [field, value] of Object.entries(after)) {
    if (value === undefined || value === before[field] || !holds(form.fields[field], value)) continue;
    const words = session.answers.get(field)?.words ?? '';
    keep(session, { draftId: draft.id, field, value, words, source: 'understood' });
  }
  session.draft = { ...draft, version: form.version };
  session.effects.push({ type: 'draft', draft: session.draft });
}

/** Whether a stored value is one of the field as it is now. */
const holds = (field: Field | undefined, value: Json | undefined): boolean =>
  field !== undefined && value !== undefined && (value === null || field.schema.safeParse(value).success);

export function frameOf(session: Session): Frame {
  const { form, draft, state } = session;
  return { flow: form.name, version: form.version, draft: draft.id, state: stateAsJson(state) };
}

/** The state is made of JSON only; spelled out because a TypeScript interface is not an index signature. */
function stateAsJson(state: FormState): Json {
  const { at, before, turn, asked, paused, rested, reminded, args, offers, fresh, helpCase } = state;
  const { pending, pendingAnswers, pendingFiles } = state;
  return {
    at: at.step === 'ask' ? { ...at, suggestions: asJson(at.suggestions) } : { ...at },
    before,
    turn,
    args: { ...args },
    ...(asked !== undefined && { asked }),
    ...(paused && { paused }),
    ...(rested && { rested }),
    ...(reminded && { reminded }),
    ...(offers && { offers: Object.fromEntries(Object.entries(offers).map(([name, some]) => [name, asJson(some)])) }),
    ...(fresh && { fresh }),
    ...(helpCase !== undefined && { helpCase }),
    ...(pending !== undefined && { pending }),
    ...(pendingAnswers !== undefined && { pendingAnswers: { ...pendingAnswers } }),
    ...(pendingFiles !== undefined && { pendingFiles: pendingFiles.map((file) => ({ ...file })) }),
  };
}

const asJson = (suggestions: readonly Suggestion[]) =>
  suggestions.map(({ value, label }) => ({ value, label: { ...label } }));

export function scopeOf(session: Session): Scope {
  const { person, now, zone, reads, callRules } = session.context;
  const { values, state } = session;
  const picked = state.at.step === 'ask' ? state.at.picked : undefined;
  return {
    ...{ now, zone: person?.zone ?? zone, values, args: state.args, person, callRules, reads },
    ...(picked !== undefined && { picked }),
  };
}

/** Keeps an answer, in the session and in the draft. */
export function keep(session: Session, answer: Answer): void {
  session.answers.set(answer.field, answer);
  session.values[answer.field] = answer.value;
  const others = session.effects.filter((effect) => !concerns(effect, answer.field));
  session.effects = [...others, { type: 'answer', answer }];
}

/** Takes an answer back, so that it is asked again. */
export function forget(session: Session, field: string): void {
  session.answers.delete(field);
  delete session.values[field];
  const others = session.effects.filter((effect) => !concerns(effect, field));
  session.effects = [...others, { type: 'forget', draftId: session.draft.id, field }];
}

const concerns = (effect: Effect, field: string): boolean =>
  (effect.type === 'answer' && effect.answer.field === field) || (effect.type === 'forget' && effect.field === field);

/** The fields that are asked, given the answers so far, in order. */
export function visibleFields(session: Session): [string, Field][] {
  return fieldsOf(session.form).filter(([name, field]) => isVisible(session, name, field));
}

const isVisible = (session: Session, name: string, field: Field | undefined): boolean =>
  field !== undefined &&
  (field.when?.(session.values) ?? true) &&
  (!field.offered || (session.state.offers?.[name] ?? []).length > 0);

/** The only answers that the field has now; undefined where it takes any. */
export const choicesOf = (session: Session, name: string, field: Field): readonly Choice[] | undefined =>
  field.offered ? (session.state.offers?.[name] ?? []) : field.choices?.(session.values);

/** Asked for several times a turn, and the same for as long as the program runs. */
function fieldsOf(form: Form): [string, Field][] {
  let fields = fieldLists.get(form);
  if (!fields) {
    fields = Object.entries(form.fields);
    fieldLists.set(form, fields);
  }
  return fields;
}

const fieldLists = new WeakMap<Form, [string, Field][]>();

/** Those that are questions to the person: what was known before is none, but for one that is being changed. */
export function askedFields(session: Session, changed?: string): [string, Field][] {
  return visibleFields(session).filter(([name]) => name === changed || session.answers.get(name)?.source !== 'known');
}

/** Whether the field has an answer that still holds: a choice may have gone with the answer that offered it. */
export function isAnswered(session: Session, name: string, field: Field): boolean {
  const answer = session.answers.get(name);
  if (!answer) return field.begins !== undefined && session.answers.has(field.begins.field);
  if (answer.value === null) return field.skip !== undefined;
  const choices = choicesOf(session, name, field);
  return !choices || choices.some((choice) => choice.value === answer.value);
}

/** Where to go on: the first field without an answer, else the review. */
export function nextPlace(session: Session): Place {
  const open = visibleFields(session).find(([name, field]) => !isAnswered(session, name, field));
  return open ? askAt(open[0]) : { step: 'review' };
}

/** The place of a question that is asked for the first time. */
export const askAt = (field: string, editing = false): Place & { step: 'ask' } => {
  return { step: 'ask', field, failures: 0, editing, suggestions: [] };
};

/** The field before, to go back to; undefined at the first. */
export function previousField(session: Session, name: string | undefined): string | undefined {
  const fields = visibleFields(session);
  const index = name === undefined ? fields.length : fields.findIndex(([other]) => other === name);
  return fields
    .slice(0, Math.max(index, 0))
    .reverse()
    .find(([other]) => session.answers.get(other)?.source !== 'known')?.[0];
}

/**
 * "3 of 8": how many have an answer, counting the one being asked, of how many there are. One that has an answer already was
 * gone back to: only those before it count.
 */
export function progressOf(session: Session, name: string): { position: number; total: number } {
  const fields = askedFields(session, name);
  const index = fields.findIndex(([other]) => other === name);
  const [, asked] = fields[index] ?? [];
  const counted = asked && isAnswered(session, name, asked) ? fields.slice(0, index) : fields;
  const answered = counted.filter(([other, field]) => other !== name && isAnswered(session, other, field)).length;
  return { position: answered + 1, total: fields.length };
}

/** How many of the questions have an answer. */
export function progressOfAll(session: Session): { answered: number; total: number } {
  const asked = askedFields(session);
  return { answered: asked.filter(([name, field]) => isAnswered(session, name, field)).length, total: asked.length };
}
