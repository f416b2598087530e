/**
 * When a prospect received the disclosure document, how long signing and paying have to wait after it, and whether what is planned is too early. A
 * reckoning by days that headquarters has set, never legal advice. Pure; days are YYYY-MM-DD on the calendar of the prospect's zone.
 */
import { addDays, isDate } from './business-time.ts';
import { COUNTRY_CODE } from './country.ts';
import type { DossierRules } from './dossier-rules.ts';

export interface Disclosure {
  receivedOn: string;
  /** Where the store is to be; null: not known yet. */
  country: string | null;
  /** Who noted the day. */
  byId: string;
  /** ISO 8601. */
  at: string;
  /** When the prospect said that it is so; null: not yet. */
  confirmedAt: string | null;
  /** The earliest day whose coming both sides were told of; null: none. */
  toldOf: string | null;
}

/** When it is to be signed or paid, or was; null: nobody has noted a day. */
export interface Planned {
  signing: string | null;
  payment: string | null;
}
export const PLANS = ['signing', 'payment'] as const;
export type Plan = (typeof PLANS)[number];

const NOTHING_PLANNED: Planned = { signing: null, payment: null };

export const WAITING_STATES = ['undisclosed', 'no-country', 'no-rule', 'running', 'over'] as const;
/** How the waiting period stands. `earliest`: the first day to sign or pay; null: it can't be said. */
export interface Waiting {
  state: (typeof WAITING_STATES)[number];
  earliest: string | null;
}

/**
 * Neither the day of receipt nor the day of signing counts. The FTC's Compliance Guide reads "at least 14 calendar-days before" of 16 CFR 436.2 (a) so:
 * the days begin the day after delivery, and on the fifteenth one may sign. For 订立特许经营合同之日前至少30日 articles 201 and 203 of the Civil Code
 * leave out the day on which a period begins and have it end with its last day; on the day after that, thirty whole days have passed. Whoever
 * reads either one day shorter loses a day by this, and never signs too early.
 */
const earliestAfter = (receivedOn: string, days: number): string => addDays(receivedOn, days + 1);

/** The days of a part of a country are those of the country unless it has its own. */
export const waitingDaysIn = (country: string, { waitingDays }: DossierRules): number | undefined =>
  waitingDays[country] ?? waitingDays[country.slice(0, 2)];

/** `today`: on the prospect's calendar. */
export function waitingOf(disclosure: Disclosure | null, rules: DossierRules, today: string): Waiting {
  if (disclosure === null) return { state: 'undisclosed', earliest: null };
  if (disclosure.country === null) return { state: 'no-country', earliest: null };
  const days = waitingDaysIn(disclosure.country, rules);
  if (days === undefined) return { state: 'no-rule', earliest: null };
  const earliest = earliestAfter(disclosure.receivedOn, days);
  return { state: today < earliest ? 'running' : 'over', earliest };
}

/** What is planned, or was done, before the day on which it may be; without a document nothing may be yet. */
export const tooEarly = (planned: Planned | null, { state, earliest }: Waiting): Plan[] =>
  PLANS.filter((plan) => {
    const day = planned?.[plan] ?? null;
    return day !== null && (state === 'undisclosed' || (earliest !== null && day < earliest));
  });

export type DisclosureAct =
  /** `confirmed`: the prospect says so themselves. */
  | { type: 'disclose'; receivedOn: string; country: string | null; byId: string; confirmed: boolean }
  | { type: 'confirm' }
  | { type: 'plan'; plan: Plan; day: string | null }
  /** Both sides were told that this day has come. */
  | { type: 'over'; earliest: string };

export type DisclosureRefusal = 'undisclosed' | 'confirmed-already' | 'no-date' | 'in-future' | 'no-country';

interface Disclosed {
  disclosure: Disclosure | null;
  planned: Planned | null;
}

/** `today`: on the prospect's calendar. */
export function refusalOfDisclosure(
  { disclosure }: Disclosed,
  act: DisclosureAct,
  today: string,
): DisclosureRefusal | undefined {
  switch (act.type) {
    case 'disclose':
      if (!isDate(act.receivedOn)) return 'no-date';
      if (act.receivedOn > today) return 'in-future';
      return act.country === null || COUNTRY_CODE.test(act.country) ? undefined : 'no-country';
    case 'confirm':
      if (disclosure === null) return 'undisclosed';
      return disclosure.confirmedAt === null ? undefined : 'confirmed-already';
    case 'plan':
      return act.day === null || isDate(act.day) ? undefined : 'no-date';
    case 'over':
      return disclosure === null ? 'undisclosed' : undefined;
    default:
      return act satisfies never;
  }
}

export function withDisclosure({ disclosure, planned }: Disclosed, act: DisclosureAct, now: string): Disclosed {
  switch (act.type) {
    case 'disclose': {
      const { receivedOn, country, byId, confirmed } = act;
      const confirmedAt = confirmed ? now : null;
      return { planned, disclosure: { receivedOn, country, byId, at: now, confirmedAt, toldOf: null } };
    }
    case 'confirm':
      return { planned, disclosure: disclosure && { ...disclosure, confirmedAt: now } };
    case 'plan':
      return { disclosure, planned: { ...(planned ?? NOTHING_PLANNED), [act.plan]: act.day } };
    case 'over':
      return { planned, disclosure: disclosure && { ...disclosure, toldOf: act.earliest } };
    default:
      return act satisfies never;
  }
}
