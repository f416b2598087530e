/** Whose dossier is meant, which of its items, and how one is written. It is its person's alone; nobody else's exists for anyone. */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { idOf } from '../../core/ids.ts';
import { say, type Text, verbatim } from '../../core/message.ts';
import { dateAt } from '../../domain/business-time.ts';
import { waitingOf } from '../../domain/disclosure.ts';
import {
  changeDossier,
  type Dossier,
  type DossierAct,
  type DossierRefusal,
  type EntryKey,
  type Moment,
  newDossier,
} from '../../domain/dossier.ts';
import { isDossierItem } from '../../domain/dossier-items.ts';
import type { Person } from '../../domain/person.ts';

/** More brands than anyone looks at. */
const DOSSIERS_MAX = 20;

/** A person's. */
export const dossiersOf = async ({ personId, reads }: { personId: string } & Pick<Context, 'reads'>) =>
  await reads.dossiersOf(personId, DOSSIERS_MAX);

export async function ownDossiers({ person, reads }: Context): Promise<Dossier[]> {
  return person ? await dossiersOf({ personId: person.id, reads }) : [];
}

/** What a button calls it; with a person's own dossiers only a few letters are needed. */
export const tagOf = ({ id }: Pick<Dossier, 'id'>): string => id.slice(0, 8);

export async function ownDossier(tag: string, context: Context): Promise<Dossier | undefined> {
  return (await ownDossiers(context)).find((one) => tagOf(one) === tag);
}

/** The one that was looked after last. */
export const latestOf = (dossiers: readonly Dossier[]): Dossier | undefined =>
  dossiers.toSorted((a, b) => a.updatedAt.localeCompare(b.updatedAt)).at(-1);

/** The same however often it is begun, so that two chats at once begin one. */
export const beginning = (brand: string, personId: string, { now }: Context): Dossier =>
  newDossier({ id: idOf('dossier', personId, brand), personId, brand }, now);

/** `hq-profit`, `own-2`, or `fr-day@1` of the first interview. */
export function refOf({ interviews }: Dossier, { item, interview }: EntryKey): string {
  return interview === null ? item : `${item}@${interviews.findIndex(({ id }) => id === interview) + 1}`;
}

export function keyOf({ interviews, entries }: Dossier, ref: string): EntryKey | undefined {
  const [item = '', number] = ref.split('@');
  const interview = number === undefined ? null : interviews[Number(number) - 1]?.id;
  const known = isDossierItem(item) || entries.some((one) => one.item === item && one.words !== null);
  return known && interview !== undefined ? { item, interview } : undefined;
}

export function itemText({ entries }: Dossier, { item }: EntryKey): Text {
  if (isDossierItem(item)) return say(`dossier.item.${item}`);
  return verbatim(entries.find((one) => one.item === item)?.words ?? item);
}

export const interviewName = ({ interviews }: Dossier, { interview }: EntryKey): string | undefined =>
  interviews.find(({ id }) => id === interview)?.name;

export type Written =
  | { dossier: Dossier; effect: Effect; refused?: undefined }
  | { dossier?: undefined; effect?: undefined; refused: DossierRefusal };

/** What a form or a button comes to. */
export type Done = Pick<Outcome, 'replies' | 'effects'>;

export const refusedWith = (reason: DossierRefusal): Done => ({
  replies: [{ text: say(`dossier.no.${reason}`) }],
  effects: [],
});

export const gone = (): Done => ({ replies: [{ text: say('form.stale') }], effects: [] });

/** By the clock of whoever's dossier it is. */
export function momentFor(
  { disclosure }: Pick<Dossier, 'disclosure'>,
  { now, zone: office, person, dossierRules }: Clocked,
  owner: Pick<Person, 'zone'> | undefined = person,
): Moment & { zone: string } {
  const zone = owner?.zone ?? office;
  const today = dateAt(now, zone);
  return { now, zone, today, waiting: waitingOf(disclosure, dossierRules, today) };
}
export type Clocked = Pick<Context, 'now' | 'zone' | 'person' | 'dossierRules'>;

/** `owner`: whose dossier it is, where someone else writes into it. */
export function write(
  current: Dossier,
  act: DossierAct,
  context: Clocked,
  owner: Pick<Person, 'zone'> | undefined = context.person,
): Written {
  const change = changeDossier(current, act, momentFor(current, context, owner));
  if (change.refused) return { refused: change.refused };
  return { dossier: change.dossier, effect: { type: 'dossier', dossier: change.dossier, entry: change.entry } };
}
