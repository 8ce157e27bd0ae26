import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
    exclude: ['test/long/**', 'test/soak/**'],
    // By default one processor less than there are: of two, one would idle.
    maxWorkers: 2,
    // A worker's files share their modules: no module may keep what the next file could stumble over.
    isolate: false,
    globalSetup: ['test/support/temporary-folder.ts', 'test/support/global-setup.ts'],
    // They end what hangs. No test takes nearly as long; on a busy machine it may take ten times its usual time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
