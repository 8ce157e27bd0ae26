import { expect, test } from 'vitest';
import { requireReading } from '../../bin/cli/reading-statement.ts';

test.each([
  'SELECT 1',
  'select 1;',
  '-- DROP VIEW events\nSELECT 1 /* ; INSERT */ ;;',
  'SELECT \';\' AS text, "drop;" FROM t',
  '(SELECT 1) UNION (SELECT 2)',
  'WITH a AS (SELECT 1), b (x, y) AS (VALUES (1, 2)) SELECT * FROM b',
  'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT max(i) FROM n',
  'WITH a AS (WITH b AS (SELECT 1) SELECT * FROM b) SELECT * FROM a',
  'VALUES 1, 2',
  'TABLE events',
  'SHOW TABLES',
  'SHOW CREATE VIEW events',
  'DESCRIBE events',
  'EXPLAIN SELECT 1',
  'EXPLAIN (SELECT 1)',
  'EXPLAIN (TYPE VALIDATE) SELECT 1',
  'EXPLAIN ANALYZE VERBOSE (FORMAT JSON) SELECT 1',
])('%s reads', (sql) => {
  expect(() => requireReading(sql)).not.toThrow();
});

test.each([
  ['DROP VIEW events', 'begins with DROP'],
  ['/* SELECT */ create or replace view v as select 1', 'begins with CREATE'],
  ['INSERT INTO t SELECT 1', 'begins with INSERT'],
  ["UNLOAD (SELECT 1) TO 's3://b/' WITH (format = 'PARQUET')", 'begins with UNLOAD'],
  ['EXPLAIN ANALYZE DELETE FROM t', 'begins with DELETE'],
  ['EXPLAIN ANALYZE (FORMAT JSON) INSERT INTO t SELECT 1', 'begins with INSERT'],
  ['EXPLAIN CREATE TABLE t AS SELECT 1', 'begins with CREATE'],
  ['WITH a AS (SELECT 1) DELETE FROM t', 'begins with DELETE'],
  ['WITH a AS (DELETE FROM t) SELECT * FROM a', 'begins with DELETE'],
  ['EXECUTE remembered', 'begins with EXECUTE'],
  ['SELECT 1; DROP VIEW events', 'several'],
  ['events; events', 'several'],
  ['', 'none'],
  ['-- nothing', 'none'],
  ['; ;', 'none'],
])('%s is refused before it is sent: %s', (sql, words) => {
  expect(() => requireReading(sql)).toThrow(words);
});
