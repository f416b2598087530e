/**
 * One-time codes. What can't be foreseen comes from the installation's secret: a code follows from it and from what it is made for, so it
 * is the same when an event is decided again, and nobody has to keep it. Stored is a keyed hash of its secret part only; a message has a
 * mask in its place, and the code itself is put in when the message is handed to its platform.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { CODE_LETTERS, CODE_NAME_LENGTH, CODE_SECRET_LENGTH } from '../recognition/code.ts';
import type { Event, Input } from './event.ts';
import type { Message } from './message.ts';
import type { Store } from './store.ts';

/** What stands for a code wherever the message is kept. */
export const CODE_MASK = '••••-••••-••••';

export interface NewCode {
  /** Which code it is: not secret. */
  name: string;
  /** Of the secret part. */
  hash: string;
  /** What the code follows from, for `Reply.code`. */
  seed: string;
}

export interface Codes {
  make(seed: string): Promise<NewCode>;
  /** The code itself, for the eyes of its owner only. */
  reveal(seed: string): Promise<string>;
  fits(secret: string, hash: string): Promise<boolean>;
}

const codesByStore = new WeakMap<Pick<Store, 'secret'>, Codes>();

/** The codes of an installation; its secret is asked for once. */
export function codesOf(store: Pick<Store, 'secret'>): Codes {
  const codes = codesByStore.get(store) ?? createCodes(store.secret);
  codesByStore.set(store, codes);
  return codes;
}

function createCodes(secretOf: Store['secret']): Codes {
  let asked: Promise<string> | undefined;
  async function keyed(...parts: readonly string[]): Promise<Buffer> {
    asked ??= secretOf('codes');
    // A database that was away must not be away for ever.
    asked.catch(() => {
      asked = undefined;
    });
    return createHmac('sha256', await asked)
      .update(JSON.stringify(parts))
      .digest();
  }
  async function letters(seed: string): Promise<{ name: string; secret: string }> {
    // A byte a letter: 256 is a multiple of 32, so each is as likely as the others.
    const all = [...(await keyed('code', seed))].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]);
    const name = all.slice(0, CODE_NAME_LENGTH).join('');
    return { name, secret: all.slice(CODE_NAME_LENGTH, CODE_NAME_LENGTH + CODE_SECRET_LENGTH).join('') };
  }
  return {
    async make(seed) {
      const { name, secret } = await letters(seed);
      return { name, hash: (await keyed('hash', secret)).toString('hex'), seed };
    },
    async reveal(seed) {
      const { name, secret } = await letters(seed);
      return `${name}-${secret.slice(0, 4)}-${secret.slice(4)}`;
    },
    async fits(secret, hash) {
      const expected = Buffer.from(hash, 'hex');
      const given = await keyed('hash', secret);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}

/** The message as its reader sees it. */
export async function revealed(message: Message, codes: Codes): Promise<Message> {
  if (message.code === undefined) return message;
  const { code, ...shown } = message;
  const secret = await codes.reveal(code);
  return { ...shown, text: shown.text.replaceAll(CODE_MASK, secret) };
}

/** Commands that are followed by a code. */
const WITH_CODE: ReadonlySet<string> = new Set(['link', 'owner', 'grant']);
const LIKE_A_CODE = /[0-9a-z](?:[\s\p{Pd}]?[0-9a-z]){11}/iu;

/** An event as it may be kept: a code that someone sent is in no journal, also not one that was nearly right. */
export const withoutCode = <E extends Event>(event: E): E =>
  event.type === 'person' ? { ...event, input: inputWithoutCode(event.input) } : event;

export function inputWithoutCode<I extends Input>(input: I): I {
  if (input.type !== 'command' || !WITH_CODE.has(input.name)) return input;
  return LIKE_A_CODE.test(input.text.normalize('NFKC')) ? { ...input, text: CODE_MASK } : input;
}
