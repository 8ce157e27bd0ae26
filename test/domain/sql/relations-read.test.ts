import { expect, test } from 'vitest';
import { relationsRead } from '../../../domain/sql/relations-read.ts';
import { file, SMALL, table } from './relations.ts';

const CURRENT = file('current_generation', "SELECT 'none' AS generation");
const RELATIONS = { ...SMALL, views: [...SMALL.views, CURRENT] };
const read = (...statements: readonly string[]) => relationsRead(statements, RELATIONS);

test('a statement reads the views it names, what these read, and so on to the tables of rows', () => {
  expect(read('SELECT * FROM markets JOIN events USING (x)')).toEqual({
    names: ['event_rows', 'events', 'market_rows', 'markets'],
    refreshed: [],
    tables: ['event_rows', 'market_rows'],
  });
});

test('of a refreshed table its rows and the generation are read, and not what it was computed from', () => {
  const { names, refreshed, tables } = read('SELECT * FROM numbers');
  expect(names).toEqual(['current_generation', 'numbers', 'refreshed_replies', 'replies']);
  expect(refreshed).toEqual([table('replies', 'x int')]);
  expect(tables).toEqual([]);
});

test('several statements read all of that, each relation once', () => {
  expect(read('SELECT 1 FROM talk', 'WITH markets2 AS (SELECT * FROM markets) SELECT * FROM markets2').names).toEqual([
    'current_generation',
    'market_rows',
    'markets',
    'messages',
    'refreshed_messages',
    'talk',
  ]);
});
