import { expect, test } from 'vitest';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';
import { relationsAt } from './queries.ts';
import { refreshQueries, unloadedQuery } from './refresh-statements.ts';

const QUERIES = refreshQueries(relationsAt(null), { generation: 'G', parts: 2 });

test('each table is asked about, those in parts part by part, and the split into parts itself', () => {
  const names = QUERIES.map(({ name }) => name);
  for (const { name } of REFRESHED_TABLES) expect(names.join('\n')).toContain(`refresh ${name}`);
  expect(names).toContain('refresh int_messages part 1');
  expect(names).toContain('refresh int_window_events in 4 parts');
});

test('Trino runs what is in the UNLOAD, the laptop reads the rows of that generation and part', () => {
  const ofPart = QUERIES.find(({ name }) => name === 'refresh int_messages part 1');
  expect(ofPart?.sql).toMatch(
    /^SELECT "message_key", .*refreshed_int_window_events WHERE generation = 'G' AND part = 1/s,
  );
  expect(ofPart?.laptopSql).toMatch(
    /^SELECT "message_key", .* FROM refreshed_int_messages WHERE generation = 'G' AND part = 1$/,
  );
  for (const { sql } of QUERIES) expect(sql).not.toMatch(/\bUNLOAD\b|s3:|--/);
});

test('the query is taken out of its UNLOAD; another statement is refused', () => {
  expect(unloadedQuery("UNLOAD (\nSELECT ')\nTO' AS a -- said\n)\nTO 's3://lake/x/'\nWITH (format = 'PARQUET')")).toBe(
    "SELECT ')\nTO' AS a ",
  );
  expect(() => unloadedQuery('SELECT 1')).toThrow('no UNLOAD');
});
