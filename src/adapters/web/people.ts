/** The three people that a browser is: who they are, and where each of them reads. All of it follows from the session's id. */
import type { Author, ThreadRef } from '../../core/event.ts';
import { accountId, conversationId, idOf, threadId } from '../../core/ids.ts';

export const CHANNEL = 'web';
export const PANES = ['prospect', 'franchisee', 'desk'] as const;
export type Pane = (typeof PANES)[number];

export interface PanePerson {
  pane: Pane;
  author: Author;
  thread: ThreadRef;
  conversationId: string;
}

export type People = Readonly<Record<Pane, PanePerson>>;

const thread = (address: string): ThreadRef => ({ id: threadId(CHANNEL, address), channel: CHANNEL, address });

/** Headquarters' shared place: every browser reads and writes there. */
export const WEB_DESK_THREAD = thread('desk');

/** The session's id is a key to these people, so only hashes of it are stored. */
export function peopleOf(sessionId: string, names: Readonly<Record<Pane, string>>): People {
  const personIn = (pane: Pane): PanePerson => {
    const userId = idOf('web user', sessionId, pane);
    const author: Author = {
      accountId: accountId(CHANNEL, '', userId),
      channel: CHANNEL,
      workspace: '',
      userId,
      displayName: names[pane],
    };
    const place = pane === 'desk' ? WEB_DESK_THREAD : thread(`${pane}:${userId}`);
    return { pane, author, thread: place, conversationId: conversationId(place.id, author.accountId) };
  };
  return { prospect: personIn('prospect'), franchisee: personIn('franchisee'), desk: personIn('desk') };
}
