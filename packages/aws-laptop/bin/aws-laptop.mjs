#!/usr/bin/env node
/**
 * Starts the command on Node 24, Lambda's runtime, which reads TypeScript as it is: the one of the package `node`, or
 * this one when it is new enough. Plain JavaScript, so that an older Node can say what is missing.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const command = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'command.ts');

function nodeOfPackage() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const file = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

const isNewEnough = Number(process.versions.node.split('.')[0]) >= NEEDED;
const node = nodeOfPackage() ?? (isNewEnough ? process.execPath : undefined);

if (node === undefined) {
  process.stderr.write(
    `aws-laptop: Node ${NEEDED} is missing, this is ${process.version}. Run \`npm install\`, which brings it along ` +
      `(the package "node"), or use Node ${NEEDED}.\n`,
  );
  process.exitCode = 1;
} else {
  const child = spawn(node, [command, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to both processes.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`aws-laptop: ${node} does not start: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
