/** Which rows a decision writes, so that no group writes one of them twice: Postgres silently loses the second write. */
import type { Decision } from '../decision.ts';

/** State rows are always written with a journal entry of their aggregate, so the aggregate's id stands for them. */
export function keysOf(decision: Decision): string[] {
  return [
    `event ${decision.event.id}`,
    ...decision.gathered.filter((id) => id !== decision.event.id).map((id) => `event ${id}`),
    ...decision.lots.map((lot) => `event ${lot.id}`),
    ...decision.journal.map((entry) => `aggregate ${entry.id}`),
    ...decision.slots.map(({ slot, place }) => `slot ${slot} ${place}`),
    ...decision.drafts.map((draft) => `draft ${draft.id}`),
    ...decision.moves.flatMap(({ from, to }) => [`moved ${from}`, `moved ${to}`]),
    ...decision.files.map((file) => `file ${file.id}`),
    ...decision.timers.map((timer) => `timer ${timer.key}`),
    ...decision.cancel.map((timer) => `timer ${timer.key}`),
    ...decision.outbox.map((row) => `outbox ${row.id}`),
    ...decision.expects.flatMap((expectation) => {
      if (expectation.type === 'timer') return [`timer ${expectation.key}`];
      if (expectation.type === 'failed-send') return [`outbox ${expectation.id}`];
      return expectation.type === 'failed-event' ? [`event ${expectation.id}`] : [];
    }),
  ];
}
