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
    // They end what hangs, and nothing else: a busy machine may take many times as long as an idle one.
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
