/**
 * Choices that are different from case to case, such as the colleagues who may handle it. What is on offer is kept with the draft as an
 * answer that nobody is asked for, so that the buttons mean the same as long as the form is open.
 */
import { z } from 'zod';
import type { Field, Values } from '../../core/form/definition.ts';
import { typedLabels } from '../../core/form/labels.ts';
import { say, type Text, verbatim } from '../../core/message.ts';
import { LANGUAGES } from '../../domain/person.ts';
import type { MessageKey } from '../../locales/catalogue.ts';
import { fold } from '../../recognition/fold.ts';

const offer = z.object({
  value: z.string().min(1).max(40),
  /** In each language, or the same in all. */
  names: z.union([z.string(), z.record(z.enum(LANGUAGES), z.string())]),
  /** How many open cases they have; null: does not matter. */
  count: z.number().nullable(),
});
export type Offer = z.infer<typeof offer>;

const offers = z.array(offer);

/** As many choices as buttons; whoever is further down is found by name. */
const SHOWN_MAX = 20;

export const offered = (made: readonly Offer[]): string => JSON.stringify(made);

const nameOf = ({ names }: Offer): Text => (typeof names === 'string' ? verbatim(names) : { names });

const labelOf = (one: Offer): Text =>
  one.count === null ? nameOf(one) : say('assign.choice', { name: nameOf(one), count: one.count });

/** Holds what is on offer for the field of that name. */
const holderOf = (field: string): string => `${field}-offered`;

export const offeredIn = (values: Values, field: string): Offer[] =>
  offers.safeParse(values[holderOf(field)]).data ?? [];

interface Texts {
  label: MessageKey;
  ask: MessageKey;
  example?: MessageKey;
}

/** Keeps what is on offer. */
export const offersField = ({ label, ask }: Texts): Field => ({
  label,
  ask,
  schema: offers,
  when: () => false,
  read: (words) => {
    const made = offers.safeParse(parsed(words)).data;
    return made ? { value: made } : { problem: say('form.not-a-choice') };
  },
  show: () => verbatim(''),
});

/** The choice among it; `name` is its own in the form, whose field `<name>-offered` keeps the offers. */
export function offeredField(
  name: string,
  texts: Texts,
  { when, other }: { when?: (values: Values) => boolean; other?: { value: string; label: MessageKey } } = {},
): Field<string> {
  const last = other ? [{ value: other.value, label: say(other.label) }] : [];
  return {
    ...texts,
    schema: z.string().min(1),
    ...(when && { when }),
    choices: (values) => {
      const all = offeredIn(values, name);
      const shown = all.filter(({ value }, at) => at < SHOWN_MAX || value === values[name]);
      return [...shown.map((one) => ({ value: one.value, label: labelOf(one) })), ...last];
    },
    read: (words, { values }) => {
      const folded = fold(words);
      const all = [...offeredIn(values, name).map((one) => ({ value: one.value, label: nameOf(one) })), ...last];
      const typed = all.map(({ value, label }) => ({ value, texts: typedLabels(label) }));
      const exact = typed.filter(({ value, texts: names }) => value === words || names.includes(folded));
      const partly = folded === '' ? [] : typed.filter(({ texts: names }) => names.some((one) => one.includes(folded)));
      const [only, second] = exact.length > 0 ? exact : partly;
      return only && !second ? { value: only.value } : { problem: say('form.not-a-choice') };
    },
    show: verbatim,
  };
}

function parsed(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return undefined;
  }
}
