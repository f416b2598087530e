// Starts the program, with the pinned Node where this one is too old for it.
import { fileURLToPath } from 'node:url';
import { isRecent, runPinned } from './pinned-node.mjs';

if (isRecent) {
  await import('../src/main.ts');
} else {
  runPinned([...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
}
