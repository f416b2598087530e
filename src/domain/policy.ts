/**
 * A policy text of headquarters (F06): what people may be answered with. It is drafted, approved by a person, replaced by a later version, and
 * retired; what was approved once stays in the journal as it was. Pure, no I/O.
 */
import type { Language } from './person.ts';

export interface PolicyWords {
  title: string;
  body: string;
  /** How people ask for it, in their words; it is found by these too. */
  asked: string[];
  /** It speaks of what can be earned: given to nobody before a person has agreed. */
  earnings: boolean;
}

/** In UTF-16 units, as platforms count: an input of Slack's holds 3,000, so that every text can be edited there. */
export const POLICY_BODY_MAX = 3000;
/** In characters. */
export const POLICY_TITLE_MAX = 120;
export const POLICY_PLACE_MAX = 60;
export const POLICY_ASKED_MAX = 20;
export const POLICY_ASKED_LINE_MAX = 200;

export type PolicySource = 'import' | 'staff' | 'answer';

/** What may be quoted. */
export interface PolicyVersion extends PolicyWords {
  /** From 1. */
  version: number;
  byId: string | null;
  /** ISO 8601. */
  at: string;
}

/** One aggregate for each subject, brand, region and language: `seq` is the number of its newest journal entry. */
export interface Policy {
  id: string;
  seq: number;
  brand: string;
  /** What it is about, the same in every language: `exchange-goods`. */
  key: string;
  language: Language;
  /** Null: everywhere. */
  region: string | null;
  /** Null: none was approved yet. */
  approved: PolicyVersion | null;
  /** What is to become the next version; null: nothing. */
  draft: (PolicyWords & { byId: string | null; at: string }) | null;
  source: PolicySource;
  /** Null: in use. */
  retiredAt: string | null;
  createdAt: string;
}

export type PolicyStatus = 'draft' | 'approved' | 'changing' | 'retired';

export function statusOf({ approved, draft, retiredAt }: Policy): PolicyStatus {
  if (retiredAt !== null) return 'retired';
  if (approved === null) return 'draft';
  return draft === null ? 'approved' : 'changing';
}

export type PolicyAct =
  | { type: 'write'; words: PolicyWords }
  /** `words`: the draft as whoever approves has read it, so that nothing is approved unread. */
  | { type: 'approve'; words: PolicyWords }
  | { type: 'discard' }
  | { type: 'retire'; reason: string }
  | { type: 'restore' };

export type PolicyRefusal =
  | 'no-draft'
  | 'changed-since'
  | 'same-words'
  | 'empty'
  | 'retired'
  | 'not-retired'
  | 'no-reason';

export interface PolicyEntry {
  kind: PolicyAct['type'];
  body: Record<string, string | number | boolean | string[] | null>;
}

export type PolicyChange =
  | { policy: Policy; entry: PolicyEntry; refused?: undefined }
  | { policy?: undefined; entry?: undefined; refused: PolicyRefusal };

export const newPolicy = (
  given: Pick<Policy, 'id' | 'brand' | 'key' | 'language' | 'region' | 'source'>,
  now: string,
): Policy => ({ ...given, seq: 0, approved: null, draft: null, retiredAt: null, createdAt: now });

export function changePolicy(current: Policy, act: PolicyAct, byId: string | null, now: string): PolicyChange {
  const refused = refusalOf(current, act);
  if (refused) return { refused };
  const next: Policy = { ...current, seq: current.seq + 1 };
  switch (act.type) {
    case 'write':
      return {
        policy: { ...next, draft: { ...act.words, byId, at: now } },
        entry: { kind: 'write', body: bodyOf(act.words) },
      };
    case 'approve': {
      const version = (current.approved?.version ?? 0) + 1;
      const approved: PolicyVersion = { ...act.words, version, byId, at: now };
      return {
        policy: { ...next, approved, draft: null },
        entry: { kind: 'approve', body: { version, ...bodyOf(act.words) } },
      };
    }
    case 'discard':
      return { policy: { ...next, draft: null }, entry: { kind: 'discard', body: {} } };
    case 'retire':
      return {
        policy: { ...next, retiredAt: now },
        entry: { kind: 'retire', body: { reason: act.reason, version: current.approved?.version ?? null } },
      };
    case 'restore':
      return { policy: { ...next, retiredAt: null }, entry: { kind: 'restore', body: {} } };
    default:
      return act satisfies never;
  }
}

function refusalOf(current: Policy, act: PolicyAct): PolicyRefusal | undefined {
  if (act.type === 'restore') return current.retiredAt === null ? 'not-retired' : undefined;
  if (current.retiredAt !== null) return 'retired';
  switch (act.type) {
    case 'write':
      if (act.words.title.trim() === '' || act.words.body.trim() === '') return 'empty';
      return sameWords(act.words, current.draft ?? current.approved) ? 'same-words' : undefined;
    case 'approve':
      if (current.draft === null) return 'no-draft';
      return sameWords(act.words, current.draft) ? undefined : 'changed-since';
    case 'discard':
      return current.draft === null ? 'no-draft' : undefined;
    case 'retire':
      return act.reason.trim() === '' ? 'no-reason' : undefined;
    default:
      return act satisfies never;
  }
}

export const sameWords = (a: PolicyWords, b: PolicyWords | null): boolean =>
  b !== null &&
  a.title === b.title &&
  a.body === b.body &&
  a.earnings === b.earnings &&
  a.asked.length === b.asked.length &&
  a.asked.every((one, at) => one === b.asked[at]);

const bodyOf = ({ title, body, asked, earnings }: PolicyWords): PolicyEntry['body'] => ({
  title,
  body,
  asked,
  earnings,
});
