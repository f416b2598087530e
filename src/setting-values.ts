/** What settings in JSON have in common: lengths, hours, calendars, and the one line that says what to mend. */
import { z } from 'zod';
import { type Calendar, isDate, minutesOf } from './domain/business-time.ts';
import { DEFAULT_CALENDAR } from './domain/deadlines.ts';
import { REGIONS } from './domain/holidays.ts';

/** `90m`, `24h` or `3d`, as milliseconds; a day is 24 hours. */
export const length = z
  .string()
  .regex(/^\d{1,4}[mhd]$/, 'write a length such as 30m, 24h or 3d')
  .transform((text) => Number(text.slice(0, -1)) * ({ m: 60_000, h: 3_600_000, d: 86_400_000 }[text.slice(-1)] ?? 0))
  .refine((ms) => ms > 0, 'write a length that is more than nothing');

const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d';

export const clock = z.string().regex(new RegExp(`^${CLOCK}$`), 'write a time such as 09:00');

const oneStretch = z
  .string()
  .regex(new RegExp(`^${CLOCK}-(?:${CLOCK}|24:00)$`), 'write hours such as 09:00-12:00')
  .transform((text) => ({ from: text.slice(0, 5), to: text.slice(6) }))
  .refine(({ from, to }) => minutesOf(from) < minutesOf(to), 'write hours that end after they begin, before midnight');

// By a pipe, since a check of the whole would see those that could not be read as they were written.
const hours = z
  .array(oneStretch)
  .pipe(
    z
      .array(z.object({ from: z.string(), to: z.string() }))
      .refine(
        (all) => all.every(({ from }, at) => minutesOf(all[at - 1]?.to ?? '00:00') <= minutesOf(from)),
        'write the hours of a day in order and apart',
      ),
  );

const isZone = (zone: string): boolean => {
  if (/^[+-]/.test(zone)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const calendarSetting = z.strictObject({
  zone: z.string().refine(isZone, 'write a name such as Asia/Shanghai').optional(),
  region: z.enum(REGIONS).nullable().default(DEFAULT_CALENDAR.region),
  week: z
    .partialRecord(z.enum(WEEKDAYS), hours)
    .transform((week) => WEEKDAYS.map((day) => week[day] ?? []))
    .refine((week) => week.some((day) => day.length > 0), 'write hours for at least one weekday')
    .default([...DEFAULT_CALENDAR.week.map((day) => [...day])]),
  days: z
    .record(z.string(), hours)
    .refine((days) => Object.keys(days).every(isDate), 'write a date such as 2026-10-01')
    .default({}),
});

/** `zone`: headquarters', where the calendar names none. */
export const calendarIn = (given: z.infer<typeof calendarSetting>, zone: string): Calendar => ({
  ...given,
  zone: given.zone ?? zone,
});

/** `example`: what could be written. */
export function readJsonSetting<T>(
  text: string,
  setting: z.ZodType<T>,
  example: string,
): { ok: T; problem?: undefined } | { problem: string; ok?: undefined } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: `is not JSON; write ${example}` };
  }
  const parsed = setting.safeParse(json);
  if (parsed.success) return { ok: parsed.data };
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') ?? '';
  const where = place === '' ? 'is wrong' : `is wrong at ${place}`;
  return { problem: `${where}: ${issue?.message.replaceAll('\n', ' ') ?? ''}` };
}
