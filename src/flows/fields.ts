/** Fields that understand what people write: times, phone numbers, outlets. */
import { z } from 'zod';
import type { Json } from '../core/decision.ts';
import type { Field, Reading, Scope, Suggestion } from '../core/form/definition.ts';
import { textField } from '../core/form/fields.ts';
import { say, type Text, verbatim } from '../core/message.ts';
import { type Amount, CURRENCIES, type Currency, formatAmount, readAmount } from '../recognition/amount.ts';
import { readControl } from '../recognition/control.ts';
import { readCourtesy } from '../recognition/courtesy.ts';
import { readOutlet, recogniseOutlets } from '../recognition/outlet.ts';
import {
  type CountryCode,
  countryOfZone,
  formatPhone,
  readPhone,
  recognisePhones,
  repeatsNumber,
  storedPhone,
} from '../recognition/phone.ts';
import { type RecognisedTime, readTime, recogniseTimes } from '../recognition/time.ts';

/** What someone tells, in which other answers may stand. A nod or an old number pressed must not take the place of it. */
export function storyField(options: Parameters<typeof textField>[0]): Field<string> {
  const field = textField({ ...options, telling: true });
  return {
    ...field,
    read: (words, scope) =>
      saysNothing(words) ? { problem: say('field.story.too-little') } : field.read(words, scope),
  };
}

/** Free words, but a thank-you alone is not taken for them. */
export function wordsField(options: Parameters<typeof textField>[0]): Field<string> {
  const field = textField(options);
  return {
    ...field,
    read: (words, scope) =>
      readCourtesy(words) === 'thanks' ? { problem: say('field.words.thanks') } : field.read(words, scope),
  };
}

function saysNothing(words: string): boolean {
  const control = readControl(words);
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  return (
    (letters < 2 && [...words].length <= 20) ||
    control === 'yes' ||
    control === 'no' ||
    readCourtesy(words) !== undefined
  );
}

type Common<V extends Json> = Pick<Field<V>, 'label' | 'ask' | 'example'> &
  Partial<Pick<Field<V>, 'skip' | 'when' | 'known' | 'ownPhone'>>;

const pastTime = z.object({ instant: z.string(), zone: z.string(), precision: z.string() });
export type PastTime = z.infer<typeof pastTime>;

/** When something happened: not in the future. */
export function pastTimeField(options: Common<PastTime>): Field<PastTime> {
  const storedTime = ({ instant, zone, precision }: RecognisedTime): PastTime => ({ instant, zone, precision });
  return {
    ...options,
    schema: pastTime,
    read(words, scope) {
      const result = readTime(words, { now: scope.now, zone: scope.zone });
      if ('ok' in result) return isPast(result.ok, scope) ? { value: storedTime(result.ok) } : future(result.ok);
      if (result.problem !== 'ambiguous') return timeProblem(result.problem);
      // What is still to come can't be meant, so of two times one may be left.
      const past = result.candidates.filter((candidate) => isPast(candidate, scope));
      const [first] = past;
      if (!first) return future(result.candidates[0]);
      return past.length === 1 ? { value: storedTime(first) } : whichTime(past);
    },
    recognise(words, scope) {
      const found = recogniseTimes(words, { now: scope.now, zone: scope.zone }).find((time) => isPast(time, scope));
      return found && { value: storedTime(found), words: found.words };
    },
    show: pastTimeText,
  };
}

const isPast = (time: RecognisedTime, scope: Scope): boolean => Date.parse(time.instant) <= Date.parse(scope.now);

const momentOf = ({ instant, zone, precision }: PastTime) => ({ instant, zone, dateOnly: precision === 'day' });

/** 昨晚 is no clock: the hour that stands for it is only about right. */
const pastTimeText = (time: PastTime): Text =>
  time.precision === 'part-of-day' ? say('field.time.about', { time: momentOf(time) }) : momentOf(time);

const timeProblem = (problem: 'impossible' | 'not-understood'): Reading<PastTime> => ({
  problem: say(`field.time.${problem}`),
});

const future = (time: RecognisedTime | undefined): Reading<PastTime> =>
  time ? { problem: say('field.time.future', { time: momentOf(time) }) } : timeProblem('not-understood');

function whichTime(candidates: RecognisedTime[]): Reading<PastTime> {
  const suggestions = candidates.slice(0, 4).map((candidate): Suggestion => {
    const { local, precision } = candidate;
    return { value: precision === 'day' ? local.slice(0, 10) : local, label: momentOf(candidate) };
  });
  return { problem: say('field.time.ambiguous'), suggestions };
}

/** A phone number, kept as E.164. */
export function phoneField(options: Common<string>): Field<string> {
  return {
    ...options,
    schema: z.string(),
    read(words, scope) {
      const same = scope.person && repeatsNumber(words) ? options.known?.(scope.person) : undefined;
      if (same) return { value: same };
      let problem: Text | undefined;
      for (const country of countriesOf(scope)) {
        const result = readPhone(words, country);
        if ('ok' in result) return { value: storedPhone(result.ok) };
        problem ??= say(`field.phone.${result.problem}`);
      }
      return { problem: problem ?? say('field.phone.not-a-number') };
    },
    recognise(words, scope) {
      const [found] = countriesOf(scope).flatMap((country) => recognisePhones(words, country));
      return found && { value: storedPhone(found), words: found.words };
    },
    show: (phone) => verbatim(formatPhone(phone)),
  };
}

/** The countries whose way of writing phone numbers may be meant: that of the store's, or of the zone of whoever is called or writes, then the mainland. */
function countriesOf({ values, args, zone }: Scope): CountryCode[] {
  const outlet = outletValue.safeParse(values.outlet).data;
  return [...new Set([countryOfZone(outlet?.zone ?? args.zone ?? zone), 'CN' as const])];
}

const outletValue = z.object({ id: z.string(), code: z.string(), name: z.string(), zone: z.string() });
export type OutletValue = z.infer<typeof outletValue>;

/** Which store: by code or name; near misses are offered. */
export function outletField(options: Common<OutletValue>): Field<OutletValue> {
  return {
    ...options,
    schema: outletValue,
    async read(words, scope) {
      const result = readOutlet(words, await scope.reads.outlets());
      if ('ok' in result) return { value: pick(result.ok) };
      const suggestions = result.nearest.map(
        (outlet): Suggestion => ({ value: outlet.code, label: { verbatim: `${outlet.name} (${outlet.code})` } }),
      );
      return { problem: say(suggestions.length > 0 ? 'field.outlet.nearest' : 'field.outlet.unknown'), suggestions };
    },
    async recognise(words, scope) {
      const found = recogniseOutlets(words, await scope.reads.outlets());
      const [first] = found;
      // Two different stores in one text: which one is meant is asked.
      if (!first || found.some((other) => other.outlet.id !== first.outlet.id)) return undefined;
      return { value: pick(first.outlet), words: first.words };
    },
    show: ({ name, code }) => verbatim(`${name} (${code})`),
  };
}

const pick = ({ id, code, name, zone }: OutletValue): OutletValue => ({ id, code, name, zone });

const amountValue: z.ZodType<Amount & { [key: string]: Json }> = z.object({
  minor: z.number().int().nonnegative(),
  currency: z.enum(CURRENCIES),
});
export type AmountValue = z.infer<typeof amountValue>;

/** A sum of money, in hundredths; without a currency in that of the store's place. */
export function amountField(options: Common<AmountValue>): Field<AmountValue> {
  return {
    ...options,
    schema: amountValue,
    read(words, scope) {
      const result = readAmount(words, currencyOf(scope));
      if ('ok' in result) return { value: { ...result.ok } };
      return { problem: say(`field.amount.${result.problem}`) };
    },
    show: (amount) => verbatim(formatAmount(amount)),
  };
}

function currencyOf({ values, zone }: Scope): Currency {
  const outlet = outletValue.safeParse(values.outlet).data;
  return CURRENCY_OF[outlet?.zone ?? zone] ?? 'CNY';
}

const CURRENCY_OF: Readonly<Record<string, Currency>> = {
  'Asia/Hong_Kong': 'HKD',
  'Asia/Macau': 'MOP',
  'Asia/Taipei': 'TWD',
};
