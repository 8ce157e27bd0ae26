import { defineConfig } from 'vitest/config';

/** Pure code leaves nothing behind that the next file could stumble over: these share their modules, which halves the time. */
const PURE = ['test/domain/**/*.test.ts', 'test/bench/**/*.test.ts', 'test/lambdas/reprocess/**/*.test.ts'];

export default defineConfig({
  test: {
    // By default one processor less than there are: of two, one would idle.
    maxWorkers: 2,
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false, globalSetup: [] } },
      { extends: true, test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: ['test/long/**', ...PURE] } },
    ],
  },
});
