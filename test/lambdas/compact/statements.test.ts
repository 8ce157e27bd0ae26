import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COLUMNS, PARTITION_COLUMNS } from '../../../domain/event/columns.ts';
import { withoutComments } from '../../../domain/sql/comments.ts';
import { dayList, maintenanceStatements } from '../../../lambdas/compact/statements.ts';
import { partitionsOf } from '../../../lambdas/compact/switch.ts';

const SQL_FOLDER = join(import.meta.dirname, '../../../athena-sql');
const FILES = globSync('maintenance/*.sql', { cwd: SQL_FOLDER }).map((path) => ({
  name: basename(path, '.sql'),
  sql: readFileSync(join(SQL_FOLDER, path), 'utf8'),
}));
const statements = maintenanceStatements(SQL_FOLDER);
const RUN = '20261121T021500Z-1a2b3c4d-1';
const GIVEN = {
  days: dayList(['2026-11-17', '2026-11-18']),
  written: dayList(['2026-11-17']),
  location: `s3://a-lake/compacted/${RUN}/`,
};

test('a statement begins with its first word and has its parameters in it', () => {
  expect(statements('count_unloaded', { run: RUN, days: GIVEN.days })).toMatch(/^SELECT\n/);
  const unload = statements('unload_deduplicated', GIVEN);
  expect(unload).toMatch(/^UNLOAD \(/);
  expect(unload).toContain("dt IN ('2026-11-17', '2026-11-18')");
  expect(unload).not.toMatch(/[{}]|--/);
});

describe('a parameter is refused that is', () => {
  test.each([
    ['missing', { written: undefined }],
    ['no day', { days: "'2026-11-1'" }],
    ['more than days', { days: "'2026-11-17') OR ('' = ''" }],
    ['no list', { days: '' }],
    ['a place of another prefix', { location: 's3://a-lake/events/' }],
    ['a place with a quote in it', { location: `s3://a-lake/compacted/${RUN}/'x` }],
  ])('%s', (_, change) => {
    const [name = ''] = Object.keys(change);
    const filled = { ...GIVEN, ...change };
    expect(() => statements('unload_deduplicated', filled)).toThrow(
      new RegExp(`\\{${name}\\} of a maintenance statement`),
    );
  });
});

describe.each(FILES)('maintenance/$name.sql', ({ sql }) => {
  test('says its grain in its first line and is at most 60 lines long', () => {
    expect(sql).toMatch(/^-- Grain: /);
    expect(sql.trim().split('\n').length).toBeLessThanOrEqual(60);
  });
});

test('a generation has the columns of the one list and its partitions, in their order', () => {
  const unload = statements('unload_deduplicated', GIVEN);
  const list = /^UNLOAD \(\s*SELECT\s+([\w\s,]+?)\s+FROM/.exec(withoutComments(unload))?.[1] ?? '';
  expect(list.split(/,\s*/)).toEqual([...COLUMNS, ...PARTITION_COLUMNS].map(({ name }) => name));
});

test('the winner is one rule, in the view, where it is written and where it is counted', () => {
  const rule = /PARTITION BY event_key\s+ORDER BY\s+[\w\s,]+?\)/;
  const sources = ['staging/events.sql', 'maintenance/unload_deduplicated.sql', 'maintenance/count_deduplicated.sql'];
  const rules = sources.map((path) =>
    rule.exec(readFileSync(join(SQL_FOLDER, path), 'utf8'))?.[0].replace(/\s+/g, ' '),
  );
  expect(rules[0]).toContain('transform_version DESC, event_at ASC, received_at ASC');
  expect(new Set(rules).size).toBe(1);
});

test('a partition points to the one folder that has a day’s family, however many files are in it', () => {
  const crm = `compacted/${RUN}/dt=2026-11-17/family=crm`;
  const other = 'compacted/20261121T021500Z-1a2b3c4d-2/dt=2026-11-18/family=messaging';
  const files = new Map([
    ['2026-11-17', [`${crm}/b.parquet`, `${crm}/a.parquet`]],
    ['2026-11-18', [`${other}/a.parquet`]],
  ]);
  expect(partitionsOf('a-lake', { files })).toEqual([
    { values: ['2026-11-17', 'crm'], location: `s3://a-lake/${crm}/` },
    { values: ['2026-11-18', 'messaging'], location: `s3://a-lake/${other}/` },
  ]);
});
