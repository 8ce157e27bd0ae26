/**
 * Starts a TypeScript file on Node 24, Lambda's runtime, which reads it as it is: the Node of the package `node`, or
 * this one when it is new enough. Plain JavaScript without dependencies, so that an older Node and a checkout without
 * `node_modules` can say what is missing.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs `file` (a path from the root of the project) with this process's arguments; `name` is what a person typed. */
export function launch(name, file) {
  const { node, missing } = findNode();
  if (missing !== undefined) return fail(name, missing);
  const child = spawn(node, [join(ROOT, file), ...process.argv.slice(2)], { stdio: 'inherit', env: withPath(node) });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to both processes.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => fail(name, `${node} does not start: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}

/** What the program starts in turn (the CDK starts `node bin/app.ts`) runs on the same Node. */
function withPath(node) {
  return { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) };
}

/** Any one dependency shows whether `npm ci` ran; `node` itself may come without its program. */
function findNode() {
  const { resolve } = createRequire(join(ROOT, 'package.json'));
  if (!isInstalled(resolve, 'commander')) {
    return { missing: 'The dependencies are not installed. Run `npm ci` in this folder first.' };
  }
  const ofPackage = nodeOfPackage(resolve);
  if (ofPackage !== undefined) return { node: ofPackage };
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return { node: process.execPath };
  return {
    missing:
      `Node ${NEEDED} is missing: this is ${process.version}, and the package "node", which brings ${NEEDED} along, has no ` +
      `program. \`npm ci --ignore-scripts\` leaves it out. Run \`npm rebuild node\`, or use Node ${NEEDED}.`,
  };
}

function isInstalled(resolve, name) {
  try {
    resolve(name);
    return true;
  } catch {
    return false;
  }
}

function nodeOfPackage(resolve) {
  try {
    const file = join(resolve('node/package.json'), '..', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function fail(name, message) {
  process.stderr.write(`${name}: ${message}\n`);
  process.exitCode = 1;
}
