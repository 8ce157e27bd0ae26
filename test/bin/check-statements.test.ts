import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { countTogether } from '../../bin/cli/check-counts.ts';
import { readCheckFiles } from '../../bin/cli/check-files.ts';
import { inOrder, isPassed, reportOf, totalsLine, type Verdict, verdictLine } from '../../bin/cli/check-report.ts';
import { countsSql, groupChecks, onLiveViews, type PlacedCheck } from '../../bin/cli/check-statements.ts';
import { checksReportText, readChecksReport } from '../../domain/contracts/checks-report.ts';
import { trinoGrammar } from '../support/trino-grammar.ts';

/** "Maximum query string length" of Athena's service quotas, in bytes. */
const MAX_QUERY_BYTES = 262_144;

function check(place: number, view: string, severity: 'fail' | 'warn' = 'fail'): PlacedCheck {
  return { place, view, severity, rule: `rule ${place}`, sql: `SELECT n FROM ${view}` };
}

describe('the checks that one statement counts', () => {
  test('are those of a view, and those of neighbouring views with one check each', () => {
    const checks = ['a', 'a', 'b', 'c', 'd', 'd', 'e'].map((view, index) => check(index + 1, view));
    const places = groupChecks(checks).map((group) => group.map(({ place }) => place));
    expect(places).toEqual([[1, 2], [3, 4], [5, 6], [7]]);
  });

  test('share the view where they are several checks of it', () => {
    expect(countsSql([check(1, 'a'), check(2, 'a')], 'lake')).toBe(`WITH "a" AS (SELECT * FROM "lake"."a")
SELECT 1 AS place, count(*) AS offending FROM (
SELECT n FROM a
) AS offending_rows
UNION ALL
SELECT 2 AS place, count(*) AS offending FROM (
SELECT n FROM a
) AS offending_rows`);
    expect(countsSql([check(1, 'a')], 'lake')).not.toContain('WITH');
    expect(countsSql([check(1, 'a'), check(2, 'b')], 'lake')).not.toContain('WITH');
  });

  test('are of Trino’s grammar, with a query of its own WITH among them', async () => {
    const withOwn = { ...check(2, 'a'), sql: 'WITH b AS (\n  SELECT n FROM a\n)\nSELECT * FROM b -- all' };
    const grammar = await trinoGrammar();
    expect(grammar.mistakes(countsSql([check(1, 'a'), withOwn], 'lake'))).toEqual([]);
  });

  test('of this product are fewer than half as many statements, each of a length that Athena takes', () => {
    const files = readCheckFiles(join(import.meta.dirname, '..', '..', 'athena-sql'));
    const checks = [...files]
      .flatMap(([view, { checks: all }]) => all.map((one) => ({ ...one, view })))
      .map((one, index) => ({ ...one, place: index + 1 }));
    const groups = groupChecks(checks);
    expect(groups.flat()).toEqual(checks);
    expect(groups.length).toBeLessThan(checks.length / 2);
    const lengths = groups.map((group) => Buffer.byteLength(countsSql(group, 'a'.repeat(255))));
    expect(Math.max(...lengths)).toBeLessThan(MAX_QUERY_BYTES);
  });
});

describe('on live views', () => {
  const TABLES = ['events', 'a', 'live_a', 'b', 'live_b'];

  test('a check reads the live views, under the names it knows them by', () => {
    const sql = 'SELECT a.n FROM a JOIN b AS other ON other.n = a.n JOIN events ON true';
    expect(onLiveViews([{ ...check(1, 'a'), sql }], TABLES)).toEqual([
      {
        ...check(1, 'live_a'),
        sql: 'SELECT a.n FROM live_a AS a JOIN live_b AS other ON other.n = a.n JOIN events ON true',
      },
    ]);
  });

  test('a view without a live one is checked as it is', () => {
    expect(onLiveViews([check(1, 'events')], TABLES)).toEqual([check(1, 'events')]);
  });

  test('there are none on a stack without the setting: it says which', () => {
    expect(() => onLiveViews([check(1, 'a')], ['events', 'a', 'refreshed_a'])).toThrow(/no live views.*liveViews/);
  });

  test('the checks of a view are still one statement, which names the view once', () => {
    const [group = [], ...others] = groupChecks(onLiveViews([check(1, 'a'), check(2, 'a')], TABLES));
    expect(others).toEqual([]);
    expect(countsSql(group, 'lake').match(/"live_a" AS \(SELECT \* FROM "lake"\."live_a"\)/g)).toHaveLength(1);
  });
});

describe('a statement that fails', () => {
  test('is asked again check by check, and the one that ends in an error is named', async () => {
    const asked: string[] = [];
    const run = async (sql: string) => {
      asked.push(sql);
      if (sql.includes('UNION ALL')) throw new Error('QUERY_HAS_TOO_MANY_STAGES');
      if (sql.includes('SELECT 2 ')) throw new Error('COLUMN_NOT_FOUND: n');
      return { columns: [], rows: [[/SELECT (\d+) /.exec(sql)?.[1] ?? '', '7']] };
    };
    const checks = [check(1, 'a'), check(2, 'a'), check(3, 'a')];
    expect(await countTogether(run, checks, 'lake')).toEqual([
      { check: checks[0], offending: 7 },
      { check: checks[1], error: 'COLUMN_NOT_FOUND: n' },
      { check: checks[2], offending: 7 },
    ]);
    expect(asked).toHaveLength(4);
  });

  test('without a count for a check is an error, not a success', async () => {
    const [verdict] = await countTogether(async () => ({ columns: [], rows: [] }), [check(1, 'a')], 'lake');
    expect(verdict && isPassed(verdict)).toBe(false);
  });
});

describe('what is printed', () => {
  const verdicts: readonly Verdict[] = [
    { check: check(1, 'a'), offending: 0 },
    { check: check(2, 'a', 'warn'), offending: 1 },
    { check: check(3, 'a'), offending: 2 },
    { check: check(4, 'b'), error: 'TABLE_NOT_FOUND: b' },
  ];

  test('a line reads as what it is', () => {
    expect(verdicts.map((verdict) => verdictLine(verdict, 4))).toEqual([
      'ok 1/4 a: rule 1',
      'warn 2/4 a: rule 2 (1 row)',
      'FAIL 3/4 a: rule 3 (2 rows)',
      'ERROR 4/4 b: rule 4 (TABLE_NOT_FOUND: b)',
    ]);
    expect(verdicts.map(isPassed)).toEqual([true, true, false, false]);
  });

  test('the last line has the totals', () => {
    expect(totalsLine(verdicts, 9_840)).toBe('4 checks in 9.8 s: 1 ok, 1 warn (1 row), 1 FAIL (2 rows), 1 ERROR.');
  });

  test('the report that is kept has rules and counts, failing ones first, and no words of the engine', () => {
    const kept = checksReportText(reportOf(verdicts, Date.parse('2026-11-28T03:00:00Z'), 9_840));
    expect(readChecksReport(kept)).toEqual({
      checkedAt: '2026-11-28T03:00:00.000Z',
      seconds: 9.8,
      totals: { checks: 4, ok: 1, warn: 1, fail: 1, error: 1 },
      findings: [
        { outcome: 'fail', view: 'a', rule: 'rule 3', rows: 2 },
        { outcome: 'error', view: 'b', rule: 'rule 4', rows: null },
        { outcome: 'warn', view: 'a', rule: 'rule 2', rows: 1 },
      ],
    });
    expect(kept).not.toContain('TABLE_NOT_FOUND');
  });

  test('lines come in their order, each as soon as all before it are there', () => {
    const printed: string[] = [];
    const print = inOrder((text) => printed.push(text));
    print(2, 'two');
    expect(printed).toEqual([]);
    print(1, 'one');
    expect(printed).toEqual(['one', 'two']);
    print(3, 'three');
    expect(printed).toEqual(['one', 'two', 'three']);
  });
});
