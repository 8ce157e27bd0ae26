import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../bin/start/build.ts';
import { commandPages, helpExamples, inlineLakeCalls } from '../support/documented-commands.ts';
import { type Laptop, remove, startLaptop, temporaryFolder } from '../support/laptop.ts';

/**
 * What is not run here, and why. Each entry must match some command, so that the list stays short.
 * Everything else in the README, under docs/ and in the help texts runs as it is written.
 */
const NOT_RUN: readonly (readonly [RegExp, string])[] = [
  [/npx cdk (bootstrap|deploy|diff)/, 'needs an AWS account'],
  [/<[A-Za-z][\w ]*>/, 'has a name to fill in'],
  [/^npm ci && npm start|^npm start/, 'test/bin/start.test.ts, and the last step of the CI'],
  [/^npm ci && npm test|^npm run (lint|types|test:long|soak|chaos|kill)\b/, 'steps of the CI'],
];

/** The same command, for less work and without leaving the folder. */
const SHORTER: readonly (readonly [RegExp, string])[] = [
  [/--messages \d+/, '--messages 40'],
  [/\/tmp\/(simulated|october)/g, 'simulated'],
  [/http:\/\/127\.0\.0\.1:8787/g, '$FRONT_DOOR'],
];

let checkout: string;
let laptop: Laptop;
const folders: string[] = [];

beforeAll(async () => {
  checkout = copyOfCheckout();
  laptop = await startLaptop(join(checkout, '.lake'), undefined, { bufferSeconds: 1 });
});
afterAll(async () => {
  await laptop.close();
  remove(...folders);
});

const pages = commandPages(PROJECT_ROOT);

test('the pages with commands are found', () => {
  expect(pages.map(({ page }) => page)).toEqual(
    expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/deploy.md', 'docs/sends.md', 'docs/webhooks.md']),
  );
});

test('every command that is not run has a reason, and every reason a command', () => {
  const all = pages.flatMap(({ commands }) => commands);
  expect(NOT_RUN.filter(([pattern]) => !all.some((command) => pattern.test(command)))).toEqual([]);
});

test.each(pages)('$page: its commands run as they are written', async ({ commands }) => {
  const { exitCode, output } = await runAll(commands);
  expect(exitCode, output).toBe(0);
});

test('the examples of every help text run as they are written', async () => {
  const { stdout } = await laptop.lake('--help');
  const names = [...stdout.matchAll(/^ {2}([a-z]+)\b.* {2}\S/gm)].map(([, name = '']) => name);
  const commands = names.filter((name) => name !== 'help');
  expect(commands).toEqual(expect.arrayContaining(['deliver', 'query', 'replay', 'simulate', 'check']));
  for (const command of commands) {
    const examples = helpExamples((await laptop.lake(command, '--help')).stdout);
    expect(examples.length, `${command} has no examples`).toBeGreaterThan(command === 'reference' ? -1 : 0);
    const { exitCode, output } = await runAll(examples);
    expect(exitCode, output).toBe(0);
  }
});

test('the commands and options that running text names exist', async () => {
  const calls = globSync(['*.md', 'docs/**/*.md'], { cwd: PROJECT_ROOT }).flatMap((page) =>
    inlineLakeCalls(readFileSync(join(PROJECT_ROOT, page), 'utf8')).map((call) => ({ page, call })),
  );
  expect(calls.length).toBeGreaterThan(15);
  const root = (await laptop.lake('--help')).stdout;
  const helps = new Map<string, string>();
  for (const { page, call } of calls) {
    const [name = ''] = call.split(' ');
    if (!helps.has(name)) helps.set(name, (await laptop.lake(name, '--help')).stdout);
    for (const option of call.match(/--[a-z][a-z-]*/g) ?? []) {
      expect(`${helps.get(name)}${root}`, `${page}: npx lake ${call}`).toContain(option);
    }
  }
});

/** A fresh clone, installed: the files as they are here, with the same packages. */
function copyOfCheckout(): string {
  const folder = temporaryFolder();
  folders.push(folder);
  const listed = ['ls-files', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', listed, { cwd: PROJECT_ROOT, encoding: 'utf8', maxBuffer: 1e8 });
  for (const file of files.split('\n').filter(Boolean)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(PROJECT_ROOT, file), join(folder, file));
  }
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

interface Ran {
  readonly exitCode: number;
  /** The command that failed, and what was printed. */
  readonly output: string;
}

/** Runs commands one after the other in one shell, as somebody would who pastes them. */
function runAll(commands: readonly string[]): Promise<Ran> {
  const run = withTools(commands).filter((command) => !NOT_RUN.some(([pattern]) => pattern.test(command)));
  const script = join(checkout, 'pasted.sh');
  writeFileSync(script, ['set -euo pipefail', 'set -v', ...run.map(runnable)].join('\n'));
  return new Promise((resolve) => {
    const child = execFile(
      'bash',
      [script],
      { cwd: checkout, env: environment(), maxBuffer: 1e8 },
      (error, stdout, stderr) => {
        resolve({ exitCode: error ? Number(error.code ?? 1) : 0, output: tail(`${stderr}\n${stdout}`) });
      },
    );
    child.stdin?.end();
  });
}

/** Where a tool of a page is not installed, of that page the `lake` commands alone; said aloud. */
function withTools(commands: readonly string[]): readonly string[] {
  const missing = ['aws', 'curl', 'jq', 'openssl']
    .filter((tool) => commands.some((command) => new RegExp(`\\b${tool} `).test(command)))
    .filter((tool) => spawnSync('which', [tool]).status !== 0);
  if (missing.length === 0) return commands;
  process.stderr.write(`NOT RUN: commands that need ${missing.join(' and ')}, not installed here\n`);
  return commands.filter((command) => command.startsWith('npx lake '));
}

/** What is typed where a command asks for it; there is no terminal here, so that it reads standard input. */
const TYPED: readonly (readonly [RegExp, string])[] = [
  [/console \S+ --set/, '0123456789abcdef0123456789abcdef'],
  [/find --phone -(?=\s|$)/, '+15550100001'],
];

/** `lake find` ends with 4 where nothing is known: of an example's number that is right. */
function runnable(command: string): string {
  const shorter = SHORTER.reduce((text, [pattern, by]) => text.replaceAll(new RegExp(pattern, 'g'), by), command);
  const [, typed] = TYPED.find(([pattern]) => pattern.test(shorter) && !shorter.includes('|')) ?? [];
  const answered = typed === undefined ? shorter : shorter.replace(/( #.*)?$/, ` <<< ${typed}`);
  return /^npx lake find /.test(shorter) ? `${answered} || test $? = 4` : answered;
}

/** A newcomer's shell; with the laptop as AWS, so that commands for a deployed stack talk to it. */
function environment(): NodeJS.ProcessEnv {
  const { accessKeyId } = JSON.parse(readFileSync(join(laptop.dataDir, 'endpoint.json'), 'utf8'));
  const tools = join(checkout, 'tools');
  mkdirSync(tools, { recursive: true });
  // A password manager of the help's example.
  writeFileSync(join(tools, 'pass'), '#!/bin/sh\necho 0123456789abcdef0123456789abcdef\n', { mode: 0o755 });
  return {
    ...process.env,
    PATH: `${tools}:${process.env.PATH}`,
    FRONT_DOOR: laptop.url,
    AWS_ENDPOINT_URL: laptop.endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'laptop',
    AWS_REGION: 'us-east-1',
  };
}

function tail(text: string): string {
  return text.split('\n').slice(-60).join('\n');
}
