/** Who is at the other end: a signed cookie names the session, and the session's three people are made when they first do something. */
import { randomBytes } from 'node:crypto';
import { type Bucket, createBucket } from './bucket.ts';
import { type Pane, type People, peopleOf } from './people.ts';
import type { Seal } from './sealed.ts';

export interface Session {
  id: string;
  people: People;
  /** What they may still do now: messages and buttons, files, streams that are open. */
  acts: Bucket;
  uploads: Bucket;
  streams: number;
}

export interface SessionOptions {
  seal: Seal;
  names: Readonly<Record<Pane, string>>;
  /** Makes the people in the store, unless they are there. */
  settle(people: People): Promise<void>;
}

export interface Sessions {
  /**
   * undefined: no cookie, or none that was signed here. A number: too many came from where this one comes from, and another may after so
   * many milliseconds. Rejects when the people can't be made now.
   */
  enter(cookie: string | undefined, newcomers: Bucket): Promise<Session | number | undefined>;
  isValid(cookie: string | undefined): boolean;
  /** The cookie of a new session. */
  issue(): string;
}

/** 128 bits: nobody finds another one's by trying. */
const ID_BYTES = 16;
/** So many are remembered; who is forgotten is settled again, which changes nothing. */
const SESSIONS_MAX = 5_000;

/** A burst as of someone who pastes and presses quickly, then more than anybody types. */
const ACTS = { burst: 30, perSecond: 10 };
const UPLOADS = { burst: 20, perSecond: 1 };

export function createSessions({ seal, names, settle }: SessionOptions): Sessions {
  const known = new Map<string, { session: Session; settled: Promise<void> }>();
  const idIn = (cookie: string | undefined): string | undefined =>
    cookie === undefined ? undefined : seal.open('session', cookie);

  function open(id: string): { session: Session; settled: Promise<void> } {
    const people = peopleOf(id, names);
    const session = { id, people, acts: createBucket(ACTS), uploads: createBucket(UPLOADS), streams: 0 };
    const settled = settle(people).catch((error: unknown) => {
      known.delete(id);
      throw error;
    });
    return { session, settled };
  }

  return {
    async enter(cookie, newcomers) {
      const id = idIn(cookie);
      if (id === undefined) return undefined;
      const waitMs = known.has(id) ? 0 : newcomers.take();
      if (waitMs > 0) return waitMs;
      const entry = known.get(id) ?? open(id);
      // Put at the end: whoever was here last is forgotten last.
      known.delete(id);
      known.set(id, entry);
      for (const [oldest, { session }] of known) {
        if (known.size <= SESSIONS_MAX) break;
        if (session.streams === 0) known.delete(oldest);
      }
      await entry.settled;
      return entry.session;
    },
    isValid: (cookie) => idIn(cookie) !== undefined,
    issue: () => seal.seal('session', randomBytes(ID_BYTES).toString('base64url')),
  };
}
