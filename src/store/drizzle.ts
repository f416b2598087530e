/**
 * The only place that loads drizzle-orm, and by `require`: imported as ES modules, Node parses its large package.json again and
 * again, which costs 250 MB and 0.7 s at start.
 */
import { createRequire } from 'node:module';

// drizzle-kit bundles this file to CommonJS, where `import.meta.url` is undefined.
const require = createRequire(import.meta.url ?? `${process.cwd()}/drizzle.config.ts`);

export const orm = require('drizzle-orm') as typeof import('drizzle-orm');
export const pgCore = require('drizzle-orm/pg-core') as typeof import('drizzle-orm/pg-core');
export const pgProxy = require('drizzle-orm/pg-proxy') as typeof import('drizzle-orm/pg-proxy');
export const migrator = require('drizzle-orm/migrator') as typeof import('drizzle-orm/migrator');
