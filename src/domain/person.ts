/** Who takes part: the person, and the chat accounts through which they are reached. No I/O, no chat platform. */

/** The three roles of the domain. A person of unknown role is a prospect: the role with the fewest rights. */
export type Role = 'prospect' | 'franchisee' | 'staff';

/** BCP 47 tags of the languages that the texts exist in. */
export const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What members of staff do (岗位); one may have several. */
export const DUTIES = [
  ...(['agent', 'supervisor', 'inspector', 'store-specialist', 'operations-manager', 'service-clerk'] as const),
  ...(['technician', 'account-manager', 'market-manager', 'marketing-director', 'regional-manager'] as const),
] as const;
export type Duty = (typeof DUTIES)[number];

/** What headquarters has entrusted someone with. What it means is decided in `rights.ts`. */
export interface Grants {
  /** Gives and takes rights, and reads who did. */
  owner: boolean;
  /** Staff by an owner's word, wherever they write from; otherwise the members of the desk's channel are. */
  named: boolean;
  duties: Duty[];
  /** The outlets that they manage (店长, 店助), by id. */
  manages: string[];
  /** Where they work, as the outlets' regions; none: everywhere. */
  regions: string[];
  /** The kinds of case that they can handle, as `CaseKind`; none: every kind. */
  kinds: string[];
  /** Gets new cases; people who are away get none. */
  onDuty: boolean;
  /** The account that is a member of the desk's channel, where that made them staff: on their others it does not. Null: not so. */
  via: string | null;
  /** When they were last given or lost something; null: not known. */
  since: string | null;
  /** What they were before they became staff, and are again after it. */
  before: Exclude<Role, 'staff'> | null;
}

/** What the questions that someone asks before they sign are about. */
export interface Inquiry {
  /** Of which brand, where there are several; null: not known. */
  brand: string | null;
  /** Where their store is to be, by the regions of the policies; empty: in none of those; null: not known. */
  region: string | null;
  /** The question that waits for either of them; null: none. */
  questionId: string | null;
}

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
  /** Nobody calls them unless they have asked for that call; what there is to say is written. Null: as earlier versions have written it. */
  noCalls: boolean | null;
  /** Null: nothing beyond what the role means. */
  grants: Grants | null;
  /** Null: they have asked nothing that it matters for. */
  inquiry: Inquiry | null;
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

export const NO_GRANTS: Grants = {
  owner: false,
  named: false,
  duties: [],
  manages: [],
  regions: [],
  kinds: [],
  onDuty: true,
  via: null,
  since: null,
  before: null,
};

const NO_INQUIRY: Inquiry = { brand: null, region: null, questionId: null };

export const inquiryOf = ({ inquiry }: Person): Inquiry => inquiry ?? NO_INQUIRY;

export const grantsOf = ({ grants }: Person): Grants => (grants ? { ...NO_GRANTS, ...grants } : NO_GRANTS);

export const hasDuty = (person: Person, ...duties: readonly Duty[]): boolean =>
  person.role === 'staff' && grantsOf(person).duties.some((duty) => duties.includes(duty));
