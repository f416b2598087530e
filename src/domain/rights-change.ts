/** What giving and taking rights makes of a person, and what of it stands in the journal. Pure; who may do it is decided in `rights.ts`. */
import { type Grants, grantsOf, NO_GRANTS, type Person } from './person.ts';

/**
 * - `named`: staff wherever they write from
 * - `member`: staff for as long as they are in the desk's channel
 * - `manager`: no staff; manages stores
 */
export const STANDINGS = ['named', 'member', 'manager'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface Entrusted {
  standing: Standing;
  owner: boolean;
  duties: Grants['duties'];
  /** Outlets by id. */
  manages: string[];
  regions: string[];
  kinds: string[];
}

/** As it is told of: without what is nobody's business or follows from the rest. */
export type Rights = Pick<Grants, 'owner' | 'named' | 'duties' | 'manages' | 'regions' | 'kinds'> & { staff: boolean };

export function rightsOf(person: Person): Rights {
  const { owner, named, duties, manages, regions, kinds } = grantsOf(person);
  return { staff: person.role === 'staff', owner, named, duties, manages, regions, kinds };
}

export function standingOfPerson(person: Person): Standing {
  const { named, manages } = grantsOf(person);
  if (named) return 'named';
  return person.role !== 'staff' && manages.length > 0 ? 'manager' : person.role === 'staff' ? 'member' : 'named';
}

export function entrust(person: Person, given: Entrusted, now: string): Person {
  const before = person.role === 'staff' ? grantsOf(person).before : person.role;
  const isStaff = given.standing !== 'manager';
  const grants: Grants = {
    ...grantsOf(person),
    owner: given.standing === 'named' && given.owner,
    named: given.standing === 'named',
    duties: isStaff ? given.duties : [],
    regions: isStaff ? given.regions : [],
    kinds: isStaff ? given.kinds : [],
    manages: given.manages,
    since: now,
    before,
  };
  if (given.standing === 'named') return { ...person, role: 'staff', grants };
  // Whether they are in the channel is said by the next thing that they do there.
  if (given.standing === 'member' && grants.via !== null) return { ...person, grants };
  return { ...person, role: given.standing === 'manager' ? 'franchisee' : (before ?? 'prospect'), grants };
}

/** Everything goes that was given by someone's word; whoever is in the desk's channel stays staff there, as long as they are. */
export function takeAll(person: Person, now: string): Person {
  const { via, before } = grantsOf(person);
  const isMember = person.role === 'staff' && via !== null;
  const grants: Grants = { ...NO_GRANTS, via: isMember ? via : null, since: now, before: isMember ? before : null };
  return {
    ...person,
    role: isMember ? 'staff' : person.role === 'staff' ? (before ?? 'prospect') : person.role,
    grants,
  };
}

export function giveUpOwning(person: Person, now: string): Person {
  return { ...person, grants: { ...grantsOf(person), owner: false, since: now } };
}
