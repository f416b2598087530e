/**
 * Files that the program makes itself. A flow orders one (`orderDocument`), the file worker has it made here: by its order's type, from what
 * the order says.
 */
import { z } from 'zod';
import type { FileSource } from '../core/engine/files.ts';
import { DeliveryError } from '../core/errors.ts';
import { DOCUMENTS } from '../core/files.ts';
import { drawChart } from './chart.ts';
import { chartSpec } from './chart-spec.ts';
import { csvFile } from './csv.ts';

/** Makes one kind of file. A mistake in the order is a `DeliveryError` with `refused`; whatever else it throws is tried again. */
export type Maker = (order: unknown, signal: AbortSignal) => Promise<Uint8Array>;

/** A maker with the shape of its orders. */
export function maker<Order>(
  shape: z.ZodType<Order>,
  make: (order: Order, signal: AbortSignal) => Promise<Uint8Array>,
): Maker {
  return async (order, signal) => {
    const parsed = shape.safeParse(order);
    if (!parsed.success)
      throw new DeliveryError('refused', `the order can’t be read: ${z.prettifyError(parsed.error)}`);
    return await make(parsed.data, signal);
  };
}

const cell = z.union([z.string(), z.number(), z.null()]);

/** What can be ordered without more: a picture, and a short table whose rows are in the order. */
export const MAKERS = {
  chart: maker(z.object({ chart: chartSpec }), ({ chart }, signal) => drawChart(chart, signal)),
  table: maker(z.object({ rows: z.array(z.array(cell)) }), ({ rows }) => csvFile(rows)),
} satisfies Record<string, Maker>;

const tagged = z.looseObject({ type: z.string() });

/** The source of these files for the file worker. `makers` by the type of their orders. */
export function createDocuments({ makers }: { makers: Readonly<Record<string, Maker>> }): FileSource {
  return {
    channel: DOCUMENTS,
    makes: true,
    async fetchFile({ source }, { signal }) {
      const order = orderIn(source);
      const make = order && Object.hasOwn(makers, order.type) ? makers[order.type] : undefined;
      if (!make) throw new DeliveryError('refused', 'nobody makes such a document');
      return await make(order, signal);
    },
  };
}

function orderIn(source: string): z.infer<typeof tagged> | undefined {
  try {
    return tagged.safeParse(JSON.parse(source)).data;
  } catch {
    return undefined;
  }
}
