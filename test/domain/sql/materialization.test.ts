import { expect, test } from 'vitest';
import { materializationOf } from '../../../domain/sql/materialization.ts';

const file = (...head: readonly string[]) =>
  [...head, 'CREATE OR REPLACE VIEW a AS', 'SELECT 1 AS b -- Materialized: view', ''].join('\n');

test('a file is a view unless its leading comment says that it is a table', () => {
  expect(materializationOf(file('-- Grain: one row.'))).toEqual({ isTable: false, parts: null });
  expect(materializationOf(file('-- Grain: one row.', '-- Materialized: table'))).toEqual({
    isTable: true,
    parts: null,
  });
});

test('a table says by which column it is written in parts', () => {
  expect(materializationOf(file('-- Grain: one row.', '-- Materialized: table', '-- Parts: message_key'))).toEqual({
    isTable: true,
    parts: 'message_key',
  });
});

test('another word, and a view in parts, are refused', () => {
  expect(() => materializationOf(file('-- Materialized: incremental'))).toThrow('must be "-- Materialized: table"');
  expect(() => materializationOf(file('-- Parts: message_key'))).toThrow('is for tables');
});
