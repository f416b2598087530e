/**
 * Where threads are. A thread's address is the chat's id, with a colon and the topic's in forums. A group that becomes a supergroup gets
 * another id: its threads keep their address, and where it has gone is kept with the cursors.
 */
import type { CursorPort } from '../../core/store.ts';
import { createPool } from './pool.ts';

export interface Place {
  chatId: string;
  topic: number | undefined;
}

export interface Places {
  /** Where a thread of that address is now. */
  find(address: string): Promise<Place>;
  /** The address of what is said in a chat. */
  addressOf(chatId: string, topic: string | undefined): Promise<string>;
  moved(from: string, to: string): Promise<void>;
}

/** Another process may have learned of a move: what was not known is asked again after so long. */
const UNKNOWN_FOR_MS = 60_000;
const REMEMBERED_MAX = 5000;

/** Only groups move, and only supergroups were something else before. Ids: https://core.telegram.org/api/bots/ids */
const isGroup = (chatId: string): boolean => /^-(?!100\d{9,})/.test(chatId);
const isSupergroup = (chatId: string): boolean => /^-100\d{9,}/.test(chatId);

export const isShared = (chatId: string): boolean => chatId.startsWith('-');

export function createPlaces(cursors: CursorPort, now: () => number = () => performance.now()): Places {
  const known = createPool<{ id: string | undefined; until: number }>(REMEMBERED_MAX);

  async function lookUp(name: string): Promise<string | undefined> {
    const found = known.get(name);
    if (found && (found.id !== undefined || now() < found.until)) return found.id;
    const id = await cursors.read(name);
    known.set(name, { id, until: now() + UNKNOWN_FOR_MS });
    return id;
  }

  const keep = async (name: string, id: string): Promise<void> => {
    await cursors.write(name, id);
    known.set(name, { id, until: 0 });
  };

  return {
    async find(address) {
      const [chatId = '', topic] = address.split(':');
      const now = isGroup(chatId) ? ((await lookUp(nameTo(chatId))) ?? chatId) : chatId;
      return { chatId: now, topic: topic === undefined ? undefined : Number(topic) };
    },
    async addressOf(chatId, topic) {
      const home = isSupergroup(chatId) ? ((await lookUp(nameFrom(chatId))) ?? chatId) : chatId;
      return topic === undefined ? home : `${home}:${topic}`;
    },
    async moved(from, to) {
      await keep(nameTo(from), to);
      await keep(nameFrom(to), from);
    },
  };
}

const nameTo = (chatId: string): string => `telegram.moved-to:${chatId}`;
const nameFrom = (chatId: string): string => `telegram.moved-from:${chatId}`;
