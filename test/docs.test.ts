import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { costPage } from '../bin/cli/cost/page.ts';
import { columnsPage, eventsPage } from '../bin/docs/dictionaries.ts';
import { readDocumentedViews } from '../bin/docs/documented-views.ts';
import { fixturesOf } from '../bin/docs/fixtures.ts';
import { knownPathsOf } from '../bin/docs/known-paths.ts';
import { metricDefinitionsView, metricDimensionsView, metricsPage } from '../bin/docs/metrics.ts';
import { referencePage } from '../bin/docs/reference.ts';
import { settingsPage } from '../bin/docs/settings.ts';
import { viewsPage } from '../bin/docs/views.ts';

const ROOT = join(import.meta.dirname, '..');

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

test.each([
  ['docs/events.md', eventsPage],
  ['docs/columns.md', () => columnsPage()],
  ['docs/reference.md', referencePage],
  ['docs/settings.md', settingsPage],
  ['docs/cost.md', costPage],
  ['docs/metrics.md', metricsPage],
  ['docs/views.md', () => viewsPage(readDocumentedViews(join(ROOT, 'athena-sql')))],
  ['athena-sql/metrics/metric_definitions.sql', metricDefinitionsView],
  ['athena-sql/metrics/metric_dimensions.sql', metricDimensionsView],
])('%s matches the code; `npm run docs` updates it', (path, page) => {
  expect(read(path)).toBe(page());
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
