/** What platforms call the messages that this process has sent: whoever replaces, settles or answers one must name it as they do. */
import type { PendingRow } from '../store.ts';

export interface Receipts {
  /** The message has been sent; those of the same thread that come later learn what it is called. */
  keep(outboxId: string, nativeId: string | null, later: readonly PendingRow[]): void;
  /** Fills in what is known of the messages that this one refers to. Whether all of it is, or will be when those before are sent. */
  fill(row: PendingRow, before: readonly PendingRow[]): boolean;
}

/** So many are kept; an older message that is referred to is looked up in the database. */
const RECEIPTS_MAX = 10_000;

export function createReceipts(): Receipts {
  /** By outbox id, the oldest first. */
  const receipts = new Map<string, string | null>();

  return {
    keep(outboxId, nativeId, later) {
      receipts.set(outboxId, nativeId);
      const [oldest] = receipts.keys();
      if (receipts.size > RECEIPTS_MAX && oldest !== undefined) receipts.delete(oldest);
      for (const row of later) {
        if (row.replaces === outboxId) row.replacesNativeId = nativeId;
        if (row.message.settles?.outboxId === outboxId) row.settlesNativeId = nativeId;
        if (row.message.under === outboxId) row.underNativeId = nativeId;
      }
    },
    fill(row, before) {
      const { replaces, message } = row;
      const { under } = message;
      const settles = message.settles?.outboxId;
      if (under !== undefined) row.underNativeId = receipts.get(under) ?? null;
      if (replaces !== null) row.replacesNativeId = receipts.get(replaces) ?? null;
      if (settles !== undefined) row.settlesNativeId = receipts.get(settles) ?? null;
      const isKnown = (id: string): boolean => receipts.has(id) || before.some((earlier) => earlier.id === id);
      return [replaces ?? undefined, settles, under].every((id) => id === undefined || isKnown(id));
    },
  };
}
