/** Kinds of columns that the tables share, and the check that a table is what its row type says. */
import { pgCore } from './drizzle.ts';
import { isoTime } from './iso-time.ts';

const { bigint, customType } = pgCore;

/** A moment; in code an ISO 8601 string in UTC with milliseconds, whichever way it was read. */
export const moment = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  fromDriver: isoTime,
});

/** Bytes; over either driver as Postgres prints them, `\x…`. */
export const bytes = customType<{ data: string; driverData: string }>({ dataType: () => 'bytea' });

export const seqNumber = () => bigint({ mode: 'number' });

/** Whether each fits the other. */
export type Same<A, B> = [A] extends [B]
  ? [B] extends [A]
    ? true
    : { missing: Exclude<keyof A, keyof B> }
  : { left: A; right: B };
/** Fails to compile when it does not hold. */
export type Holds<T extends true> = T;
