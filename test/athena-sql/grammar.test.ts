import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSharedFunction, NAMED_FUNCTIONS } from 'aws-laptop/athena';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Grammar, trinoGrammar } from '../support/trino-grammar.ts';
import { isTrinoForm, isTrinoFunction } from './trino-functions.ts';

/** Every file of SQL there is: views, their checks, and the statements of the compaction. */
const ROOT = join(import.meta.dirname, '..', '..', 'athena-sql');
const FILES = globSync('**/*.sql', { cwd: ROOT }).sort();

let grammar: Grammar;

beforeAll(async () => {
  grammar = await trinoGrammar();
});

/** With its parameters filled; of an UNLOAD, which is Athena's own statement, the query in it. */
function statementOf(path: string): string {
  const sql = readFileSync(join(ROOT, path), 'utf8');
  const queried = sql.replace('{query}', 'SELECT message_key, event_key, name FROM t').replace('{parts}', '8');
  const named = queried.replaceAll(/\{(?:view|columns|table)\}/g, 'name');
  const filled = named.replaceAll(/'\{\w+\}'/g, "'2026-11-18'").replaceAll(/\{\w+\}/g, "'2026-11-18', '2026-11-19'");
  return filled.replace(/^UNLOAD \(([\s\S]*)\)\nTO '[^']*'\nWITH \(.*\)\s*$/m, '$1');
}

describe.each(FILES)('%s', (path) => {
  test('is of Trino’s grammar', () => {
    expect(grammar.mistakes(statementOf(path))).toEqual([]);
  });

  test('calls only functions that Trino has and the laptop gives Trino’s meaning', () => {
    const called = grammar.functions(statementOf(path));
    const isShared = (name: string) => isTrinoForm(name) || (isTrinoFunction(name) && isSharedFunction(name));
    expect(called.filter((name) => !isShared(name))).toEqual([]);
  });
});

test('every function that the laptop lets pass is one of Trino’s', () => {
  expect(NAMED_FUNCTIONS.filter((name) => !isTrinoFunction(name))).toEqual([]);
});

describe('the grammar refuses what only DuckDB has', () => {
  test.each([
    'SELECT a FROM t QUALIFY row_number() OVER (ORDER BY a) = 1',
    'SELECT * EXCLUDE (a) FROM t',
    'SELECT * REPLACE (a AS b) FROM t',
    'SELECT a::int FROM t',
    'SELECT a, count(*) FROM t GROUP BY ALL',
    'SELECT a, FROM t',
    'FROM t',
    'SELECT a FROM t LIMIT 1 OFFSET 2',
    'SELECT [1, 2]',
    'SELECT a // b FROM t',
    'SELECT INTERVAL 1 DAY',
    'SELECT DISTINCT ON (a) b FROM t',
    "SELECT a ILIKE 'b' FROM t",
    'SELECT a FROM t UNION BY NAME SELECT b FROM u',
  ])('%s', (sql) => {
    expect(grammar.mistakes(sql)).not.toEqual([]);
  });

  test.each(['list_transform', 'strftime', 'epoch_ms', 'string_agg', 'regexp_matches'])('%s(…)', (name) => {
    const [called] = grammar.functions(`SELECT ${name}(a, b) FROM t`);
    expect(called).toBe(name);
    expect(isTrinoFunction(name)).toBe(false);
  });
});
