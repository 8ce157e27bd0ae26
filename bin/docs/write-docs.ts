import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLUMNS } from '../../domain/event/columns.ts';
import { costPage } from '../cli/cost/page.ts';
import { columnsPage, eventsPage } from './dictionaries.ts';
import { readDocumentedViews } from './documented-views.ts';
import { fixturesOf } from './fixtures.ts';
import { knownPathsOf } from './known-paths.ts';
import { metricDefinitionsView, metricDimensionsView, metricsPage } from './metrics.ts';
import { referencePage } from './reference.ts';
import { viewsPage } from './views.ts';

/** Every generated file of the repository, in the order in which they are written, and its text. */
export const GENERATED: readonly (readonly [path: string, text: (root: string) => string])[] = [
  ['docs/events.md', () => eventsPage()],
  ['docs/columns.md', () => columnsPage()],
  ['docs/reference.md', () => referencePage()],
  ['docs/cost.md', () => costPage()],
  ['docs/metrics.md', () => metricsPage()],
  ['athena-sql/metrics/metric_definitions.sql', () => metricDefinitionsView()],
  ['athena-sql/metrics/metric_dimensions.sql', () => metricDimensionsView()],
  // After the views above, which are two of the views.
  ['docs/views.md', (root) => viewsPage(readDocumentedViews(join(root, 'athena-sql')))],
  ['domain/payload/known-paths.json', () => json(knownPathsOf(fixturesOf()))],
];

export function writeDocs(root: string): void {
  for (const [path, text] of GENERATED) writeFileSync(join(root, path), text(root));
}

/** The column list as the released one, which the gate holds from then. */
export function writeRelease(root: string): void {
  const released = COLUMNS.map(({ name, type, personalData, since }) => ({ name, type, personalData, since }));
  writeFileSync(join(root, 'domain/event/released/columns.json'), json(released));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
