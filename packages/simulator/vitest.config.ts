import { defineConfig } from 'vitest/config';

/** The package's tests by themselves; from the project's root they run with the others. */
export default defineConfig({ test: { include: ['test/**/*.test.ts'], root: import.meta.dirname } });
