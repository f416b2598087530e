/** What an event is to the engine: the lane that keeps its order, and what is said of it to operators. */
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
