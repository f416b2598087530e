/**
 * What a newcomer finds: a few people to speak as, a few stores. Used by the terminal and the page; a real installation brings its
 * own.
 */
import type { Pane, People } from './adapters/web/index.ts';
import type { Author, ThreadRef } from './core/event.ts';
import { accountId, idOf, personId, threadId } from './core/ids.ts';
import type { Seed } from './core/store.ts';
import type { Outlet } from './domain/outlet.ts';
import { type Grants, NO_GRANTS, type Person, type Role } from './domain/person.ts';
import { playgroundReplies } from './playground-replies.ts';

export interface PlaygroundPerson {
  /** What is typed after `/as`. */
  name: 'franchisee' | 'prospect' | 'desk' | 'desk2';
  role: Role;
  grants?: Grants;
  author: Author;
  thread: ThreadRef;
}

const CHANNEL = 'console';

const author = (userId: string, displayName: string): Author => ({
  accountId: accountId(CHANNEL, '', userId),
  channel: CHANNEL,
  workspace: '',
  userId,
  displayName,
});

const thread = (address: string): ThreadRef => ({ id: threadId(CHANNEL, address), channel: CHANNEL, address });

/** Headquarters' shared place: both colleagues read and write there. */
export const DESK_THREAD = thread('desk');

/** Whoever tries it out may see everything. */
const HEAD: Grants = { ...NO_GRANTS, owner: true, named: true, duties: ['supervisor', 'operations-manager'] };
const AGENT: Grants = { ...NO_GRANTS, named: true, duties: ['agent'] };
const STORE_MANAGER: Grants = { ...NO_GRANTS, manages: [idOf('outlet', 'BJ001')] };

export const PLAYGROUND_PEOPLE: readonly PlaygroundPerson[] = [
  {
    name: 'franchisee',
    role: 'franchisee',
    grants: STORE_MANAGER,
    author: author('franchisee', '陈晓'),
    thread: thread('franchisee'),
  },
  { name: 'prospect', role: 'prospect', author: author('prospect', '林悦'), thread: thread('prospect') },
  { name: 'desk', role: 'staff', grants: HEAD, author: author('desk', '王敏'), thread: DESK_THREAD },
  { name: 'desk2', role: 'staff', grants: AGENT, author: author('desk2', '赵磊'), thread: DESK_THREAD },
];

/** Whose language the desk's messages are in. */
export const DESK_READER_ID = personId(accountId(CHANNEL, '', 'desk'));

const outlet = (code: string, name: string, aliases: string[], region: string, zone = 'Asia/Shanghai'): Outlet => ({
  id: idOf('outlet', code),
  code,
  name,
  aliases,
  region,
  zone,
});

const OUTLETS: readonly Outlet[] = [
  outlet('BJ001', '朝阳路店', ['Chaoyang Road', 'Chaoyang Road store'], '华北'),
  outlet('BJ002', '中关村店', ['Zhongguancun', 'Zhongguancun store'], '华北'),
  outlet('SH001', '南京路店', ['Nanjing Road', 'Nanjing Road store'], '华东'),
  outlet('SH002', '徐家汇店', ['Xujiahui', 'Xujiahui store'], '华东'),
  outlet('GZ001', '天河店', ['Tianhe', 'Tianhe store'], '华南'),
  outlet('HK001', '旺角店', ['Mong Kok', 'Mong Kok store'], '港澳', 'Asia/Hong_Kong'),
  outlet('TP001', '信義店', ['Xinyi', 'Xinyi store'], '台湾', 'Asia/Taipei'),
];

/** Whom a browser speaks as. */
export const PAGE_NAMES: Readonly<Record<Pane, string>> = { prospect: '林悦', franchisee: '陈晓', desk: '王敏' };

const PAGE_ROLES: Readonly<Record<Pane, Role>> = { prospect: 'prospect', franchisee: 'franchisee', desk: 'staff' };
const PAGE_GRANTS: Readonly<Partial<Record<Pane, Grants>>> = { franchisee: STORE_MANAGER, desk: HEAD };

/** `now` in ISO 8601. Whatever exists already is left as it is. */
export const playgroundSeed = (now: string): Seed => seedOf(PLAYGROUND_PEOPLE, now);

/** The three people of a browser, and the stores. */
export function pageSeed(people: People, now: string): Seed {
  const those = Object.values(people).map(({ pane, author }) => ({
    author,
    role: PAGE_ROLES[pane],
    grants: PAGE_GRANTS[pane],
  }));
  return seedOf(those, now);
}

function seedOf(people: readonly { author: Author; role: Role; grants?: Grants | undefined }[], now: string): Seed {
  return {
    people: people.map(
      ({ author, role, grants }): Person => ({
        id: personId(author.accountId),
        seq: 1,
        role,
        language: null,
        name: author.displayName,
        phone: null,
        zone: null,
        noCalls: false,
        inquiry: null,
        grants: grants ?? null,
        createdAt: now,
      }),
    ),
    accounts: people.map(({ author: { accountId: id, channel, workspace, userId, displayName } }) => {
      return { id, personId: personId(id), channel, workspace, userId, displayName };
    }),
    outlets: [...OUTLETS],
    quickReplies: playgroundReplies(now),
    timers: [],
  };
}
