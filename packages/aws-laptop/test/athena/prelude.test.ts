import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalAthena, startAthena } from './shop.ts';

let athena: LocalAthena;
beforeAll(async () => {
  athena = await startAthena();
});
afterAll(() => athena.close());

/** Expressions and what Trino's documentation, or its rule, gives for them; undefined is NULL. */
const CASES: Readonly<Record<string, readonly (readonly [expression: string, trino: string | undefined])[]>> = {
  'integers divide as integers, towards zero': [
    ['7 / 2', '3'],
    ['-7 / 2', '-3'],
    ['CAST(7 AS bigint) / 2', '3'],
    ['CAST(x AS bigint) / 2', '0'],
    ['(SELECT sum(y) / 2 FROM (VALUES (5)) s(y))', '2'],
    ['7 % 3', '1'],
    ['-7 % 3', '-1'],
    ['mod(7, 3)', '1'],
    ['CAST(NULL AS bigint) / 0', undefined],
    ['try(x / 0)', undefined],
  ],
  'doubles divide as doubles, by zero too': [
    ['7 / 2e0', '3.5'],
    ['CAST(7 AS double) / 2', '3.5'],
    ['7e0 / 0', 'Infinity'],
    ['-7e0 / 0', '-Infinity'],
    ['0e0 / 0', 'NaN'],
    ['CAST(NULL AS double) / 0', undefined],
  ],
  'typeof gives Trino’s names; of texts without their length': [
    ['typeof(1)', 'integer'],
    ['typeof(x + 10000000000)', 'bigint'],
    ['typeof(1.5)', 'decimal(2,1)'],
    ['typeof(1e0)', 'double'],
    ["typeof('a')", 'varchar'],
    ['typeof(x > 1)', 'boolean'],
    ["typeof(DATE '2026-01-02')", 'date'],
    ["typeof(TIMESTAMP '2026-01-02 00:00:00')", 'timestamp(3)'],
    ['typeof(current_timestamp)', 'timestamp(3) with time zone'],
    ["typeof(INTERVAL '1' DAY)", 'interval day to second'],
    ['typeof(ARRAY[1, 2])', 'array(integer)'],
    ['typeof(NULL)', 'unknown'],
    ['typeof((SELECT sum(y) FROM (VALUES (5)) s(y)))', 'bigint'],
  ],
  'IF takes two arguments, and chr a bigint': [
    ['if(x = 1, 2)', '2'],
    ["if(x = 2, concat('a', 'b'))", undefined],
    ['if(x = 1, if(x = 2, 3), 4)', undefined],
    ['chr(CAST(65 AS bigint))', 'A'],
  ],
  'a date plus or minus an interval stays a date': [
    ["DATE '2026-01-02' - INTERVAL '1' DAY", '2026-01-01'],
    ["DATE '2026-01-31' + INTERVAL '1' MONTH", '2026-02-28'],
    ["INTERVAL '1' DAY + DATE '2026-01-31'", '2026-02-01'],
    ["CAST(DATE '2026-11-20' - INTERVAL '3' DAY AS varchar)", '2026-11-17'],
    ["TIMESTAMP '2026-01-02 00:00:00' - INTERVAL '1' HOUR", '2026-01-01 23:00:00.000'],
    ['-x', '-1'],
  ],
  'date_diff counts whole units, not boundaries': [
    ["date_diff('second', TIMESTAMP '2020-03-01 00:00:00', TIMESTAMP '2020-03-02 00:00:00')", '86400'],
    ["date_diff('day', DATE '2020-03-01', DATE '2020-03-02')", '1'],
    ["date_diff('millisecond', TIMESTAMP '2020-06-01 12:30:45.000', TIMESTAMP '2020-06-01 12:30:45.123')", '123'],
    ["date_diff('day', TIMESTAMP '2026-01-01 23:59:59', TIMESTAMP '2026-01-02 00:00:01')", '0'],
    ["date_diff('day', TIMESTAMP '2026-01-02 11:00:00', TIMESTAMP '2026-01-01 12:00:00')", '0'],
    ["date_diff('hour', TIMESTAMP '2026-01-01 12:30:00', TIMESTAMP '2026-01-01 13:00:00')", '0'],
    ["date_diff('month', DATE '2026-01-31', DATE '2026-03-30')", '1'],
    ["date_diff('week', DATE '2026-01-01', DATE '2026-01-14')", '1'],
  ],
  'date_add and date_trunc keep the type of what they are given': [
    ["date_add('second', 86, TIMESTAMP '2020-03-01 00:00:00')", '2020-03-01 00:01:26.000'],
    ["date_add('hour', 9, TIMESTAMP '2020-03-01 00:00:00')", '2020-03-01 09:00:00.000'],
    ["date_add('day', -1, DATE '2026-03-01')", '2026-02-28'],
    ["date_add('hour', 1, max(TIMESTAMP '2026-03-01 10:20:00'))", '2026-03-01 11:20:00.000'],
    ["date_trunc('hour', max(TIMESTAMP '2026-03-01 10:20:00'))", '2026-03-01 10:00:00.000'],
    ["date_trunc('month', DATE '2026-03-17')", '2026-03-01'],
    ["date_trunc('week', DATE '2026-11-22')", '2026-11-16'],
    ["date_trunc('hour', TIMESTAMP '2001-08-22 03:04:05.321')", '2001-08-22 03:00:00.000'],
  ],
  'instants come from and go to epoch seconds with milliseconds': [
    ['from_unixtime(1700000000)', '2023-11-14 22:13:20.000 UTC'],
    ['from_unixtime(1700000000.1239)', '2023-11-14 22:13:20.124 UTC'],
    ["to_unixtime(TIMESTAMP '2023-11-14 22:13:20.5')", '1.7000000005E9'],
    ["from_iso8601_timestamp('2020-05-11T11:15:05+02:00')", '2020-05-11 09:15:05.000 UTC'],
    ["from_iso8601_date('2020-05-11')", '2020-05-11'],
  ],
  'at_timezone reads the clock of the zone': [
    ["date(at_timezone(TIMESTAMP '2026-01-01 20:00:00', 'Asia/Kolkata'))", '2026-01-02'],
    ["hour(at_timezone(from_unixtime(1700000000), 'Asia/Kolkata'))", '3'],
  ],
  'calendar fields count as Trino counts them': [
    ["day_of_week(DATE '2026-11-22')", '7'],
    ["dow(DATE '2026-11-23')", '1'],
    ["day_of_year(DATE '2026-02-01')", '32'],
    ["year_of_week(DATE '2027-01-01')", '2026'],
    ["week(DATE '2027-01-01')", '53'],
    ["millisecond(TIMESTAMP '2026-01-01 00:00:10.123')", '123'],
    ["last_day_of_month(DATE '2024-02-01')", '2024-02-29'],
    ["EXTRACT(YEAR FROM DATE '2026-02-01')", '2026'],
  ],
  'date_format takes MySQL patterns': [
    ["date_format(TIMESTAMP '2022-10-20 05:10:00', '%m-%d-%Y %H')", '10-20-2022 05'],
    ["date_format(TIMESTAMP '2022-03-02 15:06:07.123', '%Y-%m-%d %H:%i:%s')", '2022-03-02 15:06:07'],
    [
      "date_format(TIMESTAMP '2022-03-02 15:06:07.123', '%M %W %e %c %k %h %p %T %f %j')",
      'March Wednesday 2 3 15 03 PM 15:06:07 123000 061',
    ],
    ["date_format(DATE '2022-03-02', '100%%M')", '100%M'],
  ],
  'greatest, least and concat are NULL as soon as one argument is': [
    ['greatest(1, NULL)', undefined],
    ['greatest(1, 3, 2)', '3'],
    ['least(NULL, 1, 2)', undefined],
    ['least(4, 1, 2, 3)', '1'],
    ["concat('a', NULL)", undefined],
    ["concat('a', 'b', 'c')", 'abc'],
    ["'a' || NULL", undefined],
  ],
  'text functions end where Trino ends': [
    ["substr('hello', 2, 2)", 'el'],
    ["substr('hello', -2)", 'lo'],
    ["substr('hello', 0)", ''],
    ["substr('ab', -5)", ''],
    ["SUBSTRING('hello' FROM 2)", 'ello'],
    ["split_part('a,b', ',', 2)", 'b'],
    ["split_part('a,b', ',', 3)", undefined],
    ["replace('abca', 'a')", 'bc'],
    ["strpos('abc', 'z')", '0'],
    ["to_hex(sha256(to_utf8('a')))", 'CA978112CA1BBDCAFAC231B39A23DC4DA786EFF8147C4E72B9807785AFEE48BB'],
    ["from_utf8(from_base64('YQ=='))", 'a'],
  ],
  'regular expressions match anywhere, replace everywhere and give NULL for nothing': [
    ["regexp_like('1a 2b 14m', '\\d+b')", 'true'],
    ["regexp_extract('1a 2b 14m', '(\\d+)([a-z]+)', 2)", 'a'],
    ["regexp_extract('abc', 'z')", undefined],
    ["regexp_replace('1a 2b 14m', '\\d+[ab] ')", '14m'],
    ["regexp_replace('1a 2b 14m', '(\\d+)([ab]) ', '3c$2 ')", '3ca 3cb 14m'],
  ],
  'JSON paths give scalars only, and NULL for what is no JSON': [
    [`json_extract_scalar('{"a":{"b":1}}', '$.a.b')`, '1'],
    [`json_extract_scalar('{"a":{"b":1}}', '$.a')`, undefined],
    [`json_extract_scalar('{"a":null}', '$.a')`, undefined],
    [`json_extract_scalar('[1, 2, 3]', '$[2]')`, '3'],
    [`json_extract_scalar('nope', '$.a')`, undefined],
    [`json_array_length('[1, 2, 3]')`, '3'],
    [`json_array_length('{}')`, undefined],
    [`json_format(json_extract('{"a":[1]}', '$.a'))`, '[1]'],
  ],
  'arrays and maps answer NULL for what they lack': [
    ['cardinality(ARRAY[1, 2])', '2'],
    ['element_at(ARRAY[1, 2], 5)', undefined],
    ["element_at(map(ARRAY['k'], ARRAY[2]), 'k')", '2'],
    ["element_at(map(ARRAY['k'], ARRAY[2]), 'z')", undefined],
    ["array_join(ARRAY['a', NULL, 'b'], ',')", 'a,b'],
    ['slice(ARRAY[1, 2, 3], 2, 2)', '[2, 3]'],
    ["sequence(DATE '2026-01-30', DATE '2026-02-01')", '[2026-01-30, 2026-01-31, 2026-02-01]'],
    ['contains(ARRAY[1], 1)', 'true'],
    ['array_max(ARRAY[1, 3, 2])', '3'],
  ],
  'aggregates take NULL as Trino does': [
    ['count_if(x > 0)', '1'],
    ['count_if(x > 1)', '0'],
    ['(SELECT count_if(y > 1) FROM (VALUES (1)) s(y) WHERE y > 1)', '0'],
    ['count(x) FILTER (WHERE x > 1)', '0'],
    ['approx_distinct(x)', '1'],
    ["(SELECT max_by(v, k) FROM (VALUES ('a', 1), (NULL, 2)) s(v, k))", undefined],
    ["(SELECT min_by(v, k) FROM (VALUES ('a', 2), (NULL, 1)) s(v, k))", undefined],
    ["(SELECT max_by(v, k) FROM (VALUES ('a', 1), ('b', NULL)) s(v, k))", 'a'],
    ["(SELECT arbitrary(v) FROM (VALUES (NULL), ('a')) s(v))", 'a'],
    ['arbitrary(x)', '1'],
    ['every(x > 0)', 'true'],
    ['approx_percentile(x, 0.5)', '1'],
  ],
  'conditions are Trino’s': [
    ["if(x > 0, 'y', 'n')", 'y'],
    ["try_cast('a' AS integer)", undefined],
    ['nullif(x, 1)', undefined],
    ['coalesce(NULL, 2)', '2'],
    ["'abc' LIKE 'a%'", 'true'],
  ],
};

test.each(Object.entries(CASES))('%s', async (_rule, cases) => {
  const outputs = cases.map(([expression], index) => `${expression} AS v${index}`);
  const [, values = []] = await athena.rows(`SELECT ${outputs.join(', ')} FROM (VALUES (1)) t(x)`);
  const pairs = cases.map(([expression], index) => [expression, values[index]]);
  expect(pairs).toEqual(cases);
});

/** Over two rows: n of 1 and 4, at of the 20th and the 21st at 10:30, day of its date. */
const SUMS: readonly (readonly [expression: string, trino: string])[] = [
  ["max(day) - INTERVAL '1' DAY", '2026-11-20'],
  ["INTERVAL '1' DAY + min(day)", '2026-11-21'],
  ["CAST(max(day) - INTERVAL '1' MONTH AS varchar)", '2026-10-21'],
  ["typeof(max(day) + INTERVAL '1' DAY * 2)", 'date'],
  ["max(day) - INTERVAL '1' MONTH + INTERVAL '1' DAY", '2026-10-22'],
  ['max("at") - INTERVAL \'1\' DAY', '2026-11-20 10:30:00.000'],
  ['INTERVAL \'90\' MINUTE + max_by("at", n)', '2026-11-21 12:00:00.000'],
  ["date_trunc('month', max(day)) - INTERVAL '1' DAY", '2026-10-31'],
  ["element_at(array_agg(day ORDER BY n), 1) - INTERVAL '1' DAY prev", '2026-11-19'],
  ["CASE WHEN count(*) > 1 THEN max(day) END - INTERVAL '1' DAY", '2026-11-20'],
  ["coalesce(min(day) FILTER (WHERE n > 1), DATE '2026-01-01') - INTERVAL '1' DAY \"é\"", '2026-11-20'],
  ["max(max(day)) OVER () - INTERVAL '1' DAY", '2026-11-20'],
  ["CAST(count(*) AS varchar) || ' of ' || CAST(sum(n) - count(*) AS varchar)", '2 of 3'],
  ['sum(n) - count(*) * 2 + max(n) AS "a - b"', '5'],
  ['-max(n) + -(min(n) - sum(n)) - 1', '-1'],
  ['sum(n) - sum(n) FILTER (WHERE n > 1)', '1'],
  ['CAST(sum(n) - 1 AS double) / (sum(n) + max(n))', '0.4444444444444444'],
  ["(max(n) - min(n)) * 2 - CASE 'é' WHEN 'é' THEN sum(n) - 2 END", '3'],
  ['date_diff(\'hour\', min("at") + INTERVAL \'1\' HOUR, max("at"))', '23'],
];

test('sums of aggregates and windows keep Trino’s types', async () => {
  const from = `FROM (VALUES (1, TIMESTAMP '2026-11-20 10:30:00'), (4, TIMESTAMP '2026-11-21 10:30:00')) t(n, "at")`;
  const list = SUMS.map(([expression]) => expression).join(', ');
  const [, values = []] = await athena.rows(`SELECT ${list} FROM (SELECT n, "at", date("at") AS day ${from})`);
  expect(SUMS.map(([expression], at) => [expression, values[at]])).toEqual(SUMS);
  const lagged = `SELECT lag(date("at")) OVER (ORDER BY n) + INTERVAL '1' DAY AS v ${from} ORDER BY v LIMIT 1`;
  expect(await athena.rows(lagged)).toEqual([['v'], ['2026-11-21']]);
  const having = `SELECT max(n) AS v ${from} HAVING max(n) - min(n) > 2 ORDER BY sum(n) - min(n)`;
  expect(await athena.rows(having)).toEqual([['v'], ['4']]);
});

test('a long sum is planned at once: DuckDB reads what a macro is given twice', async () => {
  const sum = Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 'x' : '2 * x')).join(' + ');
  const sql = `SELECT ${sum} - 1 AS v, day${" + INTERVAL '1' DAY".repeat(30)} AS w`;
  const [, values] = await athena.rows(`${sql} FROM (SELECT x, DATE '2026-11-20' AS day FROM (VALUES 1) t(x))`);
  expect(values).toEqual(['59', '2026-12-20']);
});

test('what Trino’s grammar has and DuckDB’s parser has not is understood', async () => {
  const cases: readonly (readonly [expression: string, value: string])[] = [
    ["DATE '2026-11-20' + INTERVAL -'1' DAY", '2026-11-19'],
    ["DATE '2026-11-20' - INTERVAL - '1' MONTH", '2026-12-20'],
    ["DATE '2026-11-20' + INTERVAL +'1' DAY", '2026-11-21'],
    ['at', '1'],
    ['t.at + at', '2'],
    ['CAST(ARRAY[1, 2] AS array(varchar))', '[1, 2]'],
    ["CAST(ARRAY[ARRAY['1']] AS array(array(double)))[1]", '[1.0]'],
    ["TRY_CAST(json_parse('[1, 2]') AS ARRAY(varchar(10)))[2]", '2'],
    ['2 IN (VALUES 1, 1 + 1)', 'true'],
    ["'array(a), VALUES 1, at, INTERVAL -''1'' DAY'", "array(a), VALUES 1, at, INTERVAL -'1' DAY"],
  ];
  const list = cases.map(([expression], at) => `${expression} AS c${at}`).join(', ');
  const [, values = []] = await athena.rows(`SELECT ${list} FROM (VALUES 1) t(at)`);
  expect(cases.map(([expression], at) => [expression, values[at]])).toEqual(cases);
  const rows = await athena.rows("VALUES length('a, b'), (2), (1) + 2, ARRAY[7, 8][1] ORDER BY 1 DESC");
  expect(rows.slice(1)).toEqual([['7'], ['4'], ['3'], ['2']]);
});

test('dividing integers by zero is an error, and so is dividing decimals, whose rounding differs', async () => {
  const zero = await athena.run('SELECT x / (x - 1) AS v FROM (VALUES (1)) t(x)');
  expect(zero.Status?.StateChangeReason).toBe('DIVISION_BY_ZERO: Division by zero');
  const decimals = await athena.run('SELECT 100.0 / 7 AS v');
  expect(decimals.Status?.StateChangeReason).toContain('CAST one side to DOUBLE');
});

test('FILTER on an aggregate of the prelude is refused plainly', async () => {
  const { Status } = await athena.run('SELECT max_by(x, x) FILTER (WHERE x > 0) AS v FROM (VALUES (1)) t(x)');
  expect(Status?.StateChangeReason).toMatch(/^NOT_SUPPORTED: .*"max_by" is a Macro/);
});

test('NULLs come last in either direction', async () => {
  for (const direction of ['ASC', 'DESC']) {
    const rows = await athena.rows(`SELECT x FROM (VALUES (NULL), (1)) t(x) ORDER BY x ${direction}`);
    expect(rows.at(-1)).toEqual([undefined]);
  }
});

test('a view keeps Trino’s meaning of the functions in it', async () => {
  await athena.run(
    "CREATE OR REPLACE VIEW halves AS SELECT 7 / 2 AS half, greatest(1, NULL) AS top, DATE '2026-01-02' - INTERVAL '1' DAY AS day",
  );
  expect(await athena.rows('SELECT * FROM halves')).toEqual([
    ['half', 'top', 'day'],
    ['3', undefined, '2026-01-01'],
  ]);
  const written = "SELECT max(day) - INTERVAL '1' DAY AS before FROM halves";
  await athena.run(`CREATE OR REPLACE VIEW earlier AS ${written}`);
  expect(await athena.rows('SELECT * FROM earlier')).toEqual([['before'], ['2025-12-31']]);
  expect(JSON.stringify(await athena.rows('SHOW CREATE VIEW earlier'))).toContain(written);
});
