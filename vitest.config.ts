import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The machine of the continuous integration has two cores; real engines run in these tests.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What the functions would log, a test asserts or nobody reads.
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true', POWERTOOLS_TRACE_ENABLED: 'false' },
  },
});
