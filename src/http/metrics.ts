/** The figures of the program in Prometheus' form, on a registry of their own so that tests and processes do not share any. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../core/metrics.ts';

export interface PrometheusMetrics extends Metrics {
  registry: Registry;
}

export function createMetrics(): PrometheusMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const events = new Counter({
    name: 'franchise_events_total',
    help: 'Events taken in, by channel and what became of them',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const commitSeconds = new Histogram({
    name: 'franchise_commit_seconds',
    help: 'How long the statement that writes a group of decisions took',
    // A commit takes about a millisecond on a near database; the top is where an operator looks for an outage.
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const commitGroupSize = new Histogram({
    name: 'franchise_commit_group_size',
    help: 'How many decisions one statement carried',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128],
    registers,
  });
  const conflicts = new Counter({
    name: 'franchise_conflicts_total',
    help: 'Decisions made again because someone else wrote first',
    registers,
  });
  const setAside = new Counter({
    name: 'franchise_events_set_aside_total',
    help: 'Events that could not be handled and wait for staff',
    registers,
  });
  const deliveries = new Counter({
    name: 'franchise_deliveries_total',
    help: 'Sends, by channel and what became of them',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const outboxPending = new Gauge({
    name: 'franchise_outbox_pending',
    help: 'Messages committed and not yet sent',
    registers,
  });
  const outboxOldest = new Gauge({
    name: 'franchise_outbox_oldest_seconds',
    help: 'Age of the oldest message not yet sent; 0 when there is none',
    registers,
  });
  const timerLateness = new Histogram({
    name: 'franchise_timer_lateness_seconds',
    help: 'How long after it was due a timer fired',
    buckets: [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 3600],
    registers,
  });
  const databaseUp = new Gauge({
    name: 'franchise_database_up',
    help: '1 while the database answers, 0 while it does not',
    registers,
  });

  return {
    registry,
    event: (channel, outcome) => events.inc({ channel, outcome }),
    commit(seconds, groupSize) {
      commitSeconds.observe(seconds);
      commitGroupSize.observe(groupSize);
    },
    conflict: () => conflicts.inc(),
    setAside: () => setAside.inc(),
    delivery: (channel, outcome) => deliveries.inc({ channel, outcome }),
    timerLate: (seconds) => timerLateness.observe(seconds),
    databaseUp: (up) => databaseUp.set(up ? 1 : 0),
    outbox(pending, oldestSeconds) {
      outboxPending.set(pending);
      outboxOldest.set(oldestSeconds);
    },
  };
}
