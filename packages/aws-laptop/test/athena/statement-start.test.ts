/** A statement meets the views and partitions of its start, whatever becomes of them while it runs. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openEngine } from '../../src/athena/engine.ts';
import { fill, partition, place, TOTALS } from './registered.ts';
import { BASE, glueTable, type LocalAthena, STORAGE, startAthena } from './shop.ts';

let athena: LocalAthena | undefined;
afterEach(() => athena?.close());

test('views that are replaced or dropped after a statement began are what they were', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'athena-'));
  const catalog = { databases: new Set(['shop']), tables: new Map() };
  const engine = await openEngine({ catalog, dataDir, folderOf: () => dataDir });
  const [reader, writer] = await Promise.all([engine.connect('shop'), engine.connect('shop')]);
  const read = async () => (await reader.runAndReadAll('SELECT a, b FROM one, two')).getRows();
  const change = async (value: string) => {
    for (const [at, name] of ['one', 'two'].entries()) {
      const query = `SELECT '${value}' AS ${'ab'[at]}`;
      const statements = [`CREATE OR REPLACE VIEW ${name} AS ${query}`];
      await engine.changeView(writer, { database: 'shop', name, query, statements });
    }
  };
  await engine.begin(writer);
  await change('old');
  const views = await engine.begin(reader);
  await change('new');
  expect(await read()).toEqual([['old', 'old']]);
  expect((await views.written()).get('shop.one')).toContain('old');
  await reader.run('ROLLBACK');
  expect((await (await engine.begin(reader)).written()).get('shop.one')).toContain('new');
  await engine.changeView(writer, { database: 'shop', name: 'one', query: undefined, statements: ['DROP VIEW one'] });
  expect(await read()).toEqual([['new', 'new']]);
  expect((await views.written()).has('shop.one')).toBe(true);
  reader.closeSync();
  writer.closeSync();
  engine.close();
  await rm(dataDir, { recursive: true });
});

test('while generations are switched and dropped, no statement sees two, or none', async () => {
  const counts = glueTable('counts', {
    Parameters: {},
    PartitionKeys: [{ Name: 'generation', Type: 'string' }],
    StorageDescriptor: { ...STORAGE, Location: 's3://shop/counts/' },
  });
  const started = await startAthena([...BASE, TOTALS, counts]);
  athena = started;
  const ofCounts = { DatabaseName: 'shop', TableName: 'counts' };
  const write = async (generation: string) => {
    await fill(started, generation);
    await started.parquet(`counts/generation=${generation}/a.parquet`, `SELECT '${generation}' AS event_key`);
    const { StorageDescriptor } = partition([], `counts/generation=${generation}/`);
    await started.glue('BatchCreatePartition', {
      ...ofCounts,
      PartitionInputList: [{ Values: [generation], StorageDescriptor }],
    });
    await started.run(`CREATE OR REPLACE VIEW current AS SELECT CAST('${generation}' AS varchar) AS generation`);
  };
  const drop = async (generation: string) => {
    await started.glue('BatchDeletePartition', { ...place, PartitionsToDelete: [{ Values: [generation, '0'] }] });
    await started.glue('BatchDeletePartition', { ...ofCounts, PartitionsToDelete: [{ Values: [generation] }] });
  };
  await write('g0');
  for (const table of ['totals', 'counts']) {
    const where = 'generation = (SELECT generation FROM current)';
    await started.run(`CREATE VIEW v_${table} AS SELECT event_key, generation FROM ${table} WHERE ${where}`);
  }
  let isWriting = true;
  const reading = (async () => {
    const seen: string[] = [];
    while (isWriting) {
      const rows = await started.rows('SELECT t.generation, c.generation AS other FROM v_totals t, v_counts c');
      seen.push(rows.slice(1).flat().join());
    }
    return seen;
  })();
  for (let run = 1; run <= 25; run += 1) {
    await write(`g${run}`);
    await drop(`g${run - 1}`);
  }
  isWriting = false;
  const seen = await reading;
  expect(seen.filter((pair) => !/^(g\d+),\1$/.test(pair))).toEqual([]);
  expect(seen.length).toBeGreaterThan(10);
});
