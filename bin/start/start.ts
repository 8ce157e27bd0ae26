import { enableCompileCache } from 'node:module';

/** A start reads thousands of lines of code first: from the second one on, Node remembers them compiled. */
enableCompileCache();
await import('./program.ts');
