import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../bin/start/build.ts';

const PAGE = join(PROJECT_ROOT, 'docs', 'connect.md');

export interface CodeBlock {
  readonly language: string;
  /** Of its first line of code. */
  readonly line: number;
  readonly text: string;
}

/** The fenced blocks of a Markdown text. */
export function codeBlocks(markdown: string): readonly CodeBlock[] {
  const lines = markdown.split('\n');
  return [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(({ index, 1: language = '', 2: text = '' }) => {
    const before = markdown.slice(0, index).split('\n').length;
    return { language, line: Math.min(before + 1, lines.length), text };
  });
}

/** docs/connect.md */
export function pageText(): string {
  return readFileSync(PAGE, 'utf8');
}

export function pageBlocks(): readonly CodeBlock[] {
  return codeBlocks(pageText());
}

/**
 * The environment that the page's first shell block sets for a laptop, in a folder whose `.lake` is the lake.
 * @throws Error with what the shell said when it fails.
 */
export function environmentOfPage(folder: string, dataDir: string): Readonly<Record<string, string>> {
  const block = pageBlocks().find(({ language }) => language === 'sh');
  if (block === undefined) throw new Error(`${PAGE} has no shell block that sets the environment.`);
  mkdirSync(folder);
  symlinkSync(dataDir, join(folder, '.lake'));
  const { status, stdout, stderr } = spawnSync('sh', ['-euc', `${block.text}\nenv`], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${PAGE}:${block.line} ended with ${status}: ${stderr}`);
  const set = stdout.split('\n').filter((line) => /^AWS_\w+=/.test(line));
  return Object.fromEntries(
    set.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
  );
}
