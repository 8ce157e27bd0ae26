import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** `npm run test:long`: what would keep `npm test` from being quick. One file after another: they load the machine. */
export default defineConfig({
  test: { ...base.test, maxWorkers: 1, isolate: true, include: ['test/long/**/*.test.ts'], exclude: [] },
});
