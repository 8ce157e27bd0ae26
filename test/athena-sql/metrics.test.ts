import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DIMENSIONS, sliceOf } from '../../domain/metrics/definition.ts';
import { METRIC_VIEWS, metricsOf } from '../../domain/metrics/metrics.ts';
import type { Laptop } from '../support/local-athena.ts';
import { openLake, VIEW_FILES } from './lake.ts';
import { ask, type ViewRows } from './view-rows.ts';

const NUMBERS = new Set(['tinyint', 'smallint', 'integer', 'bigint', 'float', 'double']);

/** Every view of numbers, by its name; the registry may have others too. */
const VIEWS = [
  ...new Set([
    ...VIEW_FILES.map(({ name }) => name).filter((name) => name.startsWith('metric_')),
    ...METRIC_VIEWS.map(({ view }) => view),
  ]),
];

let laptop: Laptop;
const columnsOf = new Map<string, ViewRows['columns']>();

beforeAll(async () => {
  laptop = await openLake();
  for (const view of VIEWS) columnsOf.set(view, (await ask(laptop, `SELECT * FROM ${view} WHERE FALSE`)).columns);
}, 300_000);

afterAll(() => laptop.close());

describe.each(METRIC_VIEWS)('$view', (described) => {
  const { view, keys } = described;
  const named = () => (columnsOf.get(view) ?? []).map(({ name }) => name);

  test('has the columns of its metrics, as numbers, and those that name its rows', () => {
    const numbers = (columnsOf.get(view) ?? []).filter(({ type }) => NUMBERS.has(type)).map(({ name }) => name);
    expect(metricsOf(described).filter(({ column }) => !numbers.includes(column))).toEqual([]);
    expect(keys.filter((key) => !named().includes(key))).toEqual([]);
  });

  test('has no number that is not defined', () => {
    const known = new Set<string>([...keys, ...metricsOf(described).flatMap(({ column }) => [column, `${column}_of`])]);
    const numbers = (columnsOf.get(view) ?? []).filter(({ type }) => NUMBERS.has(type));
    expect(numbers.filter(({ name }) => !known.has(name))).toEqual([]);
  });

  test('has the columns that it is said to be sliced by', () => {
    const slices = DIMENSIONS.flatMap((dimension) => sliceOf(described, dimension) ?? []);
    const columns = slices.map((slice) => (slice.startsWith('dimension = ') ? 'dimension' : slice));
    expect(columns.filter((column) => !named().includes(column))).toEqual([]);
  });

  test('has after each rate what it is divided by, as a whole number', () => {
    const columns = columnsOf.get(view) ?? [];
    const rates = columns.map(({ name, type }, i) => ({ name, type, next: columns[i + 1] }));
    for (const { name, type, next } of rates.filter(({ name }) => name.endsWith('_rate'))) {
      expect([type, next]).toEqual(['double', { name: `${name}_of`, type: 'bigint' }]);
    }
  });
});

test('every view of metrics is described', () => {
  const described = METRIC_VIEWS.map(({ view }) => view);
  expect(VIEWS.filter((view) => !described.includes(view))).toEqual(['metric_definitions', 'metric_dimensions']);
});
