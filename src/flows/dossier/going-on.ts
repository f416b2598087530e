/** Reminders to go on with a dossier: asked once whether they are wanted, by day, naming what is left, and none when nothing is. */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { type Reply, say } from '../../core/message.ts';
import { type Dossier, isComplete, leftOf } from '../../domain/dossier.ts';
import { outOfQuiet } from '../../domain/quiet-hours.ts';
import { readReminderWish } from '../../recognition/reminder-wish.ts';
import { brandText } from '../answers/brands.ts';
import { momentFor, refusedWith, write } from './dossier-access.ts';
import { dossierButtonId, leftLines, nextButtons } from './dossier-card.ts';

export const GO_ON_TIMER = 'dossier.go-on';

const DAY_MS = 24 * 3_600_000;
/** Less often nobody calls it a reminder. */
const DAYS_MAX = 60;
const OFFERED = [7, 3] as const;
const LISTED_MAX = 5;

const id = (dossier: Dossier, days: number): string => dossierButtonId(dossier, 'remind', String(days));

/** Asked when a dossier begins, and by the button. */
export const remindReply = (dossier: Dossier): Reply => ({
  text: say('dossier.remind.ask'),
  buttons: [
    ...OFFERED.map((days) => ({ id: id(dossier, days), label: say('dossier.remind.every', { days }) })),
    { id: id(dossier, 0), label: say('dossier.remind.no') },
  ],
});

/** `days`: 0 for none. */
export function remindEvery(days: number, dossier: Dossier, context: Context): Outcome {
  const { now } = context;
  const isWanted = days > 0;
  if (isWanted && days > DAYS_MAX)
    return { replies: [{ text: say('dossier.remind.max', { max: DAYS_MAX }) }], effects: [] };
  const written = write(dossier, { type: 'go-on', everyDays: isWanted ? days : null }, context);
  if (written.refused) return refusedWith(written.refused);
  const { dossier: next, effect } = written;
  if (!isWanted) return { replies: [{ text: say('dossier.remind.none') }], effects: [effect] };
  const { zone } = momentFor(next, context);
  const dueAt = dueAfter(now, days, zone, context);
  const text = say('dossier.remind.set', { days, when: { instant: dueAt, zone, dateOnly: true } });
  return { replies: [{ text, buttons: [stopButton(next)] }], effects: [effect, timerAt(next, dueAt)] };
}

const stopButton = (dossier: Dossier) => ({ id: id(dossier, 0), label: say('dossier.remind.stop') });

const dueAfter = (from: string, days: number, zone: string, { callRules }: Context): string =>
  outOfQuiet(new Date(Date.parse(from) + days * DAY_MS).toISOString(), zone, callRules.quiet);

/** What was set before they chose anew is of no account. */
const timerAt = ({ id: dossier, goOn }: Dossier, dueAt: string): Effect => ({
  type: 'timer',
  timer: {
    key: `${GO_ON_TIMER}:${dossier}:${dueAt}`,
    dueAt,
    kind: GO_ON_TIMER,
    ids: { dossier, since: goOn?.since ?? '' },
  },
});

export async function remindToGoOn(ids: Readonly<Record<string, string>>, context: Context): Promise<Outcome> {
  const nothing: Outcome = { replies: [], effects: [] };
  const { reads, now } = context;
  const dossier = await reads.dossier(ids.dossier ?? '');
  const owner = dossier && (await reads.person(dossier.personId));
  const days = dossier?.goOn?.since === ids.since ? (dossier?.goOn?.everyDays ?? null) : null;
  if (!dossier || !owner || days === null) return nothing;
  if (isComplete(dossier)) {
    const ended = write(dossier, { type: 'go-on', everyDays: null }, context, owner);
    return ended.refused ? nothing : { ...nothing, effects: [ended.effect] };
  }
  const { zone } = momentFor(dossier, context, owner);
  // Whoever goes on by themselves needs no word.
  const rested = dueAfter(dossier.updatedAt, days, zone, context);
  const awake = outOfQuiet(now, zone, context.callRules.quiet);
  const later = Date.parse(rested) > Date.parse(now) ? rested : awake;
  if (Date.parse(later) > Date.parse(now)) return { ...nothing, effects: [timerAt(dossier, later)] };
  return {
    replies: [],
    effects: [
      { type: 'post', to: 'person', personId: owner.id, reply: reminder(dossier) },
      timerAt(dossier, dueAfter(now, days, zone, context)),
    ],
  };
}

function reminder(dossier: Dossier): Reply {
  const lead = say('dossier.remind.lead', { brand: brandText(dossier), count: leftOf(dossier).length });
  return {
    text: { lines: [lead, ...leftLines(dossier, LISTED_MAX)] },
    buttons: [...nextButtons(dossier), stopButton(dossier)],
  };
}

/** Words about being reminded, and nothing else; undefined: they are about something else. */
export function remindInWords(words: string, dossier: Dossier, context: Context): Outcome | undefined {
  const days = readReminderWish(words);
  if (days === undefined || (days === 0 && !dossier.goOn?.everyDays)) return undefined;
  return remindEvery(days, dossier, context);
}
