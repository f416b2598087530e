import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Every file has a process of its own, which would compile the packages anew.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'franchise-support-compiled');

/** What takes longest comes first, so that no core waits for it at the end; also where no earlier run is known. */
const LONG = ['page', 'chaos', 'e2e', 'store', 'year', 'week', 'adapters', 'flows', 'documents', 'domain'];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONG.findIndex((folder) => moduleId.includes(`/test/${folder}/`));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

const FOLDERS = 'adapters,answers,commands,core,documents,domain,flows,http,locales,recognition,week,year';
const SHARED = [`test/{${FOLDERS}}/**/*.test.ts`, 'test/*.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/support/template.ts'],
    // What only calls functions shares its worker with other such files, which then compile and import everything once. What starts
    // programs, breaks databases or opens browsers has a process of its own.
    projects: [
      { extends: true, test: { name: 'shared', include: SHARED, isolate: false } },
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: SHARED } },
    ],
    // Many files wait for processes and databases; by default one core of two would be left unused.
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
    // Nothing is asserted about time; this only ends what hangs, also on a machine that is busy with other things.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 180_000 } },
    // Where faults are made at random moments, one that met a stroke of bad luck is run again, and the report says so.
    retry: Number(process.env.TEST_RETRY ?? 0),
  },
});
