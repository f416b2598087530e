/** The port to the log. Objects carry ids and counts, never personal data; `src/log.ts` redacts what slips through. */
import { isAway } from './errors.ts';

export interface Log {
  debug(o: object, msg: string): void;
  info(o: object, msg: string): void;
  warn(o: object, msg: string): void;
  error(o: object, msg: string): void;
}

/**
 * For work that comes round again by itself, such as looking for messages to send. While the database is away it fails several times
 * a second; the outage itself is reported when it begins, by those who wait for its end.
 */
export function logFailure(log: Log, error: unknown, o: object, msg: string): void {
  if (isAway(error)) log.debug({ ...o, err: error }, msg);
  else log.warn({ ...o, err: error }, msg);
}
