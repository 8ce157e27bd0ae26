import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: 2,
    // A worker's files share their modules: no module may keep what another file would meet.
    isolate: false,
    // They end what hangs. No test takes nearly as long; on a busy machine it may take ten times its usual time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
