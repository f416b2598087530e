/**
 * An open answer of the HTTP server as a stream of events. It is written past the web's streams: those keep what a slow reader does
 * not take, and can't say how much that is.
 */
import type { ServerResponse } from 'node:http';
import type { Line } from './hub.ts';

export const STREAM_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  // Said to proxies that would hold the events back until there are many.
  'x-accel-buffering': 'no',
};

export function openLine(outgoing: ServerResponse): Line {
  outgoing.writeHead(200, STREAM_HEADERS);
  // Each event goes out by itself, not when there is enough of them.
  outgoing.socket?.setNoDelay(true);
  outgoing.on('error', () => outgoing.destroy());
  return {
    write(text) {
      if (outgoing.destroyed || outgoing.writableEnded) return false;
      outgoing.write(text);
      return true;
    },
    isFull: () => outgoing.writableNeedDrain,
    drained: () =>
      new Promise((resolve, reject) => {
        if (!outgoing.writableNeedDrain) return resolve();
        if (outgoing.destroyed) return reject(new Error('the reader is gone'));
        const onDrain = (): void => {
          outgoing.off('close', onClose);
          resolve();
        };
        const onClose = (): void => {
          outgoing.off('drain', onDrain);
          reject(new Error('the reader is gone'));
        };
        outgoing.once('drain', onDrain);
        outgoing.once('close', onClose);
      }),
    waiting: () => outgoing.writableLength,
    end: () => void outgoing.end(),
    cut: () => void outgoing.destroy(),
  };
}
