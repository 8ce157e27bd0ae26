import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readViewColumns } from '../../bin/docs/view-columns.ts';
import { MARKS } from '../../domain/pages/statement.ts';
import { withoutComments } from '../../domain/sql/comments.ts';
import { materializationOf } from '../../domain/sql/materialization.ts';
import { tableNamesIn } from '../../domain/sql/table-names.ts';
import { readsOf, type ViewFile } from '../../domain/sql/view-order.ts';

/** The layers of the SQL, and the form of its files: docs/architecture.md says what each folder holds. */
const ROOT = join(import.meta.dirname, '..', '..', 'athena-sql');
const MAX_COLUMNS = 100;
const MAX_LINES = 60;
/** A view that reads tables only has depth 1; a file that is a table is read as one. */
const MAX_DEPTH = 8;
/** The same with every file as a view: as they are applied in tests, and under `live_…`. */
const MAX_LIVE_DEPTH = 11;

/** What views of each folder, and the statements of the compaction, may read beside tables. */
const READS: Readonly<Record<string, readonly string[]>> = {
  staging: [],
  intermediate: ['staging', 'intermediate'],
  marts: ['staging', 'intermediate', 'marts'],
  aggregates: ['staging', 'intermediate', 'marts', 'aggregates'],
  metrics: ['staging', 'aggregates'],
  quality: ['staging', 'intermediate', 'aggregates'],
  maintenance: ['staging', 'intermediate'],
  pages: ['staging', 'intermediate', 'marts', 'aggregates', 'metrics', 'quality'],
};
/** Their files are statements, not views. */
const OF_STATEMENTS = ['maintenance', 'pages'];
/** The "now" of every number, which a step may need. */
const NOW = 'agg_watermark';
/** What people and BI tools read. */
const PUBLIC = ['marts', 'aggregates', 'metrics', 'quality'];

interface SqlFile extends ViewFile {
  readonly path: string;
  readonly folder: string;
}

const FILES: readonly SqlFile[] = globSync('**/*.sql', { cwd: ROOT })
  .sort()
  .map((path) => ({
    path,
    folder: dirname(path),
    name: basename(path, '.sql'),
    sql: readFileSync(join(ROOT, path), 'utf8'),
  }));
const STATEMENTS = FILES.filter(({ path }) => !path.endsWith('.checks.sql'));
const VIEWS = STATEMENTS.filter(({ folder }) => !OF_STATEMENTS.includes(folder));

function viewsReadBy(file: SqlFile, views: readonly SqlFile[]): readonly SqlFile[] {
  if (!OF_STATEMENTS.includes(file.folder)) return views.filter((view) => readsOf(file, views).includes(view));
  const words = new Set(withoutComments(file.sql).match(/\w+/g));
  return views.filter(({ name }) => words.has(name));
}

/** What the file reads and may not. */
function wrongReads(file: SqlFile, views: readonly SqlFile[]): readonly string[] {
  const allowed = READS[file.folder] ?? [];
  return viewsReadBy(file, views).flatMap(({ folder, path, name }) =>
    allowed.includes(folder) || (name === NOW && file.folder === 'intermediate') ? [] : [path],
  );
}

/** `ends` says which of the views are read as tables are. */
function depthOf(
  view: SqlFile,
  views: readonly SqlFile[],
  ends: (read: SqlFile) => boolean = () => false,
  known = new Map<string, number>(),
): number {
  const below = viewsReadBy(view, views).map((read) => (ends(read) ? 0 : depthOf(read, views, ends, known)));
  const depth = known.get(view.name) ?? 1 + Math.max(0, ...below);
  known.set(view.name, depth);
  return depth;
}

function isTable({ sql }: SqlFile): boolean {
  return materializationOf(sql).isTable;
}

/** The tables that a file reads, directly or by the views between. */
function tablesReadBy(file: SqlFile, views: readonly SqlFile[]): readonly SqlFile[] {
  return viewsReadBy(file, views).flatMap((read) => (isTable(read) ? [read] : tablesReadBy(read, views)));
}

/** Tables that a table in parts reads, and that are not in parts by its key: it would read all of them for each part. */
function wrongParts(table: SqlFile, views: readonly SqlFile[]): readonly string[] {
  const { parts } = materializationOf(table.sql);
  return tablesReadBy(table, views).flatMap(({ path, sql }) =>
    materializationOf(sql).parts === parts ? [] : [`${table.path} reads ${path}`],
  );
}

function wideLines(sql: string): readonly string[] {
  return sql.split('\n').filter((line) => line.length > MAX_COLUMNS);
}

test('every folder is a layer', () => {
  expect([...new Set(FILES.map(({ folder }) => folder))].sort()).toEqual(Object.keys(READS).sort());
});

describe.each(STATEMENTS)('$path', (file) => {
  test('reads tables and the layers above it', () => {
    expect(wrongReads(file, VIEWS)).toEqual([]);
  });

  test(`is at most ${MAX_LINES} lines long`, () => {
    expect(file.sql.trimEnd().split('\n').length).toBeLessThanOrEqual(MAX_LINES);
  });

  test('says its grain in its first line', () => {
    expect(file.sql).toMatch(/^-- Grain: /);
  });

  test('has no condition that never holds: what one engine needs is not for the others to read', () => {
    expect(withoutComments(file.sql)).not.toMatch(/\bWHERE\s+(?:FALSE|1\s*=\s*0)\b/i);
  });
});

describe.each(FILES)('$path', ({ sql }) => {
  test(`is at most ${MAX_COLUMNS} columns wide`, () => {
    expect(wideLines(sql)).toEqual([]);
  });
});

describe.each(VIEWS.filter(({ folder, name }) => PUBLIC.includes(folder) || name === 'events'))('$name', (view) => {
  test(`is at most ${MAX_DEPTH} views deep`, () => {
    expect(depthOf(view, VIEWS, isTable)).toBeLessThanOrEqual(MAX_DEPTH);
  });

  test(`is at most ${MAX_LIVE_DEPTH} views deep over the events`, () => {
    expect(depthOf(view, VIEWS)).toBeLessThanOrEqual(MAX_LIVE_DEPTH);
  });
});

/** What those who may read nothing of one person are given: constants of staging, and aggregates. */
const CONSTANTS = /^stg_(?:reporting_settings|report_dimensions|metric_\w+)$/;

function notForNumbers(file: SqlFile, views: readonly SqlFile[]): readonly string[] {
  const names = new Set(views.map(({ name }) => name));
  const tables = tableNamesIn(withoutComments(file.sql)).filter(({ name }) => !names.has(name));
  const read = viewsReadBy(file, views).filter(
    ({ folder, name }) => folder !== 'aggregates' && !(folder === 'staging' && CONSTANTS.test(name)),
  );
  return [...tables, ...read].map(({ name }) => name);
}

describe.each(VIEWS.filter(({ folder }) => folder === 'metrics'))('$path', (view) => {
  test('reads aggregates and constants, and nothing else', () => {
    expect(notForNumbers(view, VIEWS)).toEqual([]);
  });
});

/** Of the pages that are asked while somebody waits. */
const PAGES = STATEMENTS.filter(({ folder, name }) => folder === 'pages' && /^(exec|page)_/.test(name));
/** Small, or a constant: what a page may read beside aggregates and constants. */
const BESIDE = ['int_refresh', 'dim_error', 'dim_template'];

describe.each(PAGES)('$path', (file) => {
  test('reads aggregates, constants and small tables of words: no facts and no events', () => {
    expect(notForNumbers(file, VIEWS).filter((name) => !BESIDE.includes(name))).toEqual([]);
  });
});

/** Comments in a statement that no filter fills in, and days that are none of the period’s. */
function wrongMarks(sql: string): readonly string[] {
  const marks = [...sql.matchAll(/\/\* *(.*?) *\*\//g)].map(([, mark = '']) => mark);
  const days = [...sql.matchAll(/DATE '[^']*'(?! \/\* (?:from|through|beforeFrom|beforeThrough) \*\/)/g)];
  return [...marks.filter((mark) => !MARKS.some((known) => known === mark)), ...days.map(([day]) => day)];
}

describe.each(STATEMENTS.filter(({ folder }) => folder === 'pages'))('$path', ({ sql }) => {
  test('marks only what a filter has', () => {
    expect(wrongMarks(sql)).toEqual([]);
  });

  test('has one order of rows: a number is found again by its row', () => {
    if (!/^-- Grain: one row[:.]/.test(sql)) expect(withoutComments(sql)).toMatch(/\nORDER BY [^()]+(?:\nLIMIT \d+)?$/);
  });
});

test('every view of numbers says last what they are as of', async () => {
  const columns = await readViewColumns(VIEWS);
  const numbers = VIEWS.map(({ name }) => name).filter((name) => /^metric_(?!definitions|dimensions)/.test(name));
  const last = numbers.map((name) => columns.get(name)?.at(-1));
  expect(last).toEqual(numbers.map(() => expect.objectContaining({ name: 'as_of', type: 'timestamp' })));
});

describe.each(STATEMENTS.filter(({ sql }) => /Materialized|Parts/.test(sql)))('$path', (file) => {
  test('is a table by its comment', () => {
    expect(isTable(file)).toBe(true);
  });
});

test('every aggregate is a table', () => {
  expect(VIEWS.filter((view) => view.folder === 'aggregates' && !isTable(view)).map(({ path }) => path)).toEqual([]);
});

test('a table in parts reads only tables in parts by the same key', () => {
  const inParts = VIEWS.filter(({ sql }) => materializationOf(sql).parts !== null);
  expect(inParts.flatMap((table) => wrongParts(table, VIEWS))).toEqual([]);
  expect(inParts.map(({ name }) => name)).toContain('int_window_events');
});

describe('the rules see', () => {
  const file = (folder: string, name: string, query: string): SqlFile => ({
    path: `${folder}/${name}.sql`,
    folder,
    name,
    sql: `-- Grain: one row.\nCREATE OR REPLACE VIEW ${name} AS\n${query}\n`,
  });
  const table = file('staging', 'stg_a', 'SELECT * FROM event_rows');
  const mart = file('marts', 'fact_a', 'SELECT * FROM stg_a');
  const views = [table, mart];

  test('a view that reads a layer below its own', () => {
    expect(wrongReads(file('intermediate', 'int_a', 'SELECT * FROM fact_a'), views)).toEqual(['marts/fact_a.sql']);
    expect(wrongReads(file('staging', 'stg_b', 'SELECT * FROM stg_a'), views)).toEqual(['staging/stg_a.sql']);
    expect(wrongReads(mart, views)).toEqual([]);
  });

  test('a view of numbers that reads a fact, an event or a table of Glue', () => {
    const cube = file('aggregates', 'cube_a', 'SELECT * FROM fact_a');
    const settings = file('staging', 'stg_reporting_settings', 'SELECT 1 AS b');
    const number = (name: string) => file('metrics', 'metric_a', `SELECT * FROM ${name} CROSS JOIN cube_a`);
    const found = ['stg_reporting_settings', 'fact_a', 'stg_a', 'rate_cards'].map((name) =>
      notForNumbers(number(name), [...views, cube, settings]),
    );
    expect(found).toEqual([[], ['fact_a'], ['stg_a'], ['rate_cards']]);
  });

  test('a statement of the compaction that reads more than staging', () => {
    const statement = { ...mart, folder: 'maintenance', name: 'count', sql: 'SELECT * FROM fact_a JOIN stg_a ON true' };
    expect(wrongReads(statement, views)).toEqual(['marts/fact_a.sql']);
  });

  test('a mark that no filter has, and a day that is not of the period', () => {
    expect(wrongMarks("SELECT '' /* campaign */, '' /* template */, DATE '2026-11-01'")).toEqual([
      'template',
      "DATE '2026-11-01'",
    ]);
  });

  test('how deep a view is', () => {
    expect(views.map((view) => depthOf(view, views))).toEqual([1, 2]);
  });

  test('that a table ends the depth', () => {
    expect(depthOf(mart, views, ({ name }) => name === 'stg_a')).toBe(1);
  });

  test('a table in parts that reads one without, through a view too', () => {
    const said = (view: SqlFile, ...lines: readonly string[]) => ({ ...view, sql: `${lines.join('\n')}\n${view.sql}` });
    const whole = said(table, '-- Materialized: table');
    const between = file('intermediate', 'int_b', 'SELECT * FROM stg_a');
    const inParts = said(
      file('marts', 'fact_b', 'SELECT * FROM int_b'),
      '-- Materialized: table',
      '-- Parts: message_key',
    );
    expect(wrongParts(inParts, [whole, between, inParts])).toEqual(['marts/fact_b.sql reads staging/stg_a.sql']);
    expect(wrongParts(inParts, [said(whole, '-- Parts: message_key'), between, inParts])).toEqual([]);
  });

  test('a line that is too wide', () => {
    expect(wideLines(`${'a'.repeat(MAX_COLUMNS)}\n${'b'.repeat(MAX_COLUMNS + 1)}`)).toEqual([
      'b'.repeat(MAX_COLUMNS + 1),
    ]);
  });
});
