/**
 * Draws one chart in a process of its own and ends: what drawing takes in memory is given back, which a thread's or the program's own would
 * keep, and nobody's turn waits for it.
 */
import { type ChartTask, drawChart } from './chart-drawing.ts';

process.once('message', (task: ChartTask) => {
  drawChart(task).then(
    (bytes) => process.send?.(bytes, () => process.disconnect()),
    (error: unknown) => {
      process.exitCode = 1;
      process.send?.(error instanceof Error ? error.message : String(error), () => process.disconnect());
    },
  );
});
// The program has ended.
process.once('disconnect', () => process.exit());
