/** How a day, and a country are read where a disclosure document is noted. */
import { z } from 'zod';
import type { Field, Reading, Scope, Suggestion } from '../../core/form/definition.ts';
import { say } from '../../core/message.ts';
import { countryText, dayText } from '../../core/waiting-text.ts';
import { addDays, dateAt } from '../../domain/business-time.ts';
import { noonOf } from '../../domain/periods.ts';
import type { MessageKey } from '../../locales/catalogue.ts';
import { readCountry } from '../../recognition/country.ts';
import { fold } from '../../recognition/fold.ts';
import { readTime } from '../../recognition/time.ts';

type Texts = Pick<Field, 'label' | 'ask'> & { example?: MessageKey; skip?: MessageKey };

/** YYYY-MM-DD. */
const day = z.string();

/** Where these are said, the day of last week or the year before is meant. */
const GONE_BY = /yesterday|ago|last|past|昨|前|上|去年/;
const HAS_YEAR = /\d{4}|年/;

/** A day gone by; or any, where what has no year may be one to come. */
export function dayField({ coming, ...texts }: Texts & { coming: boolean }): Field<string> {
  return {
    ...texts,
    schema: day,
    read(words, scope) {
      const { now, zone } = scope;
      const result = readTime(words, { now, zone });
      if ('problem' in result && result.problem !== 'ambiguous')
        return { problem: say(`field.time.${result.problem}`) };
      const read = 'ok' in result ? [result.ok] : result.candidates;
      const days = [...new Set(read.map(({ local }) => local.slice(0, 10)))];
      return coming ? withComing(words, days, scope) : onlyPast(days, scope);
    },
    show: dayText,
  };
}

function onlyPast(days: readonly string[], { now, zone }: Scope): Reading<string> {
  const past = days.filter((one) => one <= dateAt(now, zone));
  const [first] = past;
  if (first === undefined)
    return { problem: say('field.time.future', { time: dayText(days[0] ?? dateAt(now, zone)) }) };
  return past.length === 1 ? { value: first } : which(past);
}

function withComing(words: string, days: readonly string[], { now, zone }: Scope): Reading<string> {
  const [only = '', ...others] = days;
  const today = dateAt(now, zone);
  if (others.length > 0) return which(days);
  const folded = fold(words);
  if (only >= today || GONE_BY.test(folded) || HAS_YEAR.test(folded)) return { value: only };
  // A weekday was read as the last one, a date as that of the year before.
  const next = addDays(only, 7) > today ? addDays(only, 7) : inNextYear(only);
  return which([next, only]);
}

/** The 29th of February is the 1st of March in other years. */
function inNextYear(date: string): string {
  const next = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
  return new Date(`${next}T12:00:00Z`).toISOString().slice(0, 10);
}

const which = (days: readonly string[]): Reading<string> => ({
  problem: say('field.time.ambiguous'),
  suggestions: days.slice(0, 4).map((one): Suggestion => {
    return { value: one, label: { instant: noonOf(one, 'UTC'), zone: 'UTC', dateOnly: true } };
  }),
});

/** Where brands of this trade mostly are; every other country is written. */
const OFTEN = ['CN', 'HK', 'TW', 'SG', 'MY', 'US', 'CA', 'AU', 'GB'];

/** `name`: of the field in its form. */
export const countryField = (name: string, texts: Texts): Field<string> => ({
  ...texts,
  schema: z.string(),
  choices: (values) => {
    const own = values[name];
    const codes = typeof own === 'string' ? [...new Set([...OFTEN, own])] : OFTEN;
    return codes.map((value) => ({ value, label: countryText(value) }));
  },
  read(words) {
    const code = readCountry(words);
    return code === undefined ? { problem: say('disclosure.country.unknown') } : { value: code };
  },
  show: countryText,
});
