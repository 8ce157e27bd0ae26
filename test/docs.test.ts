import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { costPage } from '../bin/cli/cost/page.ts';
import { columnsPage, eventsPage } from '../bin/docs/dictionaries.ts';
import { readDocumentedViews } from '../bin/docs/documented-views.ts';
import { errorSqlFiles } from '../bin/docs/error-views.ts';
import { filledBy } from '../bin/docs/field-sources.ts';
import { fieldUses, readStatements } from '../bin/docs/field-uses.ts';
import { fieldsPage } from '../bin/docs/fields.ts';
import { fixturesOf } from '../bin/docs/fixtures.ts';
import { knownPathsOf } from '../bin/docs/known-paths.ts';
import { metricSqlFiles } from '../bin/docs/metric-views.ts';
import { metricsPage } from '../bin/docs/metrics.ts';
import { pagesPage } from '../bin/docs/pages.ts';
import { eventTypesStatement, fieldsStatement, viewsStatement } from '../bin/docs/quality-statements.ts';
import { referencePage } from '../bin/docs/reference.ts';
import { refreshedTablesFile } from '../bin/docs/refreshed-tables.ts';
import { settingsPage } from '../bin/docs/settings.ts';
import { FILES_OF_COLUMNS, withColumnList } from '../bin/docs/sql-lists.ts';
import { readViewColumns } from '../bin/docs/view-columns.ts';
import { viewsPage } from '../bin/docs/views.ts';
import { COLUMNS } from '../domain/event/columns.ts';
import { withoutComments } from '../domain/sql/comments.ts';

const ROOT = join(import.meta.dirname, '..');
const VIEWS = readDocumentedViews(join(ROOT, 'athena-sql'));
const VIEW_COLUMNS = await readViewColumns(VIEWS);
const FILLED_BY = filledBy(fixturesOf());
const FIELD_USES = await fieldUses(VIEWS, join(ROOT, 'athena-sql', 'pages'));

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

test.each([
  ['docs/events.md', eventsPage],
  ['docs/columns.md', () => columnsPage()],
  ['docs/reference.md', referencePage],
  ['docs/settings.md', settingsPage],
  ['docs/cost.md', costPage],
  ['docs/fields.md', () => fieldsPage(FILLED_BY, FIELD_USES)],
  ['docs/pages.md', () => pagesPage(readStatements(join(ROOT, 'athena-sql', 'pages')))],
  ['docs/metrics.md', () => metricsPage(VIEW_COLUMNS)],
  ['docs/views.md', () => viewsPage(VIEWS, VIEW_COLUMNS)],
  ['domain/contracts/refreshed-tables.ts', () => refreshedTablesFile(VIEWS, VIEW_COLUMNS)],
])('%s matches the code; `npm run docs` updates it', (path, page) => {
  expect(read(path)).toBe(page());
});

const placesOf = (column: string) => (FIELD_USES.get(column) ?? []).map(({ place, what }) => `${place}: ${what}`);

test('a field is used by what its values change, through all the tables between', () => {
  expect(placesOf('error_code')).toContain('Overview: Failure rate');
  expect(placesOf('error_code')).not.toContain('Overview: Messages sent');
  expect(placesOf('pricing_type')).toContain('Overview: Billable and spend');
  expect(placesOf('pricing_type')).not.toContain('Overview: Delivered rate');
  expect(placesOf('sent_buttons')).toContain('Buttons: clicks');
  expect(placesOf('campaign_id')).toEqual(
    expect.arrayContaining(['Overview: Read rate (a floor)', 'Reports: `campaign`']),
  );
  expect(placesOf('text_length')).toEqual([]);
});

test('also a field that is only filtered by, or by which copies are found', () => {
  expect(placesOf('family')).toContain('Operations: unmapped');
  expect(placesOf('transform_version')).toContain('Every number: counts each event once');
});

test('a field is filled by the sources whose examples fill it', () => {
  expect([...(FILLED_BY.get('sent_buttons')?.keys() ?? [])]).toEqual(['sends']);
  expect([...(FILLED_BY.get('reaction')?.get('meta') ?? [])]).toEqual(['reaction_added']);
  expect([...(FILLED_BY.get('duplicate_source')?.keys() ?? [])]).toEqual(['lake']);
});

const SQL_FILES = new Map([...metricSqlFiles(), ...errorSqlFiles()]);

test.each([...SQL_FILES])('athena-sql/%s says what the code says; `npm run docs` writes it', (path, sql) => {
  expect(read(`athena-sql/${path}`)).toBe(sql);
});

test('no file of an area of metrics or errors is left that the code does not have', () => {
  const files = globSync('staging/stg_{metric,errors}_*.sql', { cwd: join(ROOT, 'athena-sql') });
  expect(files.filter((path) => !SQL_FILES.has(path))).toEqual([]);
});

test.each(FILES_OF_COLUMNS)('athena-sql/%s names the columns of the one list; `npm run docs` writes them', (path) => {
  const sql = read(`athena-sql/${path}`);
  expect(withColumnList(path, sql)).toBe(sql);
});

test('a list between the marks is replaced, whatever it was; without marks it is refused', () => {
  const sql = 'SELECT\n  /* Columns: old */\n  event_key, gone\n  /* End of columns. */\nFROM copies\n';
  const written = withColumnList('a.sql', sql);
  expect(written).toMatch(
    /^SELECT\n {2}\/\* Columns: .*\n {2}event_key, event_type, [\s\S]* dt, family\n {2}\/\* End of columns\. \*\/\nFROM copies\n$/,
  );
  expect(written).not.toContain('gone');
  expect(() => withColumnList('a.sql', 'SELECT event_key FROM copies')).toThrow('a.sql must have the lines');
});

/** Written as a whole; the others have their lists between marks. */
const FIELDS_OF_EVENTS = 'pages/report_quality_fields.sql';

test.each([
  [FIELDS_OF_EVENTS, fieldsStatement],
  ['pages/report_quality_event_types.sql', eventTypesStatement],
  ['pages/report_quality_views.sql', () => viewsStatement(VIEWS)],
])('athena-sql/%s lists everything there is; `npm run docs` writes it', (path, sql) => {
  expect(read(`athena-sql/${path}`)).toBe(sql());
});

test('no other file of SQL types the columns again', () => {
  const listed = globSync('athena-sql/**/*.sql', { cwd: ROOT }).filter((path) => {
    const words = new Set(withoutComments(read(path)).match(/\w+/g));
    return COLUMNS.filter(({ name }) => words.has(name)).length > COLUMNS.length / 2;
  });
  const written = [...FILES_OF_COLUMNS, FIELDS_OF_EVENTS].map((path) => `athena-sql/${path}`);
  expect(listed.sort()).toEqual(written.sort());
});

test('the known paths are those of the fixtures; `npm run docs` updates them', () => {
  expect(JSON.parse(read('domain/payload/known-paths.json'))).toEqual(knownPathsOf(fixturesOf()));
});

test('every event type has its meaning in one plain sentence', () => {
  const rows = eventsPage()
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(50);
  for (const row of rows) expect(row.split(' | ')[1], row).toMatch(/^[A-Z].*\.$/);
});

test('docs/architecture.md names files and folders that are there', () => {
  const named = [
    ...read('docs/architecture.md').matchAll(/`((?:bin|domain|lambdas|lib|athena-sql|packages|test)\/[^`*]*)`/g),
  ];
  const missing = named.map(([, path = '']) => path).filter((path) => !existsSync(join(ROOT, path)));
  expect(named.length).toBeGreaterThan(40);
  expect(missing).toEqual([]);
});

test('every link between the pages leads to a file, and to a heading of it', () => {
  const pages = globSync(['*.md', 'docs/**/*.md', 'packages/*/*.md'], { cwd: ROOT });
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)]
      .filter(([, path = '', heading]) => !leadsSomewhere(path === '' ? page : join(dirname(page), path), heading))
      .map(([link]) => `${page}: ${link}`),
  );
  expect(pages.length).toBeGreaterThan(25);
  expect(broken).toEqual([]);
});

function leadsSomewhere(path: string, heading: string | undefined): boolean {
  if (!existsSync(join(ROOT, path))) return false;
  return heading === undefined || headingsOf(read(path)).includes(heading);
}

/** As GitHub makes anchors of headings. */
function headingsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
