/** Who takes part: the person, and the chat accounts through which they are reached. No I/O, no chat platform. */

/** The three roles of the domain. A person of unknown role is a prospect: the role with the fewest rights. */
export type Role = 'prospect' | 'franchisee' | 'staff';

/** BCP 47 tags of the languages that the texts exist in. */
export const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One human being, whichever chat they write from. */
export interface Person {
  id: string;
  /** The number of the person's newest journal entry. */
  seq: number;
  role: Role;
  /** Set once the person chose; until then the hint of their platform counts. */
  language: Language | null;
  /** What to call them; comes from their account, or from an answer. */
  name: string | null;
  /** E.164, such as +8613800138000. */
  phone: string | null;
  /** IANA time zone; null means headquarters' zone. */
  zone: string | null;
  createdAt: string;
}

/** One chat identity of a person. The id is derived from (channel, workspace, user id), see `core/ids.ts`. */
export interface Account {
  id: string;
  personId: string;
  channel: string;
  /** The platform's tenant: a Slack workspace, a Discord server; empty where there is none. */
  workspace: string;
  userId: string;
  displayName: string;
}
