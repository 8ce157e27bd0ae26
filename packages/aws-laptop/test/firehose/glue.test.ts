import { expect, test } from 'vitest';
import { readTable } from '../../src/firehose/glue.ts';
import { tableResource, templateOf } from './support.ts';

const read = (columns: Record<string, string>, partitions: Record<string, string> = {}) =>
  readTable(templateOf([tableResource(columns, partitions)]), 'shop', 'events');

test('columns and partition keys are read apart, in order, in lower case', () => {
  expect(read({ Id: 'string', price: 'decimal(18, 6)' }, { dt: 'date' })).toEqual({
    columns: [
      { name: 'id', type: { kind: 'string' } },
      { name: 'price', type: { kind: 'decimal', precision: 18, scale: 6 } },
    ],
    partitionKeys: [{ name: 'dt', type: { kind: 'date' } }],
  });
});

test.each([
  'array<string>',
  'struct<a:int>',
  'map<string,string>',
  'decimal(39,2)',
  'decimal(2,3)',
  'integer',
  'STRING',
])('the type %s is refused, naming the column', (type) => {
  expect(() => read({ payload: type })).toThrow(/shop\.events\.payload/);
});

test('a table that is not in the template is refused', () => {
  expect(() => readTable(templateOf([]), 'shop', 'events')).toThrow(/shop\.events/);
});

test('a partition key that is also a column is refused', () => {
  expect(() => read({ dt: 'date' }, { dt: 'date' })).toThrow(/"dt" twice/);
});
