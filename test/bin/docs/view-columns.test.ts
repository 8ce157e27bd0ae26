import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dbtProject } from '../../../bin/docs/dbt/project.ts';
import { readDocumentedViews } from '../../../bin/docs/documented-views.ts';
import { readViewColumns } from '../../../bin/docs/view-columns.ts';
import { columnTable, isPublic } from '../../../bin/docs/views.ts';
import { METRIC_VIEWS } from '../../../domain/metrics/metrics.ts';
import { meaningOf, OWN_COLUMNS, PUBLIC_LAYERS } from '../../../domain/views/columns.ts';
import { SHARED_COLUMNS } from '../../../domain/views/shared-columns.ts';

const VIEWS = readDocumentedViews(join(import.meta.dirname, '../../../athena-sql'));
const COLUMNS = await readViewColumns(VIEWS);
const PUBLIC = VIEWS.filter(isPublic).map(({ name }) => ({ name, columns: COLUMNS.get(name) ?? [] }));

/** What a meaning must say, by the column’s name and type. */
const SAID: readonly (readonly [rule: string, isOf: (name: string, type: string) => boolean, says: RegExp])[] = [
  ['a time says its zone', (_name, type) => type === 'timestamp', /UTC|reporting time zone/],
  ['a day says its zone', (_name, type) => type === 'date', /time zone/],
  ['money says its unit', (name) => name.endsWith('_micros'), /millionths/],
  ['a duration says its unit', (name) => name.endsWith('_seconds'), /seconds/i],
  ['a country says its code', (name) => name === 'contact_country', /ISO 3166-1/],
  ['a currency says its code', (name) => name === 'currency', /ISO 4217/],
];

describe.each(PUBLIC)('$name', ({ name: view, columns }) => {
  test('has columns, and a meaning for each', () => {
    expect(columns.length).toBeGreaterThan(0);
    expect(columns.filter(({ name }) => meaningOf(view, name) === undefined)).toEqual([]);
  });

  test('means nothing by a column that it does not have', () => {
    const names = new Set(columns.map(({ name }) => name));
    expect(Object.keys(OWN_COLUMNS[view] ?? {}).filter((name) => !names.has(name))).toEqual([]);
  });

  test('says what its columns mean in whole sentences, with zones, units and codes', () => {
    const said = columns.map(({ name, type }) => ({ name, type, text: meaningOf(view, name)?.text ?? '' }));
    expect(said.filter(({ text }) => !/^[A-Z`0-9].{15,}[.]$/.test(text)).map(({ name }) => name)).toEqual([]);
    const missing = SAID.flatMap(([rule, isOf, says]) =>
      said.filter(({ name, type, text }) => isOf(name, type) && !says.test(text)).map(({ name }) => `${name}: ${rule}`),
    );
    expect(missing).toEqual([]);
  });
});

test('every view that a meaning is said for is public', () => {
  const names = new Set(PUBLIC.map(({ name }) => name));
  expect(
    [...Object.keys(OWN_COLUMNS), ...METRIC_VIEWS.map(({ view }) => view)].filter((name) => !names.has(name)),
  ).toEqual([]);
});

test('every shared meaning is that of a column of some view', () => {
  const used = PUBLIC.flatMap(({ name: view, columns }) =>
    columns.filter(({ name }) => meaningOf(view, name)?.in === 'shared').map(({ name }) => name),
  );
  expect(Object.keys(SHARED_COLUMNS).filter((name) => !used.includes(name))).toEqual([]);
});

test('types are the engine’s, by Athena’s names', () => {
  const typeOf = (view: string, column: string) => COLUMNS.get(view)?.find(({ name }) => name === column)?.type;
  expect(typeOf('fact_messages', 'accepted_at')).toBe('timestamp');
  expect(typeOf('metric_cost', 'cost_micros')).toBe('bigint');
  expect(typeOf('metric_messages', 'delivered_rate')).toBe('double');
  expect(typeOf('duplicates_audit', 'duplicates')).toBe('bigint');
});

test('a column without a meaning is refused, and said where', () => {
  expect(() => columnTable('fact_messages', [{ name: 'mood', type: 'varchar' }])).toThrow(
    'The column mood of fact_messages has no meaning: say in domain/views what it means.',
  );
});

test('the dbt project describes the columns of every public model', () => {
  const files = dbtProject({
    views: VIEWS,
    laptop: { plugin: '', prelude: '' },
    dataFolder: '.lake',
    columns: COLUMNS,
  });
  const properties = PUBLIC_LAYERS.map((layer) => files.get(`models/${layer}/_${layer}.yml`) ?? '');
  const described = properties.join('').match(/^ {6}- name: /gm) ?? [];
  expect(described).toHaveLength(PUBLIC.flatMap(({ columns }) => columns).length);
});
