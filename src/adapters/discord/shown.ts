/** Says at once what belongs to a request, as a message of the chat; for interactions, which have a way of their own, see `responder.ts`. */
import type { Immediate } from '../../core/adapter.ts';
import type { Log } from '../../core/log.ts';
import { phrase } from '../../locales/catalogue.ts';
import type { Client } from './client.ts';
import { offerDialog } from './dialog.ts';
import { DiscordError, hasReason, REASON } from './errors.ts';
import type { Outcome } from './outcomes.ts';
import type { Language } from './people.ts';
import { type Rendered, renderMessage } from './render.ts';

export interface Shown {
  /** Resolves with what became of the last of them; nothing that goes wrong here undoes what was done. */
  inChat(channelId: string, parts: readonly Rendered[]): Promise<Outcome>;
}

const TRIES = 4;
const WAIT_MAX_MS = 10_000;

/** What an answer says beside the outbox, as messages. */
export function partsOf(immediates: readonly Immediate[], language: Language): Rendered[] {
  return immediates.flatMap((immediate) => {
    switch (immediate.type) {
      case 'message':
        return renderMessage(immediate.message);
      case 'dialog':
        return offerDialog(immediate.dialog, language);
      case 'problems': {
        const lines = immediate.problems.map(({ field, text }) => {
          const label = immediate.dialog?.fields.find(({ name }) => name === field)?.label ?? field;
          return `• ${phrase(language, 'form.dialog.problem', { label, problem: text })}`;
        });
        return renderMessage({ text: lines.join('\n') });
      }
      default:
        return immediate satisfies never;
    }
  });
}

export function createShown(options: { client(): Client; log: Log; pause(ms: number): Promise<void> }): Shown {
  const { client, log, pause } = options;

  async function post(channelId: string, body: Rendered): Promise<Outcome> {
    for (let tries = 1; ; tries += 1) {
      try {
        await client().call('POST', `/channels/${channelId}/messages`, { body });
        return 'sent';
      } catch (error) {
        const wait = error instanceof DiscordError && error.code === 'too-many' ? (error.retryAfterMs ?? 0) : undefined;
        if (wait === undefined || wait > WAIT_MAX_MS || tries >= TRIES) {
          log.warn({ err: error }, 'an answer could not be shown');
          return hasReason(error, REASON.closedToUs) ? 'closed' : 'late';
        }
        await pause(wait);
      }
    }
  }

  return {
    async inChat(channelId, parts) {
      let outcome: Outcome = 'late';
      for (const body of parts) {
        outcome = await post(channelId, body);
        if (outcome === 'closed') break;
      }
      return outcome;
    },
  };
}
