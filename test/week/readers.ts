/** Who may see, do and be told what, as headquarters would explain it to a new colleague; counted without the rules of `src`. */
import type { Case } from '../../src/domain/case.ts';
import type { Duty } from '../../src/domain/person.ts';
import type { Evidence } from './evidence.ts';
import type { Told } from './recount.ts';
import type { Actor } from './world.ts';

export const dutiesOf = ({ person }: Actor): readonly Duty[] => person.grants?.duties ?? [];
export const isStaff = ({ person }: Actor): boolean => person.role === 'staff';
export const leadsSupervision = (actor: Actor): boolean =>
  isStaff(actor) && (person(actor).owner || dutiesOf(actor).includes('supervisor'));
const person = ({ person: { grants } }: Actor) => ({ owner: false, manages: [], regions: [], kinds: [], ...grants });
export const managesIt = (actor: Actor, outletId: string | null): boolean =>
  outletId !== null && person(actor).manages.some((id) => id === outletId);

export function reads(actor: Actor, current: Case, told: Told): boolean {
  if (told.about.includes(actor.id)) return false;
  if (told.confidential) return leadsSupervision(actor) || (isStaff(actor) && told.assignee === actor.id);
  if (isStaff(actor)) return true;
  const { kind, facts, outletId } = current;
  return (
    managesIt(actor, outletId) && kind !== 'dispute' && kind !== 'consultation' && facts.complainant !== 'franchisee'
  );
}

/** Is there at that moment: by the journal of who came and went. */
export function onDutyAt(evidence: Evidence): (actor: Actor, ms: number) => boolean {
  const changes = Map.groupBy(evidence.duties, ({ id }) => id);
  return (actor, ms) => {
    const last = (changes.get(actor.id) ?? []).findLast(({ at }) => Date.parse(at) <= ms);
    return last ? last.body.on === true : (actor.person.grants?.onDuty ?? true);
  };
}

export const regionOf = (evidence: Evidence, outletId: string | null): string | undefined =>
  evidence.world.outlets.find(({ id }) => id === outletId)?.region;

export function isNearby(actor: Actor, region: string | undefined, outletId: string | null): boolean {
  const { regions, manages } = person(actor);
  if (region === undefined || (regions.length === 0 && manages.length === 0)) return true;
  return regions.some((one) => one === region) || managesIt(actor, outletId);
}

export const isAbleFor = (actor: Actor, kind: string): boolean => {
  const { kinds } = person(actor);
  return kinds.length === 0 || kinds.some((one) => one === kind);
};
