/**
 * Long polling. Updates are confirmed by asking for later ones, so that is done only when all before are safe; while some are not, the
 * others go on. One process at a time asks, by a lease.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type Log, logFailure } from '../../core/log.ts';
import type { LeasePort } from '../../core/store.ts';
import { ALLOWED_UPDATES, POLL_LIMIT, POLL_SECONDS } from './capabilities.ts';
import { type Client, TelegramError } from './client.ts';
import type { Inbox } from './inbox.ts';
import { updateIdSchema } from './update.ts';

export interface PollerOptions {
  client: Client;
  inbox: Inbox;
  leases: LeasePort;
  /** This process's, a uuid. */
  token: string;
  log: Log;
  /** A line for the operator. */
  tell(line: string): void;
  onUnauthorized(): void;
  timing?: Partial<PollTiming>;
}

export interface PollTiming {
  leaseMs: number;
  /** Between looks for a lease that another process has: with what is left of that lease, the longest that nobody asks. */
  standbyMs: number;
  /** Between looks for further updates while some are being handled. */
  lookMs: number;
  /** After a failure; doubled each time, up to the second. */
  retryMs: number;
  retryMaxMs: number;
  /** After being told that someone else is asking. */
  conflictMs: number;
}

const TIMING: PollTiming = {
  leaseMs: 10_000,
  standbyMs: 2000,
  lookMs: 200,
  retryMs: 500,
  retryMaxMs: 15_000,
  conflictMs: 3000,
};

/** What the last call on the way out may take. */
const GOODBYE_MS = 500;

export interface Poller {
  /** Resolves when the signal aborts, or the token is not accepted. */
  run(signal: AbortSignal): Promise<void>;
}

export function createPoller(options: PollerOptions): Poller {
  const { client, inbox, leases, token, log, tell } = options;
  const timing = { ...TIMING, ...options.timing };
  const name = `telegram.poll:${client.botId}`;
  /** Updates that were seen and are not confirmed: what became of each. */
  const seen = new Map<number, 'running' | 'failed' | 'done'>();
  const running = new Set<Promise<void>>();
  let failures = 0;
  let toldConflict = false;

  async function hold(): Promise<boolean> {
    try {
      return await leases.hold(name, { token, leaseMs: timing.leaseMs });
    } catch (error) {
      logFailure(log, error, {}, 'Telegram: the lease for polling could not be taken');
      return false;
    }
  }

  /** Renews the lease until it is lost or the signal aborts; then `lost` is called. */
  async function keep(signal: AbortSignal, lost: () => void): Promise<void> {
    let until = performance.now() + timing.leaseMs;
    while (!signal.aborted) {
      await waitFor(timing.leaseMs / 3, signal);
      if (signal.aborted) return;
      const asked = performance.now();
      const answer = await leases.hold(name, { token, leaseMs: timing.leaseMs }).catch(() => undefined);
      if (answer) until = asked + timing.leaseMs;
      // Without an answer it is still ours until it ends.
      else if (answer === false || performance.now() > until - timing.leaseMs / 3) return lost();
    }
  }

  /** Asks and hands in, as long as the lease is held. */
  async function poll(signal: AbortSignal): Promise<void> {
    await client.call('deleteWebhook', {}, { signal }).catch((error: unknown) => {
      if (!(error instanceof TelegramError) || error.code !== 'refused') throw error;
      log.warn(
        { err: error },
        'Telegram: a webhook could not be taken away; if there is one, nothing can be asked for',
      );
    });
    let confirmed = true;
    while (!signal.aborted) {
      const open = [...seen].filter(([, state]) => state !== 'done').map(([id]) => id);
      const waiting = open.length > 0;
      const newest = Math.max(...seen.keys());
      const offset = waiting ? Math.min(...open) : newest + 1;
      const asked = performance.now();
      const updates = await client.call(
        'getUpdates',
        {
          // Left out when there is nothing to confirm: after a quiet week ids start anywhere, even lower.
          ...((waiting || !confirmed) && seen.size > 0 && { offset }),
          timeout: waiting ? 0 : POLL_SECONDS,
          limit: POLL_LIMIT,
          allowed_updates: [...ALLOWED_UPDATES],
        },
        { signal, timeoutMs: (POLL_SECONDS + 10) * 1000 },
      );
      failures = 0;
      toldConflict = false;
      for (const id of [...seen.keys()]) if (waiting ? id < offset : true) seen.delete(id);
      confirmed = true;
      for (const update of updates) handIn(update);
      if (seen.size > 0) {
        confirmed = false;
        await settle(signal);
        // A server that does not wait for news, or sends what has no number, must not be asked without pause.
      } else await waitFor(Math.max(0, timing.lookMs - (performance.now() - asked)), signal);
    }
  }

  function handIn(update: unknown): void {
    const id = updateIdSchema.safeParse(update).data?.update_id;
    if (id === undefined || seen.get(id) === 'running' || seen.get(id) === 'done') return;
    seen.set(id, 'running');
    const handled: Promise<void> = inbox
      .take(update)
      .then(
        () => void seen.set(id, 'done'),
        (error: unknown) => {
          seen.set(id, 'failed');
          logFailure(log, error, { update: id }, 'Telegram: an update could not be handled and stays unconfirmed');
        },
      )
      .finally(() => running.delete(handled));
    running.add(handled);
  }

  /** Until all are handled; not for long, since others may wait behind a slow one, or belong to an album. */
  async function settle(signal: AbortSignal): Promise<void> {
    const handled = Promise.all(running);
    await Promise.race([handled, waitFor(timing.lookMs, signal)]);
    if (![...seen.values()].includes('failed')) return;
    await waitFor(backoff(), signal);
  }

  const backoff = (): number => {
    failures += 1;
    return Math.min(timing.retryMs * 2 ** Math.min(failures - 1, 10), timing.retryMaxMs);
  };

  /** False when it makes no sense to go on. */
  async function recover(error: unknown, signal: AbortSignal): Promise<boolean> {
    if (!(error instanceof TelegramError)) {
      log.error({ err: error }, 'Telegram: polling failed');
      await waitFor(backoff(), signal);
      return true;
    }
    if (error.code === 'unauthorized') {
      options.onUnauthorized();
      return false;
    }
    if (error.code === 'conflict') {
      if (!toldConflict) {
        tell(
          'Telegram: another program asks for this bot’s updates with the same token. This one waits and tries again; end the other one, or give it a bot of its own.',
        );
      }
      toldConflict = true;
      await waitFor(timing.conflictMs, signal);
      return true;
    }
    const delayMs = Math.max(error.retryAfterMs ?? 0, backoff());
    if (failures === 1) log.warn({ err: error }, 'Telegram: can’t be asked for updates now; trying again');
    await waitFor(delayMs, signal);
    return true;
  }

  /** What is safe need not be sent again to the next who asks. */
  async function confirm(): Promise<void> {
    if (seen.size === 0) return;
    await Promise.race([Promise.all(running), pause(GOODBYE_MS / 2)]);
    const open = [...seen].filter(([, state]) => state !== 'done').map(([id]) => id);
    const offset = open.length > 0 ? Math.min(...open) : Math.max(...seen.keys()) + 1;
    await client
      .call(
        'getUpdates',
        { offset, timeout: 0, limit: 1, allowed_updates: [...ALLOWED_UPDATES] },
        { timeoutMs: GOODBYE_MS },
      )
      .catch(() => {});
  }

  return {
    async run(stop) {
      let goesOn = true;
      while (!stop.aborted && goesOn) {
        if (!(await hold())) {
          await waitFor(timing.standbyMs, stop);
          continue;
        }
        const lease = new AbortController();
        const signal = AbortSignal.any([stop, lease.signal]);
        const kept = keep(signal, () => lease.abort());
        while (!signal.aborted && goesOn) {
          try {
            await poll(signal);
          } catch (error) {
            if (!signal.aborted) goesOn = await recover(error, signal);
          }
        }
        if (stop.aborted) await confirm();
        // Those of another process see what this one has left unconfirmed.
        seen.clear();
        lease.abort();
        await kept;
        await leases.release(name, token).catch(() => {});
      }
    },
  };
}

const waitFor = (ms: number, signal: AbortSignal): Promise<void> => pause(ms, undefined, { signal }).catch(() => {});
