/** The variable DEADLINES: JSON with rules and a calendar → what the domain works with, or one line that says what to mend. */
import { z } from 'zod';
import { minutesOf } from './domain/business-time.ts';
import { CASE_KINDS } from './domain/case.ts';
import { DEFAULT_CALENDAR, DEFAULT_RULE, type Deadlines, SEVERITIES } from './domain/deadlines.ts';
import { REGIONS } from './domain/holidays.ts';

/** `90m`, `24h` or `3d`, as milliseconds; a day is 24 hours. */
const length = z
  .string()
  .regex(/^\d{1,4}[mhd]$/, 'write a length such as 30m, 24h or 3d')
  .transform((text) => Number(text.slice(0, -1)) * ({ m: 60_000, h: 3_600_000, d: 86_400_000 }[text.slice(-1)] ?? 0))
  .refine((ms) => ms > 0, 'write a length that is more than nothing');

const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d';

const hours = z
  .array(
    z
      .string()
      .regex(new RegExp(`^${CLOCK}-(?:${CLOCK}|24:00)$`), 'write hours such as 09:00-12:00')
      .transform((text) => ({ from: text.slice(0, 5), to: text.slice(6) }))
      .refine(
        ({ from, to }) => minutesOf(from) < minutesOf(to),
        'write hours that end after they begin, before midnight',
      ),
  )
  .refine(
    (all) => all.every(({ from }, at) => minutesOf(all[at - 1]?.to ?? '00:00') <= minutesOf(from)),
    'write the hours of a day in order and apart',
  );

const isZone = (zone: string): boolean => {
  if (/^[+-]/.test(zone)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

const isDate = (date: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const rule = z
  .strictObject({
    kind: z.enum(CASE_KINDS).nullable().default(null),
    severity: z.enum(SEVERITIES).nullable().default(null),
    answer: length.default(DEFAULT_RULE.answerMs),
    respond: length.nullable().default(null),
    warn: length.default(DEFAULT_RULE.warnMs),
    step: length.default(DEFAULT_RULE.stepMs),
    time: z.enum(['elapsed', 'business']).default('elapsed'),
  })
  .transform(({ answer: answerMs, respond: respondMs, warn: warnMs, step: stepMs, ...others }) => ({
    ...others,
    answerMs,
    respondMs,
    warnMs,
    stepMs,
  }));

const calendar = z.strictObject({
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

const setting = z.strictObject({ rules: z.array(rule).default([]), calendar: calendar.prefault({}) });

/** `zone`: headquarters', where the calendar names none. */
export function readDeadlines(text: string, zone: string): { ok: Deadlines } | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return {
      problem: 'is not JSON; write {"rules":[{"severity":"critical","answer":"4h"}]} or leave it unset for 24 hours',
    };
  }
  const parsed = setting.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join('.') ?? '';
    return {
      problem: `${place === '' ? 'is wrong' : `is wrong at ${place}`}: ${issue?.message.replaceAll('\n', ' ') ?? ''}`,
    };
  }
  const { rules, calendar: given } = parsed.data;
  return { ok: { rules, calendar: { ...given, zone: given.zone ?? zone } } };
}
