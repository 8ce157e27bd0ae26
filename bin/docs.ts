import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { columnsPage, eventsPage } from '../domain/docs/dictionaries.ts';
import { knownPathsOf } from '../domain/docs/known-paths.ts';
import { metricsPage } from '../domain/docs/metrics.ts';
import { referencePage } from '../domain/docs/reference.ts';
import { viewsPage } from '../domain/docs/views.ts';
import { COLUMNS } from '../domain/event/columns.ts';
import { costPage } from './cost/page.ts';
import { readDocumentedViews } from './docs/documented-views.ts';
import { metricSqlFiles } from './docs/metric-views.ts';
import { FILES_OF_COLUMNS, withColumnList } from './docs/sql-lists.ts';

/**
 * `npm run docs`: writes docs/events.md, columns.md, reference.md, metrics.md and views.md, the views of the metrics' words,
 * the lists of columns in SQL, and the paths that payloads are known to have (from the fixtures). `npm run docs -- --release` also writes the column list as the released one, which the gate holds from then.
 */
const root = join(import.meta.dirname, '..');
const fixtures = globSync('test/fixtures/{meta,sends}/*.json', { cwd: root })
  .filter((path) => !path.endsWith('.expected.json'))
  .sort()
  .map((path) => ({ source: path.split('/').at(-2) ?? '', text: readFileSync(join(root, path), 'utf8') }));

writeFileSync(join(root, 'docs/events.md'), eventsPage());
writeFileSync(join(root, 'docs/columns.md'), columnsPage());
writeFileSync(join(root, 'docs/reference.md'), referencePage());
writeFileSync(join(root, 'docs/cost.md'), costPage());
writeFileSync(join(root, 'docs/metrics.md'), metricsPage());
for (const [path, sql] of metricSqlFiles()) writeFileSync(join(root, 'athena-sql', path), sql);
for (const path of FILES_OF_COLUMNS) {
  const file = join(root, 'athena-sql', path);
  writeFileSync(file, withColumnList(path, readFileSync(file, 'utf8')));
}
// Last: the files of SQL above are among its views.
writeFileSync(join(root, 'docs/views.md'), viewsPage(readDocumentedViews(join(root, 'athena-sql'))));
writeFileSync(join(root, 'domain/payload/known-paths.json'), json(knownPathsOf(fixtures)));
if (process.argv.includes('--release')) {
  const released = COLUMNS.map(({ name, type, personalData, since }) => ({ name, type, personalData, since }));
  writeFileSync(join(root, 'domain/event/released/columns.json'), json(released));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
