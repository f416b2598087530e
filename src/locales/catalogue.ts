/**
 * The texts that people read, in every language, and how they are put into words. Entries are ICU messages; what a person wrote is
 * only ever a value in them, so it is never parsed. English is the reference: its keys and parameters are what the others must have.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../domain/person.ts';
import { zoneName } from '../domain/zone.ts';
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

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DATE = { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' } as const;
/** How much of a moment is said. `day`: as short as a button, for the weeks to come; `time`: where the day is known. */
const INSTANT_PARTS = {
  all: { ...DATE, ...TIME },
  date: DATE,
  day: { month: 'short', day: 'numeric', weekday: 'short' },
  time: TIME,
} as const;
export type InstantPart = keyof typeof INSTANT_PARTS;

/** A moment as people say it: date, weekday and time on the wall clock of the zone, or a part of that. */
export function formatInstant(language: Language, instant: string, zone: string, part: InstantPart = 'all'): string {
  const id = `${language}:${zone}:${part}`;
  let format = dateFormats.get(id);
  if (!format) {
    format = new Intl.DateTimeFormat(INTL_LOCALE[language], { timeZone: zone, ...INSTANT_PARTS[part] });
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

/** `Intl` takes long, and slots and the present minute come again and again. */
const walls = new Map<string, Wall>();
const WALLS_MAX = 1_000;

/** The wall clock of a zone as numbers, and the names of month and weekday; to the minute. */
function wallParts(language: Language, instant: string, zone: string): Wall {
  const key = `${language}:${zone}:${Math.floor(Date.parse(instant) / 60_000)}`;
  const seen = walls.get(key);
  if (seen) return seen;
  const wall = readWall(language, instant, zone);
  if (walls.size >= WALLS_MAX) walls.clear();
  walls.set(key, wall);
  return wall;
}

function readWall(language: Language, instant: string, zone: string) {
  const id = `wall:${language}:${zone}`;
  let format = dateFormats.get(id);
  if (!format) {
    format = new Intl.DateTimeFormat(INTL_LOCALE[language], {
      timeZone: zone,
      year: 'numeric',
      month: language === 'en' ? 'long' : 'numeric',
      day: 'numeric',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      calendar: 'gregory',
      numberingSystem: 'latn',
    });
    dateFormats.set(id, format);
  }
  const parts = new Map(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const read = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const [hour, minute] = [Number(read('hour')), read('minute').padStart(2, '0')];
  return { year: read('year'), month: read('month'), day: read('day'), weekday: read('weekday'), hour, minute };
}
type Wall = Readonly<ReturnType<typeof readWall>>;

/** What Chinese speakers call the part of the day, with its first hour; the same in both scripts. */
const DAY_PARTS: readonly (readonly [from: number, part: string])[] = [
  [18, '晚上'],
  [13, '下午'],
  [12, '中午'],
  [8, '上午'],
  [5, '早上'],
];

function dayPart(language: Language, { hour }: Wall): string {
  if (language === 'en') return hour < 12 ? 'am' : 'pm';
  return DAY_PARTS.find(([from]) => hour >= from)?.[1] ?? '凌晨';
}

/** The time alone; without the part of the day when the other end of the window says it. */
function clockOf(language: Language, wall: Wall, withPart: boolean): string {
  // Midnight is 凌晨0:00, but 12 am.
  const hour = wall.hour === 12 || (wall.hour === 0 && language === 'en') ? 12 : wall.hour % 12;
  const part = dayPart(language, wall);
  if (language !== 'en') return `${withPart ? part : ''}${hour}:${wall.minute}`;
  if (wall.hour === 12 && wall.minute === '00') return 'noon';
  const clock = `${hour}${wall.minute === '00' ? '' : `:${wall.minute}`}`;
  return withPart ? `${clock} ${part}` : clock;
}

function dateOf(language: Language, wall: Wall, withYear: boolean): string {
  if (language === 'en') return `${wall.weekday}, ${wall.day} ${wall.month}${withYear ? ` ${wall.year}` : ''}`;
  return `${withYear ? `${wall.year}年` : ''}${wall.month}月${wall.day}日（${wall.weekday}）`;
}

export interface WindowToFormat {
  /** ISO 8601. */
  from: string;
  until: string;
}

/**
 * A window of time as people say it back, with the zone by its city: "Tue, 24 November, 3–5 pm (Shanghai time)",
 * 11月24日（周二）下午3:00–5:00（上海时间）. The year is left out when it is that of `now`, an ISO instant; where it stands above already, the
 * zone too, and the day for `clock`.
 */
export function formatWindow(
  language: Language,
  { from, until }: WindowToFormat,
  zone: string,
  now: string,
  short?: 'day' | 'clock',
): string {
  const [begin, end] = [wallParts(language, from, zone), wallParts(language, until, zone)];
  const { year } = wallParts(language, now, zone);
  const oneDay = begin.year === end.year && begin.month === end.month && begin.day === end.day;
  const date = dateOf(language, begin, begin.year !== year);
  const samePart = dayPart(language, begin) === dayPart(language, end);
  const place = zoneName(language, zone);
  const name = short ? '' : language === 'en' ? ` (${place})` : `（${place}）`;
  const gap = language === 'en' ? ', ' : '';
  if (!oneDay) {
    const last = dateOf(language, end, end.year !== year);
    return `${date}${gap}${clockOf(language, begin, true)} – ${last}${gap}${clockOf(language, end, true)}${name}`;
  }
  // English says the part once at the end, Chinese once at the beginning.
  const noon = clockOf(language, end, true) === 'noon';
  const opens = clockOf(language, begin, language !== 'en' || !samePart || noon);
  const closes = clockOf(language, end, language === 'en' || !samePart);
  return short === 'clock' ? `${opens}–${closes}` : `${date}${gap}${opens}–${closes}${name}`;
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
