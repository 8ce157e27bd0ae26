import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** `npm run test:long`: what would keep `npm test` from being quick. */
export default defineConfig({
  test: { ...base.test, include: ['test/long/**/*.test.ts'], exclude: [] },
});
