import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { REFRESHED_TABLES } from '../../../domain/contracts/refreshed-tables.ts';
import { withoutComments } from '../../../domain/sql/comments.ts';
import { readViewFiles } from '../../../lambdas/aws/view-files.ts';
import { partPrefix, refreshStatements } from '../../../lambdas/refresh/statements.ts';

const SQL_FOLDER = join(import.meta.dirname, '../../../athena-sql');
const relations = { views: readViewFiles(SQL_FOLDER), tables: REFRESHED_TABLES };
const statements = refreshStatements(SQL_FOLDER, relations, 'my-lake');
const generation = '20261128T121500Z-1a2b3c4d';
const place = { generation, folder: '5e6f7a8b' };
/** Athena's quota for a query string ("Service Quotas"). */
const MOST_BYTES = 262_144;

describe.each(REFRESHED_TABLES)('the statement that writes $name', (table) => {
  const sql = withoutComments(statements.unload(table, place, 2));

  test('is an UNLOAD of a SELECT, as the syntax has it, of a size that Athena takes', () => {
    expect(sql).toMatch(/^UNLOAD \(\s*SELECT "/);
    expect(Buffer.byteLength(sql)).toBeLessThan(MOST_BYTES);
  });

  test('has no parameter left', () => {
    expect(sql).not.toMatch(/\{\w+\}/);
  });

  test('writes where the partition says that its files are', () => {
    const prefix = `refreshed/${table.group}/${table.name}/generation=${generation}/5e6f7a8b/part=2/`;
    expect(sql).toContain(`TO 's3://my-lake/${prefix}'`);
    expect(partPrefix(table, place, 2)).toBe(prefix);
  });
});

test('all parts are written by the last column of one statement', () => {
  const [first] = REFRESHED_TABLES.filter(({ parts }) => parts);
  if (first === undefined) throw new Error('There is no table in parts.');
  const sql = withoutComments(statements.unloadParts(first, place, 3));
  expect(sql).toContain(`TO 's3://my-lake/refreshed/facts/${first.name}/generation=${generation}/5e6f7a8b/'`);
  expect(sql).toMatch(/partitioned_by = ARRAY\['part'\]\)$/);
  expect(sql).not.toMatch(/\{\w+\}/);
});

test('readers are switched by the text of their view, in which the generation is the marked one', () => {
  expect(statements.show(generation)).toContain(`CAST('${generation}' /* generation */ AS varchar)`);
});

test('what readers see, how far a generation goes and how many events there are is asked without parameters left', () => {
  expect(statements.watermark(generation)).toContain(`WHERE generation = '${generation}'`);
  for (const sql of [statements.shown, statements.countEvents, statements.watermark(generation)])
    expect(sql).not.toMatch(/\{\w+\}/);
});
