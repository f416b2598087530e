/** The port to the figures that operators watch; `http/metrics.ts` implements it for Prometheus. Labels are never personal data. */

export interface Metrics {
  /** An intake call ended. `outcome` is one of few words: an `Answer` status, `held`, `failed` or `unavailable`. */
  event(channel: string, outcome: string): void;
  /** A statement was written: how long it took, and how many decisions it carried. */
  commit(seconds: number, groupSize: number): void;
  /** Someone else was first: the event is decided again. */
  conflict(): void;
  /** An event was committed as `failed`, for staff to look at. */
  setAside(): void;
  /** A send ended. `outcome` is `sent` or the code of the `DeliveryError`. */
  delivery(channel: string, outcome: string): void;
  /** A timer fired this long after it was due. */
  timerLate(seconds: number): void;
  databaseUp(up: boolean): void;
  /** Unsent messages, and the age of the oldest; 0 when there is none. */
  outbox(pending: number, oldestSeconds: number): void;
}

/** For tests and commands that nobody watches. */
export const noMetrics: Metrics = {
  event() {},
  commit() {},
  conflict() {},
  setAside() {},
  delivery() {},
  timerLate() {},
  databaseUp() {},
  outbox() {},
};
