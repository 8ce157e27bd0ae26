import { describe, expect, test } from 'vitest';
import { DIMENSIONS } from '../../domain/metrics/definition.ts';
import { METRICS } from '../../domain/metrics/metrics.ts';
import { viewsOf } from '../../domain/pages/tile-views.ts';
import { TILES } from '../../domain/pages/tiles.ts';
import { COLUMNS } from '../../lib/reports/layout.ts';
import { measuresOf } from '../../lib/reports/measures.ts';
import { VISUALS } from '../../lib/reports/plan.ts';
import { below, DATA_SETS as dataSets, fieldsOf, type Json, only, REPORTS as reports } from './reports.ts';

const dashboard = only('AWS::QuickSight::Dashboard');
const definition: Readonly<Record<string, readonly Json[]>> = Object(dashboard.Definition);
const sheet = Object(definition.Sheets?.[0]);
const visuals = new Map<string, Json>(
  sheet.Visuals.flatMap((visual: Json) => Object.values(visual).map((one) => [Object(one).VisualId, one])),
);
const calculations = (definition.CalculatedFields ?? []).map((field) => ({
  dataSet: String(field.DataSetIdentifier),
  name: String(field.Name),
  expression: String(field.Expression),
}));

describe.each(TILES)('the tile $id', (tile) => {
  const own = VISUALS.filter((visual) => visual.tile === tile);

  test('has a visual with its title, and each of its metrics in one', () => {
    expect(own[0]?.title).toContain(tile.title);
    const shown = own.flatMap(({ measures }) => measures.map(({ field }) => field));
    const wanted = viewsOf(tile).flatMap(({ metrics }) => metrics.flatMap(measuresOf).map(({ field }) => field));
    expect(wanted.filter((field) => !shown.includes(field))).toEqual([]);
    for (const { id } of own) expect([...visuals.keys()]).toContain(id);
  });

  test('says of its value what it is divided by and what it does not say', () => {
    const [id] = tile.metrics;
    const metric = METRICS.find((one) => one.id === id);
    const texts = own.map(({ subtitle }) => subtitle).join(' ');
    if (metric?.denominator) expect(texts).toContain(metric.denominator);
    expect(texts.includes(metric?.caveat ?? '') || texts.includes(tile.text)).toBe(true);
  });

  test('shows beside each rate what it is divided by', () => {
    const fields = own.flatMap(({ measures }) => measures.map(({ field }) => field));
    for (const { column, unit } of viewsOf(tile).flatMap(({ metrics }) => metrics)) {
      if (unit === 'ratio') expect(fields).toContain(`${column}_of`);
    }
  });
});

test('the visuals are in the order of the tiles, below the time that the numbers are of', () => {
  const elements: readonly Json[] = Object(below(sheet.Layouts, 'Elements')[0]);
  expect(elements.map(({ ElementId }) => ElementId)).toEqual(['as-of', ...VISUALS.map(({ id }) => id)]);
  expect([...visuals.keys()].toSorted()).toEqual(elements.map(({ ElementId }) => ElementId).toSorted());
  const rows = elements.map(({ RowIndex }) => Number(RowIndex));
  expect(rows).toEqual(rows.toSorted((a, b) => a - b));
  for (const { ColumnIndex, ColumnSpan } of elements) {
    expect(Number(ColumnIndex) + Number(ColumnSpan)).toBeLessThanOrEqual(COLUMNS);
  }
});

describe.each([...visuals])('the visual %s', (id, visual) => {
  const fields = fieldsOf(visual);
  const calculated = (dataSet: string, column: string) =>
    calculations.some((one) => one.dataSet === dataSet && one.name === column);

  test('uses fields that exist in its data set, each as its type allows', () => {
    expect(fields.length).toBeGreaterThan(0);
    const allowed: Readonly<Record<string, readonly (string | undefined)[]>> = {
      NumericalMeasureField: ['INTEGER', 'DECIMAL'],
      NumericalDimensionField: ['INTEGER', 'DECIMAL'],
      DateMeasureField: ['DATETIME'],
      DateDimensionField: ['DATETIME'],
      CategoricalDimensionField: ['STRING'],
    };
    for (const { kind, dataSet, column } of fields) {
      if (calculated(dataSet, column)) expect(kind).toBe('NumericalMeasureField');
      else expect(allowed[kind], column).toContain(typeOf(dataSet, column));
    }
  });

  test('adds up columns, and leaves calculations to add up by themselves', () => {
    for (const { kind, dataSet, column, isAggregated } of fields) {
      if (kind.endsWith('MeasureField')) expect(isAggregated, column).toBe(!calculated(dataSet, column));
    }
  });

  test('has field ids of its own, and sorts and labels only these', () => {
    const ids = below(visual, 'FieldId').map(String);
    expect(ids.every((fieldId) => fieldId.startsWith(`${id}.`))).toBe(true);
    const named = ['FieldSort', 'SelectedFieldOptions'].flatMap((key) => below(visual, key));
    const wells = below(below(visual, 'FieldWells'), 'FieldId');
    expect(below(named, 'FieldId').filter((fieldId) => !wells.includes(fieldId))).toEqual([]);
    expect(new Set(wells).size).toBe(wells.length);
  });

  // ShortFormatText and LongFormatText, PlainText (Quick Sight API Reference).
  test('has a title and a subtitle that fit', () => {
    const [title] = below(Object(visual).Title, 'PlainText');
    expect(String(title)).toMatch(/^.{2,512}$/);
    for (const text of below(Object(visual).Subtitle, 'PlainText')) expect(String(text)).toMatch(/^.{10,1024}$/);
  });

  test('counts the rows of one period and one dimension, in the chosen dates', () => {
    if (id === 'as-of') return;
    const [{ dataSet } = { dataSet: '' }] = fields;
    const filtered = filtersOf(id).map(({ column }) => column);
    const columns = dataSets.get(dataSet)?.map(({ name }) => name) ?? [];
    for (const column of ['period', 'dimension']) if (columns.includes(column)) expect(filtered).toContain(column);
    expect(filtered.filter((column) => /^(period_start|charge_day|charge_month)$/.test(column))).toHaveLength(1);
  });

  test('never adds up money across currencies', () => {
    const isMoney = fields.some(({ dataSet }) => dataSets.get(dataSet)?.some(({ name }) => name === 'currency'));
    if (isMoney) expect(fields.map(({ column }) => column)).toContain('currency');
  });
});

function typeOf(dataSet: string, column: string): string | undefined {
  return dataSets.get(dataSet)?.find(({ name }) => name === column)?.type;
}

interface UsedFilter {
  readonly id: string;
  readonly dataSet: string;
  readonly column: string;
  readonly kind: string;
}

const groups = definition.FilterGroups ?? [];

function filtersIn(group: Json): readonly UsedFilter[] {
  const filters: readonly Json[] = Object(group.Filters);
  return filters.flatMap((filter) =>
    Object.entries(filter).map(([kind, one]) => {
      const { FilterId, Column } = Object(one);
      return { kind, id: FilterId, dataSet: Column.DataSetIdentifier, column: Column.ColumnName };
    }),
  );
}

function filtersOf(visual: string): readonly UsedFilter[] {
  return groups.filter((group) => below(group, 'VisualIds').flat().includes(visual)).flatMap(filtersIn);
}

test('filters have ids of their own, visuals that exist, and columns of their type', () => {
  const filters = groups.flatMap(filtersIn);
  expect(new Set(filters.map(({ id }) => id)).size).toBe(filters.length);
  const allowed: Readonly<Record<string, readonly string[]>> = {
    CategoryFilter: ['STRING'],
    TimeRangeFilter: ['DATETIME'],
    NumericRangeFilter: ['INTEGER', 'DECIMAL'],
  };
  for (const { kind, dataSet, column } of filters) {
    const isCalculated = calculations.some((one) => one.dataSet === dataSet && one.name === column);
    if (isCalculated) expect([kind, column]).toEqual(['TimeRangeFilter', 'Last day of the month']);
    else expect(allowed[kind], column).toContain(typeOf(dataSet, column));
  }
  for (const id of below(groups, 'VisualIds').flat()) expect([...visuals.keys()]).toContain(id);
});

test('calculations name only columns and calculations of their data set', () => {
  for (const { dataSet, expression } of calculations) {
    const known = [
      ...(dataSets.get(dataSet)?.map(({ name }) => name) ?? []),
      ...calculations.filter((one) => one.dataSet === dataSet).map(({ name }) => name),
    ];
    const named = [...expression.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  }
  const names = calculations.map(({ dataSet, name }) => `${dataSet}.${name}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { dataSet, name } of calculations) expect(typeOf(dataSet, name)).toBeUndefined();
});

test('a cost is empty where a part is not known, and its known part is a sum', () => {
  const billing = new Map(
    calculations
      .filter(({ dataSet }) => dataSet === 'metric_billing')
      .map(({ name, expression }) => [name, expression]),
  );
  expect(billing.get('Cost')).toBe('ifelse(sum({unknown_charges}) = 0, sum({cost_micros}) / 1000000.0, NULL)');
  expect(billing.get('Known part of the cost')).toBe('sum({known_cost_micros}) / 1000000.0');
});

test('the dates and the dimension have controls; so have the members, and the columns of views without them', () => {
  const parameters = (definition.ParameterDeclarations ?? []).flatMap((one) => below(one, 'Name'));
  expect(parameters).toEqual(['From', 'Through', 'Dimension']);
  expect(below(sheet.ParameterControls, 'SourceParameterName')).toEqual(parameters);
  expect(below(sheet.ParameterControls, 'Values')).toEqual([['all', ...DIMENSIONS]]);
  const controlled = below(sheet.FilterControls, 'SourceFilterId');
  const filters = groups.flatMap(filtersIn).map(({ id }) => id);
  expect(controlled.filter((id) => !filters.includes(String(id)))).toEqual([]);
  expect(controlled).toHaveLength(1 + DIMENSIONS.length);
  expect([...new Set(groups.flatMap((group) => below(group, 'Parameter')))].toSorted()).toEqual(['From', 'Through']);
  expect([...new Set(groups.flatMap((group) => below(group, 'ParameterName')))]).toEqual(['Dimension']);
});

test('a list leaves out what is too small, as its tile says', () => {
  const limits = TILES.flatMap(({ text, lists }) => (lists?.least ? [{ text, least: lists.least }] : []));
  expect(limits.length).toBeGreaterThan(0);
  for (const { text, least } of limits) expect(text).toContain(`at least ${least} `);
  expect(below(groups, 'RangeMinimum')).toEqual(limits.map(({ least }) => ({ StaticValue: least })));
});

test('a metric that does not add up over days is refused', () => {
  const unfit = METRICS.filter(({ unit }) => unit === 'contacts' || unit === 'seconds');
  expect(unfit.length).toBeGreaterThan(0);
  for (const metric of unfit) expect(() => measuresOf(metric)).toThrow(/do not add up over days/);
});

// "Quotas for Quick Sight": 50 visuals a sheet. CloudFormation User Guide, "Quotas": a template has up to 1 MB.
test('it is within AWS’s limits', () => {
  expect(visuals.size).toBeLessThanOrEqual(50);
  expect(JSON.stringify(reports).length).toBeLessThan(500_000);
});
