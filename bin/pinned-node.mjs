// Finds the Node that this project pins and runs things with it. Plain syntax, since old Nodes must be able to read it.
//
// npm puts the pinned Node first on the path of its scripts, but versions before 11.1 drop that link again when they pass over the
// packages of other platforms, which have a command of the same name. So nothing here relies on the link.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

// Node runs TypeScript without a flag from 22.18 on, and in the 23 line from 23.6 on.
const [major, minor] = process.versions.node.split('.').map(Number);
export const isRecent = major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);

function findPinned() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const path = join(root, 'node_modules', `node-${platform}-${process.arch}`, file);
  return existsSync(path) ? path : undefined;
}

// Runs Node with these arguments in place of this process: same terminal, same signals, same exit code.
export function runPinned(args) {
  const node = isRecent ? process.execPath : findPinned();
  if (!node) {
    console.error(
      `This program needs Node 22.18 or newer, but this is ${process.versions.node}: run "npm ci", which brings Node 24 ` +
        'for Linux and Windows; elsewhere install Node from https://nodejs.org.',
    );
    process.exit(1);
  }
  const child = spawn(node, args, { stdio: 'inherit' });
  // The terminal sends its signals to the child too; those of others are passed on.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1);
  });
}
