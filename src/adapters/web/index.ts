/**
 * The web page: a browser is three people side by side, so that a complaint can be followed from the shop to headquarters and back.
 * What the page shows is read from the database (`hub.ts`); being sent means for a message that someone is looking.
 */
import type { Hono } from 'hono';
import type { Adapter, Intake } from '../../core/adapter.ts';
import { DeliveryError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Store } from '../../core/store.ts';
import { createHub, type HubOptions } from './hub.ts';
import type { Language } from './language.ts';
import { CHANNEL, type Pane, type People } from './people.ts';
import { createRoutes, type Desktop } from './routes.ts';
import { createSeal } from './sealed.ts';
import { createSessions } from './sessions.ts';
import { uploaderOf } from './uploads.ts';

export { PANES, type Pane, type PanePerson, type People, WEB_DESK_THREAD } from './people.ts';

export type WebStore = Pick<Store, 'transcript' | 'files' | 'load' | 'secret' | 'reads'>;

export interface WebOptions {
  /** Where the server listens: under this name, and those of this machine, the page can be opened. */
  host: string;
  defaultLanguage: Language;
  names: Readonly<Record<Pane, string>>;
  log: Log;
  /** Someone has opened the page in this language, or chosen it. */
  onLanguage?(language: Language): void;
  timing?: Pick<HubOptions, 'pollMs' | 'beatMs' | 'waitingMax'> & {
    /** How long a page waits for what it sent to be stored, before it is told to try again. */
    intakeMs?: number;
  };
}

/** What the page needs of a running program. */
export interface WebParts {
  store: WebStore;
  /** Makes the people of a session, unless they are there. */
  settle(people: People): Promise<void>;
  /** A thread is looked at now: its messages should not wait for the next sweep. */
  onReach(): void;
  /** A dossier as a document to be printed; absent, there is none. */
  print?: Print;
}

export interface PrintAsked {
  dossier: string;
  /** As whom it is asked for: whoever sits at this browser. `zone`: IANA; null: not known. */
  readers: readonly { id: string; zone: string | null }[];
  language: Language;
}

/** The document and its `content-security-policy`; undefined when none of the readers has such a dossier. */
export type Print = (asked: PrintAsked) => Promise<{ html: string; policy: string } | undefined>;

export interface WebAdapter extends Adapter {
  /** Served from the start; until `open` they say that the program is starting. */
  routes: Hono;
  /** Called when the store is open, before `start`. Throws `StoreError`. */
  open(parts: WebParts): Promise<void>;
}

export function createWebAdapter(options: WebOptions): WebAdapter {
  const { names, log, timing = {} } = options;
  let desktop: (Desktop & { store: WebStore }) | undefined;
  let intake: Intake | undefined;

  return {
    channel: CHANNEL,
    capabilities: { edit: true, immediate: true, dialogs: true, pickers: true },
    routes: createRoutes({
      ...options,
      intakeMs: timing.intakeMs ?? 10_000,
      desktop: () => (intake ? desktop : undefined),
      intake: (event, handling) => {
        if (!intake) return Promise.reject(new Error('the adapter has not been started'));
        return intake(event, handling);
      },
    }),

    async open({ store, settle, onReach, print }) {
      const seal = createSeal(await store.secret('page'));
      const sessions = createSessions({ seal, names, settle });
      desktop = { store, seal, sessions, hub: createHub({ ...timing, store, log, onReach }), print };
    },

    reach: () => desktop?.hub.reach() ?? [],

    send({ outboxId, thread }) {
      if (!desktop?.hub.reach().includes(thread.id)) {
        return Promise.reject(new DeliveryError('unreachable', 'nobody is looking'));
      }
      desktop.hub.touch(thread.id);
      return Promise.resolve({ nativeId: outboxId });
    },

    async fetchFile(file, { maxBytes }) {
      const bytes = await desktop?.store.files.uploaded(file.id, uploaderOf(file));
      if (!bytes) throw new DeliveryError('refused', 'the upload is gone');
      if (bytes.byteLength > maxBytes) throw new DeliveryError('refused', 'the upload is too large');
      return bytes;
    },

    start(handle) {
      intake = handle;
      return Promise.resolve();
    },

    stop() {
      intake = undefined;
      desktop?.hub.stop();
      return Promise.resolve();
    },
  };
}
