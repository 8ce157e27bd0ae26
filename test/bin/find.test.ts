import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isSharedFunction } from 'aws-laptop/athena';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Ask, asking, statementOf } from '../../bin/cli/find/ask.ts';
import { lookUp } from '../../bin/cli/find/look-up.ts';
import { asJson, asText } from '../../bin/cli/find/report.ts';
import { readValue, withoutValues } from '../../bin/cli/find/value.ts';
import { findCommand } from '../../bin/cli/find.ts';
import { LOOKUP_KINDS } from '../../domain/identity/lookup.ts';
import type { QueryResult } from '../../lambdas/aws/athena-result.ts';
import { isTrinoForm, isTrinoFunction } from '../athena-sql/trino-functions.ts';
import { type Grammar, trinoGrammar } from '../support/trino-grammar.ts';

const FOLDER = join(import.meta.dirname, '../../bin/cli/find/sql');
const STATEMENTS = globSync('*.sql', { cwd: FOLDER })
  .map((file) => basename(file, '.sql'))
  .sort();

function oneRow(...values: readonly string[]): QueryResult {
  return { columns: values.map((_, n) => ({ name: `c${n}`, type: 'varchar' })), rows: [values] };
}

/** Answers what it is asked for with what is given, and remembers it. */
function pretended(answers: Readonly<Record<string, QueryResult>>) {
  const asked: string[] = [];
  const ask: Ask = async (statement, keys) => {
    if (keys.length === 0) return { columns: [], rows: [] };
    asked.push(`${statement} ${keys}`);
    return answers[statement] ?? { columns: [], rows: [] };
  };
  return { asked, ask };
}

describe('the statements', () => {
  let grammar: Grammar;
  beforeAll(async () => {
    grammar = await trinoGrammar();
  });

  test('are all asked for, and no others', async () => {
    const { asked, ask } = pretended(
      Object.fromEntries(
        STATEMENTS.map((name) => [name, { columns: [{ name: 'alias_key', type: 'varchar' }], rows: [['1.key']] }]),
      ),
    );
    await lookUp('message', ['1.key'], ask);
    await lookUp('person', ['1.key'], ask);
    const names = asked.map((one) => one.split(' ')[0] ?? '');
    expect([...new Set([...names, 'events'])].toSorted()).toEqual(STATEMENTS);
  });

  test.each(STATEMENTS)('%s is of Trino’s grammar, with functions that the laptop shares', (name) => {
    const sql = statementOf(name, ['1.a', '1.b']);
    expect(grammar.mistakes(sql)).toEqual([]);
    const isShared = (called: string) => isTrinoForm(called) || (isTrinoFunction(called) && isSharedFunction(called));
    expect(grammar.functions(sql).filter((called) => !isShared(called))).toEqual([]);
  });

  test.each(STATEMENTS)('%s runs as it stands, and says whose keys it takes', (name) => {
    const text = readFileSync(join(FOLDER, `${name}.sql`), 'utf8');
    expect(text).toMatch(/^(-- .*\n)*-- .*Keys: of (messages|persons|aliases|messages or aliases)\.\n/);
    expect(text).toContain("IN ('' /* keys */)");
  });

  test('take keys as texts, whatever is in them', () => {
    expect(statementOf('held_by', ["1.a'b", '1.c'])).toContain("IN ('1.a''b', '1.c' /* keys */)");
  });

  test('are not run without a key', async () => {
    const ask = asking(async () => {
      throw new Error('asked');
    });
    expect((await ask('persons', [])).rows).toEqual([]);
  });
});

describe('what is known', () => {
  test('of a person is asked by all of their keys, and of the number’s former holder too', async () => {
    const { asked, ask } = pretended({
      held_by: { columns: [{ name: 'person_key', type: 'varchar' }], rows: [['1.p/1'], ['1.q/1']] },
      aliases: { columns: [{ name: 'alias_key', type: 'varchar' }], rows: [['1.phone'], ['1.id']] },
      newest: { columns: [{ name: 'message_key', type: 'varchar' }], rows: [['1.m']] },
    });
    await lookUp('person', ['1.phone'], ask);
    expect(asked).toEqual(
      expect.arrayContaining(['persons 1.p/1,1.q/1', 'countries 1.phone,1.id', 'last_messages 1.m']),
    );
  });

  test('has no part without rows, and asks all days only where no view knows anything', async () => {
    const known = pretended({ message: oneRow('1.m') });
    expect((await lookUp('message', ['1.m'], known.ask)).map(({ name }) => name)).toEqual(['message']);
    expect(known.asked.some((one) => one.startsWith('events'))).toBe(false);
    const named = pretended({ events: oneRow('message_received') });
    expect((await lookUp('message', ['1.m'], named.ask)).map(({ name }) => name)).toEqual(['events']);
    expect(await lookUp('person', ['1.m'], pretended({}).ask)).toEqual([]);
  });
});

describe('the report', () => {
  const keys = [
    { key: '1.abroad', alias: 'phone', readIn: null },
    { key: '1.home', alias: 'phone', readIn: 'GB' },
  ];

  test('says by which keys it looked, and how it read a number', () => {
    const text = asText({ kind: 'phone', keys, sections: [{ name: 'persons', title: 'Person', result: oneRow('x') }] });
    expect(text).toContain('1.abroad  (phone, read as international)\n  1.home  (phone, read as a number of GB)');
    expect(text).toContain('\n\nPerson\n  c0  x');
  });

  test.each(LOOKUP_KINDS)('of nothing by %s has the likely reasons, as text and as JSON', (kind) => {
    expect(asText({ kind, keys, sections: [] })).toMatch(/Nothing is known of it\. Likely reasons:\n {2}- /);
    expect(JSON.parse(asJson({ kind, keys, sections: [] }))).toMatchObject({
      found: false,
      kind,
      reasons: expect.any(Array),
    });
  });
});

describe('an error of the command line says no value', () => {
  test.each([
    ["error: unknown option '--phon=+15550100001'", "error: unknown option '--phon=…'"],
    ["error: unknown option '-15550100001'", "error: unknown option '…'"],
    ["error: unknown command '15550100001'", "error: unknown command '…'"],
    ["error: unknown option '--mail=o'hara@example.com'", "error: unknown option '--mail=…'"],
    [
      "error: unknown command 'ada@example.com'\n(Did you mean one of find?)",
      "error: unknown command '…'\n(Did you mean one of find?)",
    ],
    [
      "error: unknown option '--phon=1555\n0100001'\n(Did you mean --phone?)",
      "error: unknown option '--phon=…'\n(Did you mean --phone?)",
    ],
    ["error: unknown command 'fnid'\n(Did you mean 'find'?)", "error: unknown command 'fnid'\n(Did you mean 'find'?)"],
    ["error: unknown command 'fnid'", "error: unknown command 'fnid'"],
    ["error: option '--phone <number>' argument missing", "error: option '--phone <number>' argument missing"],
  ])('%s', (error, shown) => {
    expect(withoutValues(error)).toBe(shown);
  });

  test.each([
    ['an option that is misspelled', ['--phon=planted-0077'], "unknown option '--phon=…'"],
    ['more than the option takes', ['--phone', '+1', 'planted-0077'], 'too many arguments'],
    ['a format that there is not', ['--phone', '1', '--format', 'planted-0077'], 'Allowed choices are table, json'],
    ['two at once', ['--phone', 'planted-0077', '--wamid', 'planted-0077'], 'Name one of'],
    ['none', [], 'Name one of'],
  ])('after %s', async (_what, words, said) => {
    const printed: string[] = [];
    const command = findCommand().exitOverride();
    command.configureOutput({ writeErr: (text) => void printed.push(text) });
    const refused = await command.parseAsync(words, { from: 'user' }).catch((error: Error) => error);
    // What commander printed it throws too, with its quotes; the program prints only what others throw.
    if (printed.length === 0 && refused instanceof Error) printed.push(refused.message);
    expect(printed.join('')).toContain(said);
    expect(printed.join('')).not.toContain('planted');
  });

  test.each(['', ' \n'])('%j is no value', async (given) => {
    await expect(readValue(given, 'phone number')).rejects.toThrow('No phone number was given');
  });

  test('two lines are refused without being quoted', async () => {
    const refused = await readValue('15550100001\n15550100002', 'phone number').catch(String);
    expect(refused).toMatch(/More than one line/);
    expect(refused).not.toContain('555');
  });
});
