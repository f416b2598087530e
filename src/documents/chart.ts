/** Charts as pictures: from plain values to a PNG. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { phrase } from '../locales/catalogue.ts';
import type { ChartTask } from './chart-drawing.ts';
import type { ChartSpec } from './chart-spec.ts';

const DRAWER = fileURLToPath(new URL('./chart-process.ts', import.meta.url));
/** Young objects in a small space: a process that ends at once need not be fast at the cost of memory. */
const FLAGS = ['--max-semi-space-size=2', '--max-old-space-size=128'];

let drawing: Promise<unknown> = Promise.resolve();

/** A PNG of 1,600 points across. Rejects when `signal` aborts. One at a time: each takes as much memory as the program. */
export function drawChart(spec: ChartSpec, signal?: AbortSignal): Promise<Uint8Array> {
  const drawn = drawing.then(() => drawBeside(spec, signal));
  drawing = drawn.catch(() => {});
  return drawn;
}

async function drawBeside(spec: ChartSpec, signal: AbortSignal | undefined): Promise<Uint8Array> {
  signal?.throwIfAborted();
  const task: ChartTask = { spec, nothing: phrase(spec.language, 'document.chart.empty') };
  const drawer = fork(DRAWER, {
    execArgv: FLAGS,
    // Nothing of the program's settings, which have its secrets.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    killSignal: 'SIGKILL',
    ...(signal && { signal }),
  });
  const ended = once(drawer, 'exit').then(([code, killed]) => {
    throw new Error(`the chart’s process ended without a picture: ${killed ?? code}`);
  });
  const answered = once(drawer, 'message');
  ended.catch(() => {});
  answered.catch(() => {});
  drawer.send(task);
  const [answer] = await Promise.race([answered, ended]);
  if (!(answer instanceof Uint8Array)) throw new Error(`the chart could not be drawn: ${answer}`);
  return answer;
}
