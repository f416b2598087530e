/** Who would call in place of someone: of those who are there and may, whoever is free and has the least to do. */
import type { Context } from '../../core/flow.ts';
import type { Callback } from '../../domain/callback.ts';
import { type TakenOver, takeOver } from '../../domain/callback-colleagues.ts';
import type { Person } from '../../domain/person.ts';
import { caseOfCall, mayCall } from './callback-access.ts';

/** As many open callbacks are looked at to see who is free. */
const AROUND_MAX = 1_000;

/** As much of an id as a button has room for. */
export const codeOfPerson = ({ id }: Pick<Person, 'id'>): string => id.replaceAll('-', '').slice(0, 12);

/** Who would take over what. */
export async function sharedOut(leaving: readonly Callback[], context: Context): Promise<TakenOver[]> {
  const { reads } = context;
  const until =
    leaving
      .map(({ window }) => window.until)
      .toSorted()
      .at(-1) ?? '';
  const page = { offset: 0, limit: AROUND_MAX };
  const [around, staff, cases] = await Promise.all([
    reads.callbacksBefore(until, page),
    reads.staff(),
    reads.openLoads(),
  ]);
  const abouts = await Promise.all(leaving.map(async (one) => [one.id, await caseOfCall(one, context)] as const));
  const about = new Map(abouts);
  const loads = new Map(cases.map(({ personId, count }) => [personId, count]));
  return takeOver(leaving, around, staff, loads, (person, { id }) => mayCall(person, about.get(id)));
}
