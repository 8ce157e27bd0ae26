import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLUMNS } from '../../domain/event/columns.ts';
import { costPage } from '../cli/cost/page.ts';
import { columnsPage, eventsPage } from './dictionaries.ts';
import { readDocumentedViews } from './documented-views.ts';
import { errorSqlFiles } from './error-views.ts';
import { filledBy } from './field-sources.ts';
import { fieldUses, readStatements } from './field-uses.ts';
import { fieldsPage } from './fields.ts';
import { fixturesOf } from './fixtures.ts';
import { knownPathsOf } from './known-paths.ts';
import { metricSqlFiles } from './metric-views.ts';
import { metricsPage } from './metrics.ts';
import { pagesPage } from './pages.ts';
import { eventTypesStatement, fieldsStatement, viewsStatement } from './quality-statements.ts';
import { referencePage } from './reference.ts';
import { refreshedTablesFile } from './refreshed-tables.ts';
import { settingsPage } from './settings.ts';
import { FILES_OF_COLUMNS, withColumnList } from './sql-lists.ts';
import { tileColumns } from './tile-columns.ts';
import { readViewColumns } from './view-columns.ts';
import { type DocumentedView, viewsPage } from './views.ts';

/** Every generated file of the repository, in the order in which they are written, and its text. */
export const GENERATED: readonly (readonly [path: string, text: (root: string) => string | Promise<string>])[] = [
  ['docs/events.md', () => eventsPage()],
  ['docs/columns.md', () => columnsPage()],
  ['docs/reference.md', () => referencePage()],
  ['docs/settings.md', () => settingsPage()],
  ['docs/cost.md', () => costPage()],
  ...[...metricSqlFiles(), ...errorSqlFiles()].map(([path, sql]) => [`athena-sql/${path}`, () => sql] as const),
  ...FILES_OF_COLUMNS.map((path) => [`athena-sql/${path}`, (root: string) => columnListIn(root, path)] as const),
  ['athena-sql/pages/report_quality_fields.sql', () => fieldsStatement()],
  ['athena-sql/pages/report_quality_event_types.sql', () => eventTypesStatement()],
  ['athena-sql/pages/report_quality_views.sql', (root) => viewsStatement(viewsIn(root))],
  // After the files of SQL, which are among its views.
  ['docs/views.md', async (root) => viewsPage(viewsIn(root), await readViewColumns(viewsIn(root)))],
  ['docs/metrics.md', async (root) => metricsPage(await readViewColumns(viewsIn(root)))],
  ['docs/pages.md', (root) => pagesPage(readStatements(join(root, 'athena-sql', 'pages')))],
  [
    'docs/fields.md',
    async (root) =>
      fieldsPage(filledBy(fixturesOf()), await fieldUses(viewsIn(root), join(root, 'athena-sql', 'pages'))),
  ],
  [
    'domain/contracts/refreshed-tables.ts',
    async (root) => refreshedTablesFile(viewsIn(root), await readViewColumns(viewsIn(root))),
  ],
  ['domain/pages/view-columns.json', async (root) => json(tileColumns(await readViewColumns(viewsIn(root))))],
  ['domain/payload/known-paths.json', () => json(knownPathsOf(fixturesOf()))],
];

export async function writeDocs(root: string): Promise<void> {
  for (const [path, text] of GENERATED) writeFileSync(join(root, path), await text(root));
}

function viewsIn(root: string): readonly DocumentedView[] {
  return readDocumentedViews(join(root, 'athena-sql'));
}

function columnListIn(root: string, path: string): string {
  return withColumnList(path, readFileSync(join(root, 'athena-sql', path), 'utf8'));
}

/** The column list as the released one, which the gate holds from then. */
export function writeRelease(root: string): void {
  const released = COLUMNS.map(({ name, type, personalData, since }) => ({ name, type, personalData, since }));
  writeFileSync(join(root, 'domain/event/released/columns.json'), json(released));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
