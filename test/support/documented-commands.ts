import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The commands of one page, in their order: later ones may use what earlier ones set or wrote. */
export interface CommandPage {
  readonly page: string;
  /** Each may have several lines, continued by a backslash, a pipe or an open loop. */
  readonly commands: readonly string[];
}

/** The commands in the fenced blocks marked `sh` of the README and the documentation. */
export function commandPages(root: string): readonly CommandPage[] {
  const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: root }).sort();
  return pages
    .map((page) => ({ page, commands: shellBlocks(readFileSync(join(root, page), 'utf8')).flatMap(commandsOf) }))
    .filter(({ commands }) => commands.length > 0);
}

/** The examples of a help text: the lines below `Examples:` or `Example:`. */
export function helpExamples(help: string): readonly string[] {
  const [, examples = ''] = help.split(/^Examples?:\n/m);
  return examples
    .split('\n')
    .filter((line) => /^ {2}\S/.test(line))
    .map((line) => line.trim());
}

/** Calls of the command in running text: `npx lake …` between backticks, with its words. */
export function inlineLakeCalls(markdown: string): readonly string[] {
  return [...markdown.matchAll(/`(?:echo [^`|]*\| )?npx lake ([a-z][^`]*)`/g)].map(([, words = '']) =>
    words.replaceAll(/\s+/g, ' '),
  );
}

function shellBlocks(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^( *)```sh\n([\s\S]*?)\n\1```$/gm)].map(([, indent = '', block = '']) =>
    block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

function commandsOf(block: string): readonly string[] {
  const commands: string[] = [];
  let open = '';
  for (const line of block.split('\n').filter((one) => one.trim() !== '' && !one.startsWith('#'))) {
    open = open === '' ? line : `${open}\n${line}`;
    if (/[\\|]$/.test(line) || /^while /m.test(open) !== /^done/m.test(open)) continue;
    commands.push(open);
    open = '';
  }
  return open === '' ? commands : [...commands, open];
}
