import { enableCompileCache } from 'node:module';

/** Half of a short command is reading its own code: from the second command on, Node remembers it compiled. */
enableCompileCache();
await import('./cli/run.ts');
