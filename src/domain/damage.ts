/**
 * Goods damaged by a shopper (F10): who is responsible, proposed from what was seen and not from who is to blame; and the points of the
 * prevention list that would have helped. Pure; the store confirms or changes what is proposed.
 */

export const HANDS = ['shopper', 'child', 'staff', 'nobody'] as const;
/** Whose hands it was in; nobody's: it fell by itself. */
export type Hands = (typeof HANDS)[number];

export const SEEN = ['yes', 'no', 'unknown'] as const;
export type Seen = (typeof SEEN)[number];

/** What was seen, null where nobody said. */
export interface DamageFacts {
  hands: Hands | null;
  /** It stood at the edge, unsteady, or fragile and within reach of children. */
  reach: Seen | null;
  /** The floor was wet or the way was not free. */
  floor: Seen | null;
  /** Staff were near and attended to the shopper. */
  staff: Seen | null;
  /** A notice, or a word of staff, asked for care. */
  notice: Seen | null;
}

export const RESPONSIBILITIES = ['store', 'shared', 'shopper', 'open'] as const;
export type Responsibility = (typeof RESPONSIBILITIES)[number];

/** Why; keys of the catalogue are made of these (`damage.why.<reason>`). */
export const REASONS = [
  'staff-hands',
  'by-itself',
  'placement',
  'floor',
  'unattended',
  'cautioned',
  'unknown',
] as const;
export type Reason = (typeof REASONS)[number];

/**
 * The store is responsible for what it could have prevented: its own hands, what falls by itself, placement, the floor. Where it had asked for
 * care as well, both share. A child can't be held to a notice. What nobody saw decides nothing.
 */
export function proposeResponsibility(facts: DamageFacts): { responsibility: Responsibility; reasons: Reason[] } {
  const { hands, reach, floor, staff, notice } = facts;
  if (hands === 'staff') return { responsibility: 'store', reasons: ['staff-hands'] };
  if (hands === 'nobody') return { responsibility: 'store', reasons: ['by-itself'] };
  const hazards: Reason[] = [
    ...(reach === 'yes' ? (['placement'] as const) : []),
    ...(floor === 'yes' ? (['floor'] as const) : []),
  ];
  const cautioned = notice === 'yes' && hands !== 'child';
  if (hazards.length > 0)
    return cautioned
      ? { responsibility: 'shared', reasons: [...hazards, 'cautioned'] }
      : { responsibility: 'store', reasons: hazards };
  if (reach !== 'no' || floor !== 'no') return { responsibility: 'open', reasons: ['unknown'] };
  if (notice === 'yes' || staff === 'yes') return { responsibility: 'shopper', reasons: ['cautioned'] };
  return staff === 'no' && notice === 'no'
    ? { responsibility: 'shared', reasons: ['unattended'] }
    : { responsibility: 'open', reasons: ['unknown'] };
}

/** F10: the prevention list. */
export const PREVENTION = ['attend', 'basket', 'trying-out', 'placement', 'gently'] as const;
export type Prevention = (typeof PREVENTION)[number];

/** The whole list, with what fits this time first. */
export function preventionFor({ hands, reach, floor, staff, notice }: DamageFacts): {
  fitting: Prevention[];
  others: Prevention[];
} {
  const fits: Readonly<Record<Prevention, boolean>> = {
    attend: staff === 'no' || hands === 'child',
    basket: hands === 'shopper' && floor !== 'yes' && reach !== 'yes',
    'trying-out': notice === 'no' && hands !== 'staff',
    placement: reach === 'yes' || floor === 'yes' || hands === 'nobody',
    gently: hands === 'staff',
  };
  return { fitting: PREVENTION.filter((point) => fits[point]), others: PREVENTION.filter((point) => !fits[point]) };
}

/** How it is made good; `open`: not agreed yet. */
export const COMPENSATIONS = ['no-compensation', 'shopper-pays', 'shopper-pays-part', 'store-bears', 'open'] as const;
export type Compensation = (typeof COMPENSATIONS)[number];
