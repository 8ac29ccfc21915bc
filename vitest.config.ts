import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Left to itself vitest uses all cores but one, of the two that a machine of the continuous integration has.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Real engines run in these tests.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What the functions would log, a test asserts or nobody reads.
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true', POWERTOOLS_TRACE_ENABLED: 'false' },
  },
});
