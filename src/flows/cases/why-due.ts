/** Why an answer is due when it is: the rule, the hours and holidays that counted, the pauses that did not. A question; nothing changes. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { say, type Text, verbatim } from '../../core/message.ts';
import { daysBetween, lengthOf, type Pause, type Span, wallTimes } from '../../domain/business-time.ts';
import { type Case, clockOfCase, isRunning, isWaiting, severityOf } from '../../domain/case.ts';
import { type CaseClock, dueOf, timeTaken } from '../../domain/deadlines.ts';

/** As many days are told one by one. */
const DAYS_MAX = 31;

const DAY_MS = 24 * 3_600_000;

export function whyDue(current: Case, context: Context): Outcome {
  const zone = context.person?.role === 'staff' ? context.zone : (context.person?.zone ?? context.zone);
  return atOnce({ text: { lines: reasons(current, zone, context) } });
}

function reasons(current: Case, zone: string, context: Context): Text[] {
  if (current.kind === 'praise')
    return [say('why.praise', { number: current.number, due: { instant: current.dueAt, zone, dateOnly: true } })];
  const { calendar } = context.deadlines;
  const clock = clockOfCase(current);
  const due = dueOf(clock, calendar);
  const moment = (instant: string) => ({ instant, zone });
  const { number } = current;
  const rule = say('why.rule', {
    kind: say(`case.kind.${current.kind}`),
    severity: say(`severity.${severityOf(current)}`),
    length: duration(clock.answerMs),
    time: clock.time,
    from: moment(clock.from),
  });
  const reader = current.personId === context.person?.id ? 'person' : 'desk';
  const state = isRunning(current) ? 'open' : 'over';
  return [
    // It may have been late already when the person was asked.
    isWaiting(current) && !due
      ? say('why.stopped', { number, reader })
      : say('why.due', { number, due: moment(current.dueAt), state }),
    rule,
    ...(clock.time === 'business' ? dayLines(clock, due ? current.dueAt : context.now, context) : []),
    ...clock.pauses.map((pause) => pauseLine(pause, zone, reader)),
    ...(due?.fellBack ? [fellBack(due.fellBack)] : []),
    ...(due && due.at !== current.dueAt ? [say('why.changed')] : []),
    ...answerLines(current, clock, zone, context),
  ];
}

const fellBack = (problem: { problem: string; year?: number }): Text =>
  problem.year === undefined ? say('why.never') : say('why.uncovered', { year: String(problem.year) });

function pauseLine({ from, until }: Pause, zone: string, reader: 'person' | 'desk'): Text {
  const begun = { instant: from, zone };
  return until === null
    ? say('why.pause.open', { from: begun, reader })
    : say('why.pause', { from: begun, until: { instant: until, zone }, reader });
}

/** On the clock of the calendar, since its hours are meant there. */
function dayLines(clock: CaseClock, until: string, { deadlines }: Context): Text[] {
  const { calendar } = deadlines;
  const days = daysBetween(clock.from, until, calendar, clock.pauses);
  if (!days.ok) return [];
  const lines = days.ok.slice(0, DAYS_MAX).map(({ date, reason, name, counted }) =>
    say('why.day', {
      day: { instant: `${date}T12:00:00.000Z`, zone: 'UTC', dateOnly: true },
      hours:
        counted.length === 0
          ? say('why.day.none')
          : say('why.day.hours', {
              spans: { list: counted.map((span) => spanText(span, calendar.zone)) },
              length: duration(lengthOf(counted)),
            }),
      reason,
      name: name === null ? '' : say(`holiday.${name}`),
    }),
  );
  const left = days.ok.length - lines.length;
  return [
    say('why.calendar', { zone: calendar.zone }),
    ...lines,
    ...(left > 0 ? [say('why.more', { count: left })] : []),
  ];
}

function spanText(span: Span, zone: string): Text {
  const { from, to } = wallTimes(span, zone);
  return verbatim(`${from}–${to}`);
}

function answerLines(current: Case, clock: CaseClock, zone: string, { deadlines }: Context): Text[] {
  const lines: Text[] = [];
  const first = current.respondedAt;
  if (first !== null) {
    const taken = timeTaken(clock, clock.from, first, deadlines.calendar);
    if (taken.ok !== undefined)
      lines.push(say('why.responded', { at: { instant: first, zone }, length: duration(taken.ok) }));
  } else if (current.respondBy !== null) {
    lines.push(say('why.respond-by', { at: { instant: current.respondBy, zone } }));
  }
  if (current.answeredAt !== null) {
    const late = Date.parse(current.answeredAt) > Date.parse(current.dueAt) ? 'yes' : 'no';
    lines.push(say('why.answered', { at: { instant: current.answeredAt, zone }, late }));
  }
  return lines;
}

/** Hours and minutes. */
export function duration(ms: number): Text {
  if (ms >= 2 * DAY_MS && ms % DAY_MS === 0) return say('duration.days', { days: ms / DAY_MS });
  const minutes = Math.round(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return say('duration.minutes', { minutes: rest });
  return rest === 0 ? say('duration.hours', { hours }) : say('duration.both', { hours, minutes: rest });
}
