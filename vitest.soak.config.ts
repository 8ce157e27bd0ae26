import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** `npm run soak`: seeded campaigns. One file after another: they measure time and memory. */
export default defineConfig({
  test: {
    ...base.test,
    maxWorkers: 1,
    isolate: true,
    include: ['test/soak/**/*.test.ts'],
    exclude: [],
    testTimeout: 3_600_000,
  },
});
