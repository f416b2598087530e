/** Where a stream is: the highest seqs of messages and words that it has shown of each pane, sealed for its session. */
import { z } from 'zod';
import { PANES, type Pane } from './people.ts';
import type { Seal } from './sealed.ts';

/** Seqs of the thread's messages and of the conversation's journal. */
export interface Seqs {
  message: number;
  words: number;
}

export type Position = Partial<Record<Pane, Seqs>>;

const seq = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const written = z.partialRecord(z.enum(PANES), z.tuple([seq, seq]));

export function writePosition(seal: Seal, sessionId: string, position: Position): string {
  const seqs = Object.entries(position).map(([pane, { message, words }]) => [pane, [message, words]]);
  const text = Buffer.from(JSON.stringify(Object.fromEntries(seqs))).toString('base64url');
  return seal.seal(`position ${sessionId}`, text);
}

/** Nothing for a position that is forged, or of another session: the stream begins with the history then. */
export function readPosition(seal: Seal, sessionId: string, sealed: string): Position {
  const text = seal.open(`position ${sessionId}`, sealed);
  if (text === undefined) return {};
  const { success, data } = written.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  if (!success) return {};
  return Object.fromEntries(Object.entries(data).map(([pane, [message, words]]) => [pane, { message, words }]));
}
