import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ColumnsOfViews, readViewColumns } from '../../bin/docs/view-columns.ts';
import { DIMENSIONS, sliceOf } from '../../domain/metrics/definition.ts';
import { METRIC_VIEWS, METRICS, metricsOf } from '../../domain/metrics/metrics.ts';
import type { Laptop } from '../support/local-athena.ts';
import { openSmallLake, VIEW_FILES } from './lake.ts';

const NUMBERS = new Set(['tinyint', 'smallint', 'integer', 'bigint', 'float', 'double']);

/** Every view of numbers, by its name; the registry may have others too. */
const VIEWS = [
  ...new Set([
    ...VIEW_FILES.map(({ name }) => name).filter((name) => name.startsWith('metric_')),
    ...METRIC_VIEWS.map(({ view }) => view),
  ]),
];

let laptop: Laptop;
let columnsOf: ColumnsOfViews;

beforeAll(async () => {
  columnsOf = await readViewColumns(VIEW_FILES);
  laptop = await openSmallLake();
});

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
    const columns = (columnsOf.get(view) ?? []).map(({ name, type }) => ({ name, type }));
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

test('every view that is sliced by member writes the columns in the order of stg_report_dimensions', async () => {
  const byPosition = 'SELECT DISTINCT member_position, dimension FROM stg_report_dimensions ORDER BY 1';
  const [, ...positions] = await laptop.rows(byPosition);
  expect(positions).toEqual(['all', ...DIMENSIONS].map((dimension, index) => [String(index + 1), dimension]));
  // Billing has a column for every dimension.
  const billing = METRIC_VIEWS.find(({ view }) => view === 'metric_billing');
  const columns = DIMENSIONS.map((dimension) => billing && sliceOf(billing, dimension));
  const sliced = METRIC_VIEWS.filter(({ slices }) => slices === 'member').map(({ view }) => view);
  expect(sliced.length).toBeGreaterThan(5);
  for (const view of sliced) {
    // Distinct persons and percentiles are sliced in a table of their own.
    const sources = [view, view.replace('metric_', 'agg_')];
    const sql = VIEW_FILES.filter(({ name }) => sources.includes(name)).map((file) => file.sql);
    expect(sql.join('\n'), view).toContain(`ARRAY['all', ${columns.join(', ')}],\n      member_position)`);
  }
});

test('the view of definitions has the words of each metric, whole', async () => {
  const [columns = [], ...rows] = await laptop.rows('SELECT * FROM metric_definitions', { MaxResults: 1000 });
  const definitions = rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])));
  const words = METRICS.map(({ id, title, unit, numerator, denominator, in: view, caveat, owner, column }) => ({
    id,
    title,
    unit,
    numerator,
    denominator,
    grain: view.grain,
    caveat,
    owner,
    view_name: view.view,
    column_name: column,
  }));
  const inAscii: unknown = JSON.parse(JSON.stringify(byId(words)).replaceAll('’', "'"));
  expect(byId(definitions)).toEqual(inAscii);
});

function byId<T extends { readonly id?: string | null }>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((one, other) => ((one.id ?? '') < (other.id ?? '') ? -1 : 1));
}
