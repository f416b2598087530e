/** The variable DEADLINES: JSON with rules and a calendar → what the domain works with, or one line that says what to mend. */
import { z } from 'zod';
import { CASE_KINDS } from './domain/case.ts';
import { DEFAULT_RULE, type Deadlines, SEVERITIES } from './domain/deadlines.ts';
import { calendarIn, calendarSetting, length, readJsonSetting } from './setting-values.ts';

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

const setting = z.strictObject({ rules: z.array(rule).default([]), calendar: calendarSetting.prefault({}) });

const EXAMPLE = '{"rules":[{"severity":"critical","answer":"4h"}]} or leave it unset for 24 hours';

/** `zone`: headquarters', where the calendar names none. */
export function readDeadlines(text: string, zone: string): { ok: Deadlines } | { problem: string } {
  const read = readJsonSetting(text, setting, EXAMPLE);
  if (read.ok === undefined) return read;
  const { rules, calendar } = read.ok;
  return { ok: { rules, calendar: calendarIn(calendar, zone) } };
}
