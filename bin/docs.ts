import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLUMNS } from '../domain/event/columns.ts';
import { costPage } from './cli/cost/page.ts';
import { columnsPage, eventsPage } from './docs/dictionaries.ts';
import { readDocumentedViews } from './docs/documented-views.ts';
import { fixturesOf } from './docs/fixtures.ts';
import { knownPathsOf } from './docs/known-paths.ts';
import { metricDefinitionsView, metricDimensionsView, metricsPage } from './docs/metrics.ts';
import { referencePage } from './docs/reference.ts';
import { settingsPage } from './docs/settings.ts';
import { viewsPage } from './docs/views.ts';

/**
 * `npm run docs`: writes docs/events.md, columns.md, reference.md, metrics.md and views.md, the views of the metrics' words and
 * dimensions, and the paths that payloads are known to have (from the fixtures). `npm run docs -- --release` also writes the column list as the released one, which the gate holds from then.
 */
const root = join(import.meta.dirname, '..');

writeFileSync(join(root, 'docs/events.md'), eventsPage());
writeFileSync(join(root, 'docs/columns.md'), columnsPage());
writeFileSync(join(root, 'docs/reference.md'), referencePage());
writeFileSync(join(root, 'docs/settings.md'), settingsPage());
writeFileSync(join(root, 'docs/cost.md'), costPage());
writeFileSync(join(root, 'docs/metrics.md'), metricsPage());
writeFileSync(join(root, 'athena-sql/metrics/metric_definitions.sql'), metricDefinitionsView());
writeFileSync(join(root, 'athena-sql/metrics/metric_dimensions.sql'), metricDimensionsView());
// Last of what it tells of: the views above are two of the views.
writeFileSync(join(root, 'docs/views.md'), viewsPage(readDocumentedViews(join(root, 'athena-sql'))));
writeFileSync(join(root, 'domain/payload/known-paths.json'), json(knownPathsOf(fixturesOf())));
if (process.argv.includes('--release')) {
  const released = COLUMNS.map(({ name, type, personalData, since }) => ({ name, type, personalData, since }));
  writeFileSync(join(root, 'domain/event/released/columns.json'), json(released));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
