/** Ids that follow from what they name, so that a repeat of the same thing has the same id in every process. */
import { hash } from 'node:crypto';

/** A UUID (version 8: free form) from the SHA-256 of the parts. Parts are length-prefixed, so ('ab','c') is not ('a','bc'). */
export function idOf(...parts: readonly string[]): string {
  let named = '';
  for (const part of parts) named += `${Buffer.byteLength(part)}:${part}`;
  const hex = hash('sha256', named, 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** An event's id from the channel and the platform's own id of it. */
export const eventId = (channel: string, nativeId: string): string => idOf('event', channel, nativeId);

export const threadId = (channel: string, address: string): string => idOf('thread', channel, address);

export const accountId = (channel: string, workspace: string, userId: string): string =>
  idOf('account', channel, workspace, userId);

/** One author in one thread. */
export const conversationId = (thread: string, account: string): string => idOf('conversation', thread, account);

/** The person whom an account belongs to until staff or a code say otherwise. */
export const personId = (account: string): string => idOf('person', account);
