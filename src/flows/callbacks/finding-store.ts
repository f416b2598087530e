/**
 * Which store a problem is about that came up in a call: the one of the delivery or the case that was called about, otherwise the only one that has to do
 * with whoever was called; where there are several, or none is known, it is asked.
 */
import type { Context } from '../../core/flow.ts';
import { answerOf, type Values } from '../../core/form/definition.ts';
import type { Callback } from '../../domain/callback.ts';
import type { Case } from '../../domain/case.ts';
import type { Outlet } from '../../domain/outlet.ts';
import { grantsOf } from '../../domain/person.ts';
import { type Offer, offered, offeredField, offeredIn, offersField } from '../desk/offered-field.ts';
import { type OutletValue, outletField } from '../fields.ts';
import { automaticId } from './automatic.ts';
import { caseOfCall } from './callback-access.ts';

/** As many of theirs are offered; any other can be written. */
const OFFERED_MAX = 6;
/** As many deliveries and cases of theirs are looked at. */
const LOOKED_AT = 50;
const OTHER = 'other';

const TEXTS = { label: 'complaint.outlet', ask: 'complaint.outlet.ask', example: 'complaint.outlet.example' } as const;

/** `when`: a problem is told, and it is one of a store. */
export function storeFields(when: (values: Values) => boolean) {
  return {
    'theirs-offered': offersField(TEXTS),
    theirs: offeredField('theirs', TEXTS, {
      when: (values) => when(values) && offeredIn(values, 'theirs').length > 0,
      other: { value: OTHER, label: 'call.problem.outlet.other' },
    }),
    outlet: outletField({
      ...TEXTS,
      skip: 'call.problem.outlet.skip',
      when: (values) => when(values) && (offeredIn(values, 'theirs').length === 0 || values.theirs === OTHER),
    }),
  };
}

const fields = storeFields(() => true);

/** The id of the store that was taken, chosen or written; null: none. */
export function storeIn(values: Values): string | null {
  const chosen = answerOf(values, 'theirs', fields.theirs);
  return chosen === null || chosen === OTHER ? (answerOf(values, 'outlet', fields.outlet)?.id ?? null) : chosen;
}

/** What the form begins with: what is on offer, and the only one as the answer. */
export async function storeAnswers(current: Callback, context: Context): Promise<Record<string, string>> {
  const about = await caseOfCall(current, context);
  // That one is taken up again.
  if (about && (current.kind === 'after-complaint' || current.kind === 'after-problem')) return {};
  const stores = await storesOf(current, about, context);
  const offers = stores.map(({ id, name, code }): Offer => ({ value: id, names: `${name} (${code})`, count: null }));
  const [only, other] = offers;
  if (!only) return {};
  return { 'theirs-offered': offered(offers.slice(0, OFFERED_MAX)), ...(!other && { theirs: only.value }) };
}

async function storesOf(current: Callback, about: Case | undefined, { reads }: Context): Promise<Outlet[]> {
  const [outlets, person, received] = await Promise.all([
    reads.outlets(),
    reads.person(current.personId),
    reads.deliveriesTo(current.personId, LOOKED_AT),
  ]);
  const among = (ids: readonly (string | null)[]): Outlet[] =>
    [...new Set(ids)].flatMap((id) => outlets.find((one) => one.id === id) ?? []);
  const calledFor = received.find(({ id }) => automaticId({ kind: 'satisfaction', about: id }) === current.id);
  const sure = among([calledFor?.outletId ?? about?.outletId ?? null]);
  if (sure.length > 0) return sure;
  const theirs = await reads.casesOf(current.personId, LOOKED_AT);
  return among([
    ...(person ? grantsOf(person).manages : []),
    ...received.map(({ outletId }) => outletId),
    ...theirs.map(({ outletId }) => outletId),
  ]);
}

/** As the facts of a case have it. */
export async function storeFact(id: string | null, { reads }: Context): Promise<OutletValue | undefined> {
  const outlet = id === null ? undefined : (await reads.outlets()).find((one) => one.id === id);
  return outlet && { id: outlet.id, code: outlet.code, name: outlet.name, zone: outlet.zone };
}
