/** What an event is to the engine: the lane that keeps its order, the group that it goes with, and what is said of it to operators. */
import { type Event, mendText } from '../event.ts';

/** Events of one lane are handled in order of arrival. Across processes the journals keep order, by conflict. */
export function laneOf(event: Event): string {
  switch (event.type) {
    case 'person':
    case 'lot':
      return `${event.thread.id} ${event.author.accountId}`;
    case 'timer':
      return event.timer.key;
    case 'undelivered':
    case 'unmade':
      return event.id;
    case 'file':
      return `${event.file.threadId} ${event.file.accountId}`;
    default:
      return event satisfies never;
  }
}

/** For metrics. */
export const channelOf = (event: Event): string =>
  event.type === 'person' || event.type === 'lot' ? event.author.channel : event.type;

/** For staff: what went wrong, without the words of the event. */
export function describe(error: unknown): string {
  return error instanceof Error ? mendText(`${error.name}: ${error.message}`.slice(0, 500)) : 'unknown error';
}

interface Waiting {
  event: Event;
  alone: boolean;
}

/** Takes the next that go together from the front of a queue. */
export function takeGroup<T extends Waiting>(queue: T[], max: number): T[] {
  const alone = queue.findIndex((one) => one.alone);
  if (alone === 0) return queue.splice(0, 1);
  return queue.splice(0, Math.min(max, alone === -1 ? queue.length : alone));
}

/** The most events of lots in one statement: each is a row, and a larger one would keep those of turns waiting. */
const GATHERED_MAX = 200;

export function takeLots<T extends Waiting>(queue: T[], max: number): T[] {
  let events = 0;
  const tooMany = queue.findIndex(({ event }) => {
    events += event.type === 'lot' ? event.acts.length : 0;
    return events > GATHERED_MAX;
  });
  return takeGroup(queue, tooMany === -1 ? max : Math.max(1, Math.min(max, tooMany)));
}
