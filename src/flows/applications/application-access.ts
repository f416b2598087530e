/** Whose application is meant, who may see it, and how one is written. An applicant's is theirs and of those who decide; for others there is none. */
import type { Context, Effect } from '../../core/flow.ts';
import {
  type Application,
  type ApplicationAct,
  type ApplicationHealth,
  type ApplicationRefusal,
  changeApplication,
  isOver,
} from '../../domain/application.ts';
import type { Language, Person } from '../../domain/person.ts';
import { may } from '../../domain/rights.ts';
import { phrase } from '../../locales/catalogue.ts';
import { DEFAULT_BRAND } from '../answers/brands.ts';

/** More than anyone has. */
export const OWN_MAX = 50;

export const ownApplications = async ({ person, reads }: Pick<Context, 'person' | 'reads'>): Promise<Application[]> =>
  person ? await reads.applicationsOf(person.id, OWN_MAX) : [];

export async function ownApplication(id: string, { person, reads }: Context): Promise<Application | undefined> {
  const found = await reads.application(id);
  return found && found.personId === person?.id ? found : undefined;
}

/** The one that stands in the way of another for that brand. */
export const openFor = (brand: string, applications: readonly Application[]): Application | undefined =>
  applications.find((one) => one.brand === brand && !isOver(one));

/** Nobody decides on their own. */
const mayDecide = (person: Person | undefined, { personId }: Pick<Application, 'personId'>): boolean =>
  may(person, 'applications.decide') && person?.id !== personId;

export async function applicationToDecide(id: string, { person, reads }: Context): Promise<Application | undefined> {
  const found = await reads.application(id);
  return found && mayDecide(person, found) ? found : undefined;
}

export const deciders = async (current: Application, { reads }: Pick<Context, 'reads'>): Promise<Person[]> =>
  (await reads.staff()).filter((one) => mayDecide(one, current));

/** What a talk about it is about. */
export const topicOf = ({ brand }: Pick<Application, 'brand'>, language: Language): string =>
  phrase(language, 'apply.topic', { brand: brand === DEFAULT_BRAND ? phrase(language, 'dossier.brand.main') : brand });

export type Written =
  | { application: Application; effect: Effect; refused?: undefined }
  | { application?: undefined; effect?: undefined; refused: ApplicationRefusal };

export function write(current: Application, act: ApplicationAct, now: string, health?: ApplicationHealth): Written {
  const change = changeApplication(current, act, now);
  if (change.refused) return { refused: change.refused };
  const { application, entry } = change;
  return { application, effect: { type: 'application', application, entry, ...(health && { health }) } };
}
