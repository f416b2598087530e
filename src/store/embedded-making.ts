/**
 * Makes a new embedded database. Its first start works for seconds without a pause, so it is done in a thread of its own: meanwhile
 * the program can answer over HTTP. It gets its name when it is whole, so an interrupted one is never opened.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

/** Does nothing when the directory is there. The caller has it locked. Throws what the driver throws. */
export async function makeEmbedded(directory: string): Promise<void> {
  if (existsSync(directory)) return;
  const unfinished = `${directory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await new Promise<void>((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { unfinished } });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error('the driver failed to make a database'));
    });
  });
  renameSync(unfinished, directory);
}

const given: unknown = workerData;
if (!isMainThread && typeof given === 'object' && given !== null && 'unfinished' in given) {
  const { openPglite } = await import('./pglite.ts');
  const database = await openPglite({ directory: String(given.unfinished) });
  await database.close();
}
