/**
 * The texts that people read, in every language, and how they are put into words. Entries are ICU messages; what a person wrote is
 * only ever a value in them, so it is never parsed. English is the reference: its keys and parameters are what the others must have.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../domain/person.ts';
import { en } from './en.ts';
import { zhHans } from './zh-hans.ts';
import { zhHant } from './zh-hant.ts';

export type MessageKey = keyof typeof en;
export type Catalogue = Readonly<Record<MessageKey, string>>;

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };

/** The tag that `Intl` is asked with: the regions whose way of writing dates and numbers our users expect. */
const INTL_LOCALE: Readonly<Record<Language, string>> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-HK', en: 'en-GB' };

const compiled = new Map<string, IntlMessageFormat>();

/** One entry with its parameters filled in. */
export function phrase(language: Language, key: MessageKey, params?: Record<string, string | number>): string {
  const id = `${language}:${key}`;
  let format = compiled.get(id);
  if (!format) {
    format = new IntlMessageFormat(CATALOGUES[language][key], INTL_LOCALE[language], undefined, { ignoreTag: true });
    compiled.set(id, format);
  }
  return String(format.format(params));
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** A moment as people say it: date, weekday and time on the wall clock of the zone. */
export function formatInstant(language: Language, instant: string, zone: string, dateOnly = false): string {
  const id = `${language}:${zone}:${dateOnly}`;
  let format = dateFormats.get(id);
  if (!format) {
    format = new Intl.DateTimeFormat(INTL_LOCALE[language], {
      timeZone: zone,
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      weekday: 'short',
      ...(!dateOnly && { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    });
    dateFormats.set(id, format);
  }
  return format.format(new Date(instant));
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Day and month, as short as a picture has room for. */
export function formatDay(language: Language, instant: string, zone: string): string {
  const id = `${language}:${zone}`;
  let format = dayFormats.get(id);
  if (!format) {
    format = new Intl.DateTimeFormat(INTL_LOCALE[language], { timeZone: zone, month: 'short', day: 'numeric' });
    dayFormats.set(id, format);
  }
  return format.format(new Date(instant));
}

const listFormats = new Map<Language, Intl.ListFormat>();

/** "a, b and c". */
export function formatList(language: Language, items: readonly string[]): string {
  let format = listFormats.get(language);
  if (!format) {
    format = new Intl.ListFormat(INTL_LOCALE[language], { type: 'conjunction', style: 'long' });
    listFormats.set(language, format);
  }
  return format.format(items);
}
