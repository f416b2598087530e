/** What the double keeps, and what a test can have it do. */
import type { Block, View } from './blocks.ts';
import type { Payload } from './payloads.ts';

export interface Posted {
  channel: string;
  ts: string;
  text: string;
  blocks: Block[];
  threadTs?: string | undefined;
  metadata?: unknown;
  /** Only this person sees it. */
  only?: string | undefined;
  edits: number;
  /** What else was asked for, such as `parse`. */
  options: Payload;
  files: string[];
}

export interface OpenedView extends View {
  id: string;
  hash: string;
  user: string;
}

/** What is done instead of answering. */
export type Fault =
  | { type: 'error'; error: string; needed?: string }
  | { type: 'wait'; seconds: number }
  | { type: 'status'; status: number }
  /** Carried out, but the connection dies before the answer. */
  | { type: 'lose-answer' }
  /** Never carried out; the connection dies. */
  | { type: 'drop' }
  /** Answered only when `gate` opens. */
  | { type: 'slow'; gate: Promise<void> };

export interface Envelope {
  id: string;
  type: string;
  payload: Payload;
  acknowledged: boolean;
  answer?: unknown;
}

export interface SlackUser {
  id: string;
  name: string;
  locale: string;
}

export interface SlackDouble {
  url: string;
  apiUrl: string;
  token: string;
  appToken: string;
  messages: Posted[];
  /** The dialog that is open for someone. */
  views: Map<string, OpenedView>;
  homes: Map<string, View>;
  envelopes: Envelope[];
  uploads: Map<string, { name: string; bytes: Buffer; sharedIn?: string | undefined }>;
  calls: { method: string; args: Payload }[];
  /** The tokens that came with requests for files. */
  fileTokens: (string | undefined)[];
  connections(): number;
  addUser(user: SlackUser): string;
  addChannel(id: string): void;
  /** Makes someone a member of a channel, or no more. */
  join(channel: string, user: string): void;
  leave(channel: string, user: string): void;
  /** For the next call of a method, optionally only for one channel; `always`: for every one. */
  order(method: string, fault: Fault, options?: { channel?: string; always?: boolean }): void;
  /** Asked for each call that nothing is ordered for. */
  misbehave(does: (method: string, args: Payload) => Fault | undefined): void;
  /** Delivers over Socket Mode; resolves when it is on its way. */
  deliver(type: 'events_api' | 'slash_commands' | 'interactive', payload: Payload): Envelope;
  /** What a person writes: delivered as an event, and kept in the channel's history. */
  say(said: { user: string; channel: string; text: string; threadTs?: string; files?: readonly Payload[] }): Envelope;
  redeliver(envelopes: readonly Envelope[]): void;
  unacknowledged(): Envelope[];
  addFile(file: { id: string; bytes: Uint8Array; redirect?: string; type?: string }): string;
  triggerId(user: string): string;
  responseUrl(user: string, channel: string): string;
  /** Ends connections: with a word of Slack's, or without any. */
  hangUp(how: 'disconnect' | 'cut'): void;
  /** Something that is no envelope at all. */
  babble(text: string): void;
  close(): Promise<void>;
}
