/** Callbacks one below the other, with a number each and a button that opens its card: compact enough for a day's work. */
import type { Context } from '../../core/flow.ts';
import { type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { dateAt } from '../../domain/business-time.ts';
import { type Callback, hasNoTime, isWaitingForStart } from '../../domain/callback.ts';
import { noonOf } from '../../domain/periods.ts';
import { shorten } from '../cases/case-card.ts';
import { callButtonId, topicText } from './callback-card.ts';

/** As many as every platform shows with a button each: Slack and Discord have 25 at most. */
export const ITEMS_MAX = 20;

export interface Items {
  lines: Text[];
  buttons: ReplyButton[];
}

export const isOverdue = (current: Callback, now: string): boolean =>
  isWaitingForStart(current) && Date.parse(current.window.until) <= Date.parse(now);

type Group = 'overdue' | 'decide' | 'time';
const GROUPS: readonly Group[] = ['overdue', 'decide', 'time'];

const groupOf = (current: Callback, now: string): Group =>
  current.status === 'undecided' ? 'decide' : isOverdue(current, now) ? 'overdue' : 'time';

export async function namesFor(calls: readonly Callback[], { reads }: Pick<Context, 'reads'>) {
  const ids = calls.flatMap(({ personId, ownerId }) => [personId, ownerId]).filter((id) => id !== null);
  return await reads.reports.names([...new Set(ids)]);
}

export const dayText = (day: string, zone: string): Text => ({ instant: noonOf(day, zone), zone, dateOnly: true });

/** What is overdue first, then what waits for a decision, then the others, all by time on headquarters' clock. */
export function itemsOf(
  calls: readonly Callback[],
  names: ReadonlyMap<string, string>,
  { now, zone }: Pick<Context, 'now' | 'zone'>,
  { day, first = 1, free = false }: { day?: string | undefined; first?: number; free?: boolean } = {},
): Items {
  let place = first - 1;
  const lines: Text[] = [];
  const buttons: ReplyButton[] = [];
  for (const group of GROUPS) {
    const own = calls.filter((one) => groupOf(one, now) === group);
    if (own.length === 0) continue;
    // In order of time is what everyone expects of a list; it is said where something else stands above.
    if (lines.length > 0) lines.push(verbatim(''));
    if (group !== 'time' || lines.length > 0) lines.push(say(`call.group.${group}`));
    for (const one of own) {
      place += 1;
      const known = names.get(one.personId);
      const name = known ? verbatim(shorten(known)) : say('person.unnamed');
      const { from, until } = one.window;
      const short = dateAt(from, zone) === day ? 'clock' : 'day';
      const when: Text = hasNoTime(one) ? say('call.when.open') : { window: { from, until, zone }, now, short };
      const status = say(`call.status.${one.status}`);
      const item = say('call.item', { place, when, name, topic: topicText(one), status });
      lines.push(free && one.ownerId === null ? say('call.item.free', { item }) : item);
      buttons.push({ id: callButtonId(one.id, 'show'), label: say('call.item.open', { place, name }) });
    }
  }
  return { lines, buttons };
}
