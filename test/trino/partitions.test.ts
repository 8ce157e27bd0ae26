import { expect, test } from 'vitest';
import { refreshedTable } from '../../domain/contracts/refreshed-table.ts';
import { breach, expectations, generationExpectations, readPlan } from './partitions.ts';

const single = (value: string) => ({ low: { value, bound: 'EXACTLY' }, high: { value, bound: 'EXACTLY' } });
const plan = (table: string, columns: Record<string, readonly string[]>) => ({
  inputTableColumnInfos: [
    {
      table: { catalog: 'lake', schemaTable: { schema: 'x', table } },
      constraint: {
        none: false,
        columnConstraints: Object.entries(columns).map(([columnName, values]) => ({
          columnName,
          domain: { nullsAllowed: false, ranges: values.map(single) },
        })),
      },
    },
  ],
});

const [family] = expectations('2026-11-18');
if (family === undefined) throw new Error('There is an expectation of the funnel.');

test('a plan names the values of the partitions that are read', () => {
  expect(readPlan(plan('compacted_rows', { dt: ['2026-11-18'], family: ['flow', 'crm'] }))).toEqual([
    { table: 'compacted_rows', values: { dt: ['2026-11-18'], family: ['crm', 'flow'] } },
  ]);
});

test('a scan that reads another partition, or states none, is a breach', () => {
  expect(breach(family, readPlan(plan('compacted_rows', { family: ['messaging'] })))).toBeUndefined();
  expect(breach(family, readPlan(plan('compacted_rows', { family: ['crm', 'messaging'] })))).toMatch(/family crm$/);
  expect(breach(family, readPlan(plan('compacted_rows', { dt: ['2026-11-18'] })))).toMatch(/every family$/);
});

test('a view that reads another generation too, or all, is a breach', () => {
  const [one] = generationExpectations(
    [refreshedTable({ name: 'talk', group: 'facts', parts: false }, 'day date')],
    'G2',
  );
  if (one === undefined) throw new Error('There is an expectation of each table.');
  expect(breach(one, readPlan(plan('refreshed_talk', { generation: ['G2'] })))).toBeUndefined();
  expect(breach(one, readPlan(plan('refreshed_talk', { generation: ['G1', 'G2'] })))).toMatch(/generation G1$/);
  expect(breach(one, readPlan(plan('refreshed_talk', {})))).toMatch(/every generation$/);
});
