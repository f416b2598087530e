// `node bin/tool.mjs TOOL …`: runs a development tool, or a script of the project, with a Node that is recent enough.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runPinned } from './pinned-node.mjs';

const PACKAGES = { biome: '@biomejs/biome', 'drizzle-kit': 'drizzle-kit', tsc: 'typescript', vitest: 'vitest' };

const [name = '', ...args] = process.argv.slice(2);

function pathOf(tool) {
  const folder = join(root, 'node_modules', PACKAGES[tool]);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[tool]);
}

runPinned([...process.execArgv, name in PACKAGES ? pathOf(name) : name, ...args]);
