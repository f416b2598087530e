/**
 * When people are left alone: at night, on the clock of their own zone, and on Saturday and Sunday an hour longer. Staff on duty have none.
 * Holidays make no difference, since of a person only the zone is known. Pure; the hours are business time the other way round.
 */
import { type Calendar, minutesOf, nextOpening, type OpenHours } from './business-time.ts';

/** Wall clock, `HH:MM`. Where `from` is not later than `until`, they lie within one day; the same twice: none. */
export interface QuietHours {
  from: string;
  until: string;
  /** Saturday and Sunday. */
  weekendUntil: string;
}

/** Ours. */
export const DEFAULT_QUIET_HOURS: QuietHours = { from: '21:00', until: '09:00', weekendUntil: '10:00' };

/** When people may be called or written to: the hours that are not quiet, as a calendar that knows every year. */
export function wakingHours(zone: string, quiet: QuietHours = DEFAULT_QUIET_HOURS): Calendar {
  const kept = calendars.get(quiet) ?? new Map<string, Calendar>();
  calendars.set(quiet, kept);
  const seen = kept.get(zone);
  if (seen) return seen;
  const workday = hoursAwake(quiet.from, quiet.until);
  const weekend = hoursAwake(quiet.from, quiet.weekendUntil);
  const week = [workday, workday, workday, workday, workday, weekend, weekend];
  const calendar: Calendar = { zone, week, region: null, days: {} };
  kept.set(zone, calendar);
  return calendar;
}

/** A calendar remembers its days, so the same one is given again; there are as many as zones. */
const calendars = new WeakMap<QuietHours, Map<string, Calendar>>();

function hoursAwake(from: string, until: string): OpenHours[] {
  const hours =
    minutesOf(until) < minutesOf(from)
      ? [{ from: until, to: from }]
      : [
          { from: '00:00', to: from },
          { from: until, to: '24:00' },
        ];
  return hours.filter((one) => minutesOf(one.from) < minutesOf(one.to));
}

/** The moment itself, or when the quiet hours are over. Hours that never end are none, or nobody would ever hear of anything. */
export const outOfQuiet = (at: string, zone: string, quiet: QuietHours = DEFAULT_QUIET_HOURS): string =>
  nextOpening(at, wakingHours(zone, quiet)).ok ?? at;

export const isQuiet = (at: string, zone: string, quiet: QuietHours = DEFAULT_QUIET_HOURS): boolean =>
  Date.parse(outOfQuiet(at, zone, quiet)) > Date.parse(at);
