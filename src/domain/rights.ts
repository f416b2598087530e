/**
 * Who may do what (F36), decided here and nowhere else: what no line grants is denied. Pure; it looks at the person as they are at
 * this moment, so a right that was taken away is gone with the next thing that they do.
 */
import type { Case } from './case.ts';
import { type Duty, grantsOf, hasDuty, type Person, type Role } from './person.ts';

export const PERMISSIONS = [
  /** To write with the bot about what is one's own. */
  'own',
  /** To handle cases; which ones is said by `mayHandle`. */
  'cases.handle',
  /** To give cases to others. */
  'cases.assign',
  /** To call people back, and to see who is to be called. */
  'calls.handle',
  /** To decide on an objection in a dispute. */
  'disputes.review',
  /** The queue and the search over all cases that are not confidential. */
  'desk.read',
  /** What went wrong, and to have it done again. */
  'failed.handle',
  /** A store's register, of the stores that one manages or all. */
  'register.read',
  /** Figures over all cases, as messages and files. */
  'report.read',
  /** Figures by agent, over all of them; one's own are for everyone who handles cases. */
  'report.agents',
  /** To write quick replies for all. */
  'quick-replies.edit',
  /** The texts that people are answered with, and what is asked. */
  'policy.read',
  /** To write and approve them. */
  'policy.edit',
  /** When someone received the disclosure document, and when they sign or pay; nothing else of their dossier. */
  'disclosure.record',
  /** Who has applied to join, with all that they answered, and to decide on it. */
  'applications.decide',
  /** Whether one gets new cases now. */
  'duty.own',
  /** Who is staff, with which duties, and who is there. */
  'people.read',
  /** To give and take rights. */
  'people.grant',
  /** To say that two people are one. */
  'people.join',
  /** Who gave and took which rights. */
  'audit.read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const BY_ROLE: Readonly<Record<Role, readonly Permission[]>> = {
  prospect: ['own'],
  franchisee: ['own'],
  staff: [
    'own',
    'cases.handle',
    'calls.handle',
    'desk.read',
    'failed.handle',
    'register.read',
    'policy.read',
    'duty.own',
    'people.read',
  ],
};

const LEADS: readonly Permission[] = [
  ...([
    'cases.assign',
    'disputes.review',
    'report.read',
    'report.agents',
    'quick-replies.edit',
    'policy.edit',
    'disclosure.record',
    'applications.decide',
  ] as const),
];

/** What comes with a duty beside what all staff may. */
const BY_DUTY: Readonly<Record<Duty, readonly Permission[]>> = {
  agent: [],
  supervisor: [...LEADS, 'people.join'],
  inspector: [],
  'store-specialist': ['cases.assign'],
  'operations-manager': LEADS,
  'service-clerk': [],
  technician: [],
  'account-manager': ['disclosure.record'],
  'market-manager': ['report.read', 'policy.edit', 'disclosure.record', 'applications.decide'],
  'marketing-director': LEADS,
  'regional-manager': ['cases.assign', 'report.read', 'disclosure.record', 'applications.decide'],
};

const OF_OWNERS: readonly Permission[] = [...LEADS, 'people.grant', 'people.join', 'audit.read'];
/** F08: the store manager goes through the register every day and answers. */
const OF_STORE_MANAGERS: readonly Permission[] = ['cases.handle', 'register.read'];

export const isOwner = (person: Person): boolean => person.role === 'staff' && grantsOf(person).owner;

/** Those whom confidential cases go to: the heads of the agents, and the owners. */
export const supervises = (person: Person): boolean => isOwner(person) || hasDuty(person, 'supervisor');

export const manages = (person: Person, outletId: string | null): boolean =>
  outletId !== null && grantsOf(person).manages.includes(outletId);

export function may(person: Person | undefined, permission: Permission): boolean {
  if (!person) return false;
  const { duties, manages: outlets } = grantsOf(person);
  if (BY_ROLE[person.role].includes(permission)) return true;
  if (outlets.length > 0 && OF_STORE_MANAGERS.includes(permission)) return true;
  if (person.role !== 'staff') return false;
  if (isOwner(person) && OF_OWNERS.includes(permission)) return true;
  return duties.some((duty) => BY_DUTY[duty]?.includes(permission));
}

/** F07: the one complained about, a store manager included, neither receives nor handles it. */
export const isAbout = (current: Case, { id }: Person): boolean => (current.aboutIds ?? []).includes(id);

/** To see a case with everything that staff know about it. */
export function mayRead(person: Person | undefined, current: Case): boolean {
  if (!person || isAbout(current, person)) return false;
  if (current.confidential) return supervises(person) || (person.role === 'staff' && current.assigneeId === person.id);
  return person.role === 'staff' || isForStore(person, current);
}

/** To act on it as whoever settles it. */
export function mayHandle(person: Person | undefined, current: Case): boolean {
  if (!person || !may(person, 'cases.handle') || !mayRead(person, current)) return false;
  // F07: what comes through the media or an authority is headquarters'; the store makes no statement of its own.
  // F09: a manager who passes a shopper's praise on reads it out as well.
  if (current.kind === 'praise') return true;
  return person.role === 'staff' || (!current.urgent && current.personId !== person.id);
}

/** A store manager's: what is about a store of theirs, and not a complaint against headquarters. */
const isForStore = (person: Person, { kind, outletId, facts }: Case): boolean =>
  manages(person, outletId) && kind !== 'dispute' && kind !== 'consultation' && facts.complainant !== 'franchisee';
