import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { seeded } from 'simulator';
import { expect, test } from 'vitest';
import { COLUMNS, NAMED_BY_BUSINESS } from '../../domain/event/columns.ts';
import { expectOneValue, randomName } from '../domain/transform/names.ts';
import { foundIn, plantedDocuments, searchable } from '../domain/transform/planting.ts';
import { temporaryFolder } from '../support/laptop.ts';
import { campaign } from './campaign.ts';

test('no random text, wherever in a document it stands, is found in a row, by any spelling', () => {
  const { runs, seed } = campaign('privacy', 100_000);
  let planted = 0;
  for (const document of plantedDocuments(runs, seed)) {
    expect(foundIn(searchable(document), document.texts), document.fixture).toEqual([]);
    planted += document.texts.size;
  }
  expect(planted).toBeGreaterThanOrEqual(runs);
});

test('nor in a Parquet file of the rows', async () => {
  const { runs, seed } = campaign('privacy in Parquet', 20_000);
  const documents = [...plantedDocuments(runs, seed + 1)];
  const kept = COLUMNS.filter(({ name }) => !NAMED_BY_BUSINESS.some((named) => named === name)).map(({ name }) => name);
  const texts = await throughParquet(
    documents.flatMap(({ rows }) => rows),
    kept,
  );
  for (const { fixture, texts: planted } of documents) expect(foundIn([texts], planted), fixture).toEqual([]);
});

test('a name is kept only by its grammar, and has one value whichever way it comes', () => {
  const { runs, seed } = campaign('names', 50_000);
  const random = seeded(seed);
  for (let run = 0; run < runs; run += 1) expectOneValue(randomName(random));
});

/** All texts of the columns, as the file gives them back. */
async function throughParquet(rows: readonly object[], columns: readonly string[]): Promise<string> {
  const folder = temporaryFolder();
  const [json, parquet] = ['rows.json', 'rows.parquet'].map((name) => join(folder, name));
  writeFileSync(json ?? '', rows.map((row) => JSON.stringify(row)).join('\n'));
  const connection = await (await DuckDBInstance.create()).connect();
  const types = columns.map((name) => `${name}: 'VARCHAR'`).join(', ');
  const read = `read_json('${json}', format = 'newline_delimited', columns = {${types}})`;
  await connection.run(`COPY (SELECT * FROM ${read}) TO '${parquet}' (FORMAT parquet)`);
  const all = await connection.runAndReadAll(`SELECT concat_ws(' ', COLUMNS(*)) FROM '${parquet}'`);
  rmSync(folder, { recursive: true });
  return all.getRows().flat().join(' ');
}
