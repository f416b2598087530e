import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Many files wait for processes and databases; by default one core of two would be left unused.
    maxWorkers: 2,
    // Nothing is asserted about time; this only ends what hangs, also on a machine that is busy with other things.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Where faults are made at random moments, one that met a stroke of bad luck is run again, and the report says so.
    retry: Number(process.env['TEST_RETRY'] ?? 0),
  },
});
