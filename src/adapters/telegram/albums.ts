/**
 * Which parts of an album went into which event. Photos sent together arrive one by one, and after a crash they may come in other company
 * than before: what was once put together stays together, so that a repeat has the same id, and what came late is an event of its own.
 */
import { z } from 'zod';
import type { CursorPort } from '../../core/store.ts';

export interface AlbumBook {
  /** The message ids of each event, in order; written down before any of them is handled. */
  divide(chatId: string, album: string, messageIds: readonly number[]): Promise<number[][]>;
}

/** Albums of one chat come in order, so only the last ones can be repeated. */
const KEPT = 3;
const book = z.array(z.object({ album: z.string(), parts: z.array(z.array(z.number())) }));

export function createAlbumBook(cursors: CursorPort): AlbumBook {
  return {
    async divide(chatId, album, messageIds) {
      const name = `telegram.albums:${chatId}`;
      const known = readBook(await cursors.read(name));
      const parts = known.find((one) => one.album === album)?.parts ?? [];
      const before = new Set(parts.flat());
      const fresh = [...new Set(messageIds)].filter((id) => !before.has(id)).sort((a, b) => a - b);
      const here = new Set(messageIds);
      const repeated = parts.filter((part) => part.some((id) => here.has(id)));
      if (fresh.length === 0) return repeated;
      const kept = [...known.filter((one) => one.album !== album), { album, parts: [...parts, fresh] }].slice(-KEPT);
      await cursors.write(name, JSON.stringify(kept));
      return [...repeated, fresh];
    },
  };
}

function readBook(text: string | undefined): z.infer<typeof book> {
  if (text === undefined) return [];
  try {
    return book.parse(JSON.parse(text));
  } catch {
    return [];
  }
}

/** An event's native id: the album and the first of its messages in it. */
export const albumId = (chatId: string, album: string, firstMessageId: number): string =>
  `${chatId}:album:${album}:${firstMessageId}`;
