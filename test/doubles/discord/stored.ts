/** What the double keeps, and the faults that can be ordered. */
import type { MessageBody } from './limits.ts';
import type { DoubleUser } from './payloads.ts';

export interface StoredMessage {
  id: string;
  channelId: string;
  authorId: string;
  body: MessageBody;
  files: string[];
  edits: number;
  /** Only that person sees it. */
  only?: string;
  nonce?: string;
}

export interface StoredInteraction {
  id: string;
  token: string;
  user: DoubleUser;
  channelId: string;
  guildId?: string;
  /** The message whose button was pressed. */
  on?: StoredMessage;
  payload: object;
  state: 'open' | 'deferred' | 'quiet' | 'answered';
  message?: StoredMessage;
  choices?: { name: string; value: string }[];
}

/** `answer`: the call is not carried out; `lose`: it is, and the connection is cut; `fail`: it is not, and the connection is cut. */
export type Fault =
  | { type: 'answer'; status: number; body?: unknown; headers?: Record<string, string> }
  | { type: 'lose' }
  | { type: 'fail' }
  | { type: 'slow'; ms: number };

export interface Call {
  method: string;
  path: string;
  body: Record<string, unknown>;
}
