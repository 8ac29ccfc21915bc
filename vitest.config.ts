import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that run the whole stack, or a browser: begun last, one of them would keep a worker busy alone at the end. */
const slow = /\/test\/(?:e2e\/|web\/site\.)/u;

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [
      ...sorted.filter(({ moduleId }) => slow.test(moduleId)),
      ...sorted.filter(({ moduleId }) => !slow.test(moduleId)),
    ];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    sequence: { sequencer: SlowFirst },
    // Left to itself vitest uses all cores but one, of the two that a machine of the continuous integration has.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Real engines run in these tests.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What the functions would log, a test asserts or nobody reads.
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true', POWERTOOLS_TRACE_ENABLED: 'false' },
  },
});
