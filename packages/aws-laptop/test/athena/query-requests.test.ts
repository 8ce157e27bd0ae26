import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type QueryRequests,
  queryRequests,
  REQUESTS_LOG,
  requestsLine,
  type TableRequests,
} from '../../src/athena/query-requests.ts';
import { temporaryFolder } from '../../src/testing/small-template.ts';
import { fill, partition, register, TOTALS } from './registered.ts';
import { BASE, glueTable, type LocalAthena, STORAGE, startAthena } from './shop.ts';

const plain = { PartitionKeys: [], Parameters: {}, StorageDescriptor: { ...STORAGE, Location: 's3://shop/plain/' } };
const taken: QueryRequests[] = [];
let athena: LocalAthena;
beforeAll(async () => {
  const onRequests = (requests: QueryRequests) => void taken.push(requests);
  athena = await startAthena([...BASE, TOTALS, glueTable('plain', plain)], { onRequests });
  for (const generation of ['a', 'b', 'c']) await fill(athena, generation);
  await athena.parquet('elsewhere/x/y/1.parquet', "SELECT 'd' AS event_key");
  await athena.parquet('elsewhere/x/2.parquet', "SELECT 'd' AS event_key");
  await register(athena, partition(['d', '0'], 'elsewhere/x/'));
  for (const day of ['18', '19'])
    await athena.parquet(`events/dt=2026-11-${day}/family=message/a.parquet`, "SELECT 'e' AS event_key");
  await athena.parquet('plain/1.parquet', "SELECT 'p' AS event_key");
  await athena.parquet('plain/2.parquet', "SELECT 'p' AS event_key");
  await athena.run("CREATE VIEW current AS SELECT 'b' AS generation");
});
afterAll(() => athena.close());

const of = (table: string, partitionsListed: number, filesOpened: number): TableRequests => ({
  table: `shop.${table}`,
  partitionsListed,
  filesOpened,
});
const projected = (filesOpened: number): TableRequests => ({ table: 'shop.events', filesOpened });

test.each([
  ['SELECT event_key FROM totals', [of('totals', 4, 5)]],
  ["SELECT event_key FROM totals WHERE generation = 'd'", [of('totals', 1, 2)]],
  ['SELECT event_key FROM totals WHERE generation = (SELECT generation FROM current)', [of('totals', 1, 1)]],
  ['SELECT event_key FROM events', [projected(2)]],
  ["SELECT event_key FROM events WHERE dt >= '2026-11-19' AND dt < '2026-11-21'", [projected(1)]],
  ['SELECT event_key FROM plain', [of('plain', 1, 2)]],
  ['SELECT 1 AS a', []],
])('%s', async (sql, tables) => {
  const { QueryExecutionId } = await athena.run(sql);
  expect(taken.at(-1)).toEqual({ query: QueryExecutionId, tables });
});

test('a table that is read twice is counted twice', async () => {
  await athena.run("SELECT a.event_key FROM plain a JOIN totals b ON b.generation = 'a' JOIN plain c ON true");
  expect(
    taken
      .at(-1)
      ?.tables.map(({ table }) => table)
      .sort(),
  ).toEqual(['shop.plain', 'shop.plain', 'shop.totals']);
});

test('UNLOAD is counted, a failed query is not', async () => {
  await athena.run("UNLOAD (SELECT event_key FROM plain) TO 's3://shop/out/' WITH (format = 'PARQUET')");
  expect(taken.at(-1)?.tables).toEqual([of('plain', 1, 2)]);
  const before = taken.length;
  await athena.run('SELECT nothing FROM plain');
  expect(taken).toHaveLength(before);
});

test('the log of a data folder is read, and there may be none', () => {
  const dataDir = temporaryFolder();
  expect(queryRequests(dataDir)).toEqual([]);
  mkdirSync(join(dataDir, 'logs'));
  writeFileSync(join(dataDir, 'logs', `${REQUESTS_LOG}.log`), taken.map((each) => `${requestsLine(each)}\n`).join(''));
  expect(queryRequests(dataDir)).toEqual(taken);
});
