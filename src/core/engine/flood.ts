/**
 * Who writes faster than people do. A budget an account: so much at once, then so much a second. Who has used it up is over it until
 * they have paused, so that a flood does not have every hundredth of its messages answered. The clock is given; no timers.
 */

export interface FloodLimits {
  /** Events at once, and how many come back a second. */
  burst: number;
  perSecond: number;
  /** Who is over budget is heard again after a pause of so many seconds. */
  pauseSeconds: number;
  /** Between two notices to one account. */
  noticeMs: number;
  /** Words to the desk about anybody at once, and between two of them later on: floods must not flood the desk. */
  deskBurst: number;
  deskMs: number;
  /** Accounts remembered, twice that at most. One that is forgotten too early is heard for another burst. */
  accountsMax: number;
}

/**
 * To use it up takes two messages a second for a whole minute, or sixty at once. Voice input is a sentence at a time, an album is one
 * event, and a chat that is forwarded as evidence has a few dozen messages.
 */
export const FLOOD_LIMITS: FloodLimits = {
  burst: 60,
  perSecond: 1,
  pauseSeconds: 3,
  noticeMs: 60_000,
  deskBurst: 5,
  deskMs: 60_000,
  accountsMax: 20_000,
};

interface Account {
  left: number;
  at: number;
  isOver: boolean;
  toldAt: number;
}

export interface Flood {
  /** Counts an event of the account, and says whether it is over budget. One look into a map. */
  isOver(accountId: string): boolean;
  /** Whether it is time to tell the account; true at most once in the time of a notice. */
  tellsAuthor(accountId: string): boolean;
  tellsDesk(): boolean;
  /** Accounts that are remembered. */
  size(): number;
}

/** `now`: a monotonic clock in ms. */
export function createFlood(limits: FloodLimits = FLOOD_LIMITS, now: () => number = () => performance.now()): Flood {
  const { burst, perSecond, pauseSeconds } = limits;
  const heardAgain = Math.max(1, Math.min(burst, pauseSeconds * perSecond));
  /** What was not looked up for so long is as if it had never been. */
  const forgetMs = Math.max((burst * 1000) / perSecond, limits.noticeMs);
  // Two generations instead of an order of use: whoever is looked up comes into the young one, and the old one goes as a whole.
  let young = new Map<string, Account>();
  let old = new Map<string, Account>();
  let turnedAt = now();
  let deskLeft = limits.deskBurst;
  let deskAt = now();

  function accountOf(id: string, at: number): Account {
    const known = young.get(id);
    if (known) return known;
    if (at - turnedAt >= forgetMs || young.size >= limits.accountsMax) {
      old = young;
      young = new Map();
      turnedAt = at;
    }
    const account = old.get(id) ?? { left: burst, at, isOver: false, toldAt: Number.NEGATIVE_INFINITY };
    young.set(id, account);
    return account;
  }

  return {
    isOver(id) {
      const at = now();
      const account = accountOf(id, at);
      const left = Math.min(burst, account.left + ((at - account.at) * perSecond) / 1000);
      account.isOver = left < (account.isOver ? heardAgain : 1);
      account.left = Math.max(0, left - 1);
      account.at = at;
      return account.isOver;
    },
    tellsAuthor(id) {
      const at = now();
      const account = accountOf(id, at);
      if (at - account.toldAt < limits.noticeMs) return false;
      account.toldAt = at;
      return true;
    },
    tellsDesk() {
      const at = now();
      deskLeft = Math.min(limits.deskBurst, deskLeft + (at - deskAt) / limits.deskMs);
      deskAt = at;
      if (deskLeft < 1) return false;
      deskLeft -= 1;
      return true;
    },
    size: () => young.size + old.size,
  };
}
