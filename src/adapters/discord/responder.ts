/**
 * The answers to one interaction. Discord waits three seconds for the first and takes further ones for a quarter of an hour, so an
 * answer that takes its time is announced, and put there later. In a server's channel only the person sees them.
 */
import type { Log } from '../../core/log.ts';
import type { Client } from './client.ts';
import type { Modal } from './dialog.ts';
import { DiscordError, hasReason, REASON } from './errors.ts';
import type { Place } from './parse-interaction.ts';
import type { Rendered } from './render.ts';

export interface Responder {
  /** Messages that answer. */
  say(parts: readonly Rendered[]): Promise<void>;
  /** The message whose button was pressed becomes this one. */
  replace(parts: readonly Rendered[]): Promise<void>;
  /** False when it is too late for a modal. */
  open(modal: Modal): Promise<boolean>;
  choices(choices: readonly { name: string; value: string }[]): Promise<void>;
  /** There is nothing to say here. */
  end(): Promise<void>;
}

export interface ResponderOptions {
  client: Client;
  at: Place;
  /** Something stands there already that was pressed: nothing need be put below it. */
  pressed: boolean;
  /** Undefined: what is awaited can't be announced. */
  deferAfterMs: number | undefined;
  /** Where to say it when the interaction can't be answered any more. */
  otherwise(parts: readonly Rendered[]): Promise<unknown>;
  log: Log;
}

/** interactions/receiving-and-responding#interaction-response-object-interaction-callback-type. */
const CALLBACK = { message: 4, deferMessage: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const;
/** resources/message#message-object-message-flags. */
const EPHEMERAL = 1 << 6;

/** An answer to a request is better not shown than shown twice. */
const mayHaveArrived = (error: unknown): boolean =>
  (error instanceof DiscordError && error.code === 'unclear') || hasReason(error, REASON.alreadyAnswered);

export function createResponder(options: ResponderOptions): Responder {
  const { client, at, pressed, log } = options;
  const flags = at.direct ? {} : { flags: EPHEMERAL };
  /** What stands at the platform: nothing, a promise of a message, or a pressed button that is at rest. */
  let state: 'open' | 'promised' | 'quiet' | 'answered' = 'open';
  /** One after another: the timer may come between. */
  let queue = Promise.resolve();
  const timer =
    options.deferAfterMs === undefined ? undefined : setTimeout(() => void inTurn(defer), options.deferAfterMs);

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const doing = queue.then(work);
    queue = doing.then(
      () => {},
      () => {},
    );
    return doing;
  }

  const callback = (type: number, data?: unknown) =>
    client.call('POST', `/interactions/${at.id}/${at.token}/callback`, {
      auth: false,
      body: { type, ...(data !== undefined && { data }) },
    });
  const webhook = (method: 'POST' | 'PATCH' | 'DELETE', body?: unknown) =>
    client.call(method, `/webhooks/${at.applicationId}/${at.token}${method === 'POST' ? '' : '/messages/@original'}`, {
      auth: false,
      ...(body !== undefined && { body }),
    });

  async function defer(): Promise<void> {
    if (state !== 'open') return;
    // Set before the call: one whose answer is lost may have arrived.
    state = pressed ? 'quiet' : 'promised';
    try {
      await callback(pressed ? CALLBACK.deferUpdate : CALLBACK.deferMessage, pressed ? undefined : flags);
    } catch (error) {
      gone(error);
      // By another process, whose answer is not ours to take away.
      if (hasReason(error, REASON.alreadyAnswered)) state = 'answered';
    }
  }

  function gone(error: unknown): void {
    log.debug({ err: error }, 'an interaction could not be answered');
  }

  async function post(part: Rendered): Promise<void> {
    if (state === 'open') {
      state = 'answered';
      await callback(CALLBACK.message, { ...part, ...flags });
    } else if (state === 'promised') {
      state = 'answered';
      await webhook('PATCH', part);
    } else {
      await webhook('POST', { ...part, ...flags });
    }
  }

  return {
    say: (parts) =>
      inTurn(async () => {
        clearTimeout(timer);
        for (const [index, part] of parts.entries()) {
          try {
            await post(part);
          } catch (error) {
            gone(error);
            if (mayHaveArrived(error)) continue;
            await options.otherwise(parts.slice(index));
            return;
          }
        }
      }),
    replace: (parts) =>
      inTurn(async () => {
        clearTimeout(timer);
        const [first, ...rest] = parts;
        try {
          if (first && state === 'open') {
            state = 'answered';
            await callback(CALLBACK.update, first);
          } else if (first) {
            await webhook('PATCH', first);
          }
          for (const part of rest) await webhook('POST', { ...part, ...flags });
        } catch (error) {
          gone(error);
          if (!mayHaveArrived(error)) await options.otherwise(parts);
        }
      }),
    open: (modal) =>
      inTurn(async () => {
        clearTimeout(timer);
        if (state !== 'open') return false;
        state = 'answered';
        try {
          await callback(CALLBACK.modal, modal);
          return true;
        } catch (error) {
          gone(error);
          // Too late: nothing stands there, and no follow-up is taken.
          if (!hasReason(error, REASON.unknownInteraction)) state = 'quiet';
          return false;
        }
      }),
    choices: (choices) =>
      inTurn(async () => {
        clearTimeout(timer);
        state = 'answered';
        await callback(CALLBACK.choices, { choices }).catch(gone);
      }),
    end: () =>
      inTurn(async () => {
        clearTimeout(timer);
        if (state === 'answered') return;
        await defer();
        // A promise that is not kept would stay on the screen.
        if (state === 'promised') await webhook('DELETE').catch(gone);
        state = 'answered';
      }),
  };
}
