import type { Command } from 'commander';
import { describe, expect, test, vi } from 'vitest';
import { createProgram } from '../../bin/cli/program.ts';
import { requireSource } from '../../bin/cli/sources.ts';
import { SOURCES } from '../../domain/sources/registry.ts';

const NAMES = SOURCES.map(({ name }) => name).join(', ');

/** Every command with its words, subcommands included. */
function commandsOf(command: Command, words: string): readonly (readonly [words: string, command: Command])[] {
  return command.commands.flatMap((sub) => {
    const name = `${words} ${sub.name()}`;
    return [[name, sub] as const, ...commandsOf(sub, name)];
  });
}

function helpOf(command: Command): string {
  let text = '';
  const write = (part: string) => {
    text += part;
  };
  command.configureOutput({ writeOut: write, writeErr: write }).outputHelp();
  return text;
}

describe.each(commandsOf(createProgram(), 'npx lake'))('%s --help', (words, command) => {
  const help = helpOf(command);

  test('has examples of this very command', () => {
    expect(help).toMatch(/^Examples:$/m);
    expect(help).toMatch(new RegExp(`^  .*${words.replace('npx lake', 'npx lake( --\\S+ \\S+)*')}\\b`, 'm'));
  });

  test('says what its exit codes mean', () => {
    expect(help).toMatch(/Exit code \d/);
  });
});

/** What a command line that is wrong is answered with, on standard error. */
async function mistake(...words: readonly string[]): Promise<string> {
  const program = createProgram();
  let text = '';
  const write = (part: string) => {
    text += part;
  };
  for (const command of [program, ...commandsOf(program, '').map(([, sub]) => sub)]) {
    command.exitOverride().configureOutput({ writeErr: write, writeOut: () => expect.unreachable() });
  }
  await expect(program.parseAsync(words, { from: 'user' })).rejects.toThrow();
  return text;
}

test.each([
  [['flsh'], "error: unknown command 'flsh'\n(Did you mean flush?)\nRun `npx lake --help` for what it takes.\n"],
  [['reference', 'putt'], /^error: .*\n.*put\?\)\nRun `npx lake reference --help` for what it takes\.\n$/],
  [['query'], "error: missing required argument 'sql'\nRun `npx lake query --help` for what it takes.\n"],
  [['query', ' '], /It must be a statement that reads, or the name of a view\.\nRun .*\n$/],
  [['query', 'events', '--vertical', '--format', 'csv'], /cannot be used with option '--format <format>'\nRun .*\n$/],
  [['--data', '', 'status'], /It must be the path of a folder\.\nRun `npx lake --help` for what it takes\.\n$/],
  [['compact', '--day', '2026-11-31'], /2026-11-31 is not in the calendar/],
  [['failures', '--since', '2026-11-31'], /2026-11-31 is not in the calendar/],
  [['simulate', '--from', '2026-02-30'], /2026-02-30 is not in the calendar/],
  [['replay', '--from', 'raw', '--kind', 'statuss'], /The values are: .*Did you mean "status"\?\nRun .*\n$/],
  [['replay', '--from', 'failed', '--reason', 'row_refuse'], /not_json.*Did you mean "row_refused"\?/],
  [
    ['replay', '--from', 'raw', '--source', 'mta'],
    new RegExp(`no source "mta"\\. .*${NAMES}, lake\\. Did you mean "meta"\\?`),
  ],
  [['page', '--period', '8d'], /Allowed choices are 7d, 28d, 90d/],
  [['page', '--month', '2026-10', '--period', '7d'], /cannot be used with option '--period/],
  [['page', '--from', '2026-11-31', '--to', '2026-12-01'], /2026-11-31 is not in the calendar/],
  [['page', '--link', '--out', 'x.html'], /cannot be used with option/],
  [['page', '--link', '--minutes', '10081'], /a whole number from 1 to 10080, which is seven days/],
  [['reference', 'put', 'rate_card', 'x.csv'], /The tables are: .*Did you mean "rate_cards"\?/],
])('%j is answered with the mistake and one line on where to look', async (words, said) => {
  const text = await mistake(...words);
  expect(text).toEqual(typeof said === 'string' ? said : expect.stringMatching(said));
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
});

test.each([
  [['-- how many\nSELECT 1'], ' -- how many\nSELECT 1', undefined],
  [['--how many\nSELECT 1', '--limit', '3'], ' --how many\nSELECT 1', 3],
  [['--limit=3', '--', '-- how many\nSELECT 1'], ' -- how many\nSELECT 1', 3],
  [[' SELECT 1 ;\n'], ' SELECT 1 ;\n', undefined],
  [[' events ;\n'], 'SELECT * FROM events', undefined],
])('lake query %j takes the statement', async (words, sql, limit) => {
  const command = createProgram().commands.find((each) => each.name() === 'query');
  const taken = vi.fn();
  command?.action((value: string, options: Readonly<Record<string, unknown>>) => taken(value, options.limit));
  await command?.parseAsync(words, { from: 'user' });
  expect(taken).toHaveBeenCalledWith(sql, limit);
});

test('lake query refuses an option that there is not', async () => {
  expect(await mistake('query', 'SELECT 1', '--limt', '3')).toMatch(/unknown option '--limt'/);
});

test.each([
  [['--month', '2026-13'], 'month must be a month such as 2026-10; it is "2026-13".'],
  [['--from', '2026-11-01'], 'Give --from and --to together.'],
  [['--from', '2026-11-10', '--to', '2026-11-01'], 'from (2026-11-10) is after through (2026-11-01)'],
  [['--campaign', 'a\nb'], 'campaign must have no control characters.'],
])('lake page %j is refused before a lake is asked', async (words, rule) => {
  await expect(createProgram().parseAsync(['page', ...words], { from: 'user' })).rejects.toThrow(rule);
});

test('a source that there is not is answered with the nearest', () => {
  expect(() => requireSource('send')).toThrow(`The sources are: ${NAMES}. Did you mean "sends"?`);
});

test('the help of all names LAKE_DATA, and where what is printed goes', () => {
  const help = helpOf(createProgram());
  expect(help).toContain('env: LAKE_DATA');
  expect(help).toMatch(/Results go to standard output/);
});
