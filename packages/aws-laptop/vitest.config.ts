import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: 2,
    // A worker's files share their modules: no module may keep what another file would meet.
    isolate: false,
    // They end what hangs, and nothing else: a busy machine may take many times as long as an idle one.
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
