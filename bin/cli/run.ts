import { messageOf } from './aws-words.ts';
import { createProgram } from './program.ts';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    // Whoever reads has enough, as `head` has.
    process.exit(0);
  });
}

try {
  await createProgram().parseAsync();
} catch (error) {
  process.stderr.write(`lake: ${messageOf(error)}\n`);
  process.exitCode = 1;
}
