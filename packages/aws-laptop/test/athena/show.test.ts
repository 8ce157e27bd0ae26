import { afterAll, beforeAll, expect, test } from 'vitest';
import { BASE, glueTable, type LocalAthena, STORAGE, startAthena } from './shop.ts';

let athena: LocalAthena;
beforeAll(async () => {
  const plain = { PartitionKeys: [], Parameters: { owner: "it's ours" }, StorageDescriptor: STORAGE };
  athena = await startAthena([...BASE, glueTable('plain_rows', plain)]);
  await athena.run(
    "CREATE OR REPLACE VIEW order_days AS -- grain: a day\nSELECT DATE '2026-11-20' AS day, 'x' AS shop, 1.5 AS rate;",
  );
  await athena.run('CREATE OR REPLACE VIEW orders AS SELECT count(*) AS orders FROM events');
});
afterAll(() => athena.close());

const column = async (sql: string) => (await athena.rows(sql)).map(([value]) => value);
const reason = async (sql: string) => (await athena.run(sql)).Status?.StateChangeReason;

test.each([
  ['SHOW TABLES', ['events', 'order_days', 'orders', 'plain_rows']],
  ["SHOW TABLES IN shop 'order*'", ['order_days', 'orders']],
  ["SHOW TABLES LIKE 'events|plain*'", ['events', 'plain_rows']],
  ["SHOW TABLES 'order'", []],
  ['SHOW VIEWS', ['order_days', 'orders']],
  ["SHOW VIEWS IN shop LIKE '*days'", ['order_days']],
  ['SHOW DATABASES', ['shop']],
  ["SHOW SCHEMAS LIKE 'shop|mall'", ['shop']],
  ["SHOW DATABASES LIKE 'mall*'", []],
  ['SHOW COLUMNS IN order_days', ['day', 'shop', 'rate']],
  ['SHOW COLUMNS FROM order_days IN shop', ['day', 'shop', 'rate']],
  ['SHOW COLUMNS IN shop.orders', ['orders']],
  ['SHOW PARTITIONS events', []],
  ['SHOW COLUMNS IN `order_days` FROM `shop`', ['day', 'shop', 'rate']],
  ["SHOW TABLES IN `shop` 'order*'", ['order_days', 'orders']],
])('%s', async (sql, names) => {
  expect(await column(sql)).toEqual(names);
});

const described = (...lines: readonly (readonly string[])[]) =>
  lines.map((values) => values.map((value) => value.padEnd(20)).join('\t'));

test('DESCRIBE has each column with its type: Trino’s of a view, Hive’s of a table, and a table’s partition keys again', async () => {
  expect(await column('DESCRIBE order_days')).toEqual(
    described(['day', 'date', ''], ['shop', 'varchar', ''], ['rate', 'decimal(2,1)', '']),
  );
  const lines = await column('DESCRIBE shop.events');
  expect(await column('DESCRIBE `Shop`.`events`;')).toEqual(lines);
  expect(lines.slice(0, 3)).toEqual(
    described(['event_key', 'string', ''], ['amount', 'bigint', ''], ['event_at', 'timestamp', '']),
  );
  expect(lines.slice(-3)).toEqual(['\t \t ', ...described(['dt', 'string', ''], ['family', 'string', ''])]);
});

test('SHOW CREATE VIEW gives the query as it was written; SHOW CREATE TABLE a statement of Hive’s', async () => {
  expect(await column('SHOW CREATE VIEW order_days')).toEqual([
    'CREATE VIEW shop.order_days AS',
    "SELECT DATE '2026-11-20' AS day, 'x' AS shop, 1.5 AS rate",
  ]);
  const lines = await column('SHOW CREATE TABLE plain_rows');
  expect(lines.slice(0, 2)).toEqual(['CREATE EXTERNAL TABLE `shop.plain_rows`(', '  `event_key` string, ']);
  expect(lines.slice(-4)).toEqual(['LOCATION', "  's3://shop/events/'", 'TBLPROPERTIES (', "  'owner'='it\\'s ours')"]);
});

test('the database of DESCRIBE may be in backticks, that of a query may not', async () => {
  const QueryExecutionContext = { Database: '`shop`' };
  expect((await athena.run('DESCRIBE `events`;', { QueryExecutionContext })).Status?.State).toBe('SUCCEEDED');
  expect((await athena.run('SELECT * FROM events', { QueryExecutionContext })).Status?.StateChangeReason).toContain(
    'SCHEMA_NOT_FOUND',
  );
});

test('names of views in the statements that Trino reads are in double quotes', async () => {
  expect(await column('SHOW CREATE VIEW "shop"."orders"')).toContain('SELECT count(*) AS orders FROM events');
  for (const verb of ['SHOW CREATE VIEW', 'DROP VIEW', 'CREATE VIEW']) {
    const refused = athena.run(`${verb} \`orders\`${verb === 'CREATE VIEW' ? ' AS SELECT 1 AS x' : ''}`);
    await expect(refused).rejects.toThrow("mismatched input '`orders`'");
  }
});

test('what is not there, or is another kind of thing, fails with Athena’s words', async () => {
  expect(await reason('DESCRIBE nowhere')).toBe("TABLE_NOT_FOUND: Table 'awsdatacatalog.shop.nowhere' does not exist");
  expect(await reason('SHOW CREATE VIEW events')).toContain('VIEW_NOT_FOUND');
  expect(await reason('SHOW CREATE TABLE orders')).toContain('TABLE_NOT_FOUND');
  expect(await reason('SHOW PARTITIONS plain_rows')).toContain('is not a partitioned table');
});

test('EXPLAIN shows a plan, and with TYPE VALIDATE only whether the statement is one', async () => {
  expect((await column('EXPLAIN SELECT 1 AS one')).length).toBeGreaterThan(2);
  expect((await column('EXPLAIN VALUES (1, 2)')).length).toBeGreaterThan(2);
  expect(await athena.rows('EXPLAIN (TYPE VALIDATE) SELECT dt FROM events')).toEqual([['true']]);
  expect(await reason("EXPLAIN (TYPE VALIDATE) SELECT dt FROM events WHERE event_at = 'now'")).toBe(
    'TYPE_MISMATCH: line 1:62: Cannot apply operator: timestamp(3) = varchar(3)',
  );
  await expect(athena.run('EXPLAIN (TYPE IO) SELECT 1')).rejects.toThrow('does not cover');
});

test('information_schema has the database’s own tables, views and columns, with Trino’s columns and types', async () => {
  expect(await athena.rows('SELECT * FROM information_schema.schemata')).toEqual([
    ['catalog_name', 'schema_name'],
    ['awsdatacatalog', 'shop'],
  ]);
  expect(
    await athena.rows("SELECT * FROM awsdatacatalog.information_schema.tables WHERE table_name LIKE 'o%' ORDER BY 3"),
  ).toEqual([
    ['table_catalog', 'table_schema', 'table_name', 'table_type'],
    ['awsdatacatalog', 'shop', 'order_days', 'VIEW'],
    ['awsdatacatalog', 'shop', 'orders', 'VIEW'],
  ]);
  const columns = await athena.rows(
    "SELECT column_name, ordinal_position, is_nullable, columns.data_type FROM information_schema.columns WHERE table_name IN ('order_days', 'events') AND ordinal_position <= 3 ORDER BY table_name, 2",
  );
  expect(columns.slice(1)).toEqual([
    ['event_key', '1', 'YES', 'varchar'],
    ['amount', '2', 'YES', 'bigint'],
    ['event_at', '3', 'YES', 'timestamp(3)'],
    ['day', '1', 'YES', 'date'],
    ['shop', '2', 'YES', 'varchar'],
    ['rate', '3', 'YES', 'decimal(2,1)'],
  ]);
  expect(await athena.rows("SELECT view_definition FROM information_schema.views WHERE table_name = 'orders'")).toEqual(
    [['view_definition'], ['SELECT count(*) AS orders FROM events']],
  );
  expect(await reason('SELECT * FROM information_schema.roles')).toContain('schemata, tables, views, columns');
  expect(await reason("SELECT * FROM information_schema.columns WHERE ordinal_position = '1'")).toContain(
    'bigint = varchar(1)',
  );
  expect(await reason('CREATE VIEW own AS SELECT table_name FROM information_schema.tables')).toContain(
    'NOT_SUPPORTED',
  );
});

test('VALUES and TABLE are queries of their own', async () => {
  expect(await athena.rows("VALUES (1, 'x'), (2, 'y')")).toEqual([
    ['_col0', '_col1'],
    ['1', 'x'],
    ['2', 'y'],
  ]);
  expect(await athena.rows('TABLE orders')).toEqual([['orders'], ['0']]);
});
