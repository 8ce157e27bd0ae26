import type { Row } from '../answer.ts';
import { named, QUERY_HISTORY } from '../report.ts';

const DAY_SECONDS = 86_400;

type RowsOf = (statement: string) => readonly Row[];

/** What the review ends with: lost and misunderstood events first, what may go last. */
export function qualityActions(rowsOf: RowsOf): readonly string[] {
  return [gaps, unmapped, late, drift, eventTypes, fields, views].flatMap((rule) => rule(rowsOf) ?? []);
}

function gaps(rowsOf: RowsOf): string | null {
  const sources = new Set(rowsOf('report_quality_gaps').map((row) => row.text('source') ?? 'unknown'));
  if (sources.size === 0) return null;
  return `Days without events of ${named([...sources])}: if they were not quiet days, check the webhook at the vendor and \`npx lake failures\`, and replay what is still in raw/ with \`npx lake replay\`.`;
}

function unmapped(rowsOf: RowsOf): string | null {
  const kinds = rowsOf('report_quality_unmapped').map((row) => row.text('source_event') ?? 'unknown');
  if (kinds.length === 0) return null;
  return `Not understood: ${named(kinds)}. Add them to the source’s mapping (CONTRIBUTING.md) and replay, or report them.`;
}

function late(rowsOf: RowsOf): string | null {
  const sources = rowsOf('report_quality_lateness')
    .filter((row) => Number(row.text('lateness_p95_seconds')) > DAY_SECONDS)
    .map((row) => row.text('source') ?? 'unknown');
  if (sources.length === 0) return null;
  return `One of 20 events of ${named(sources)} comes more than a day late: numbers of the last days are too low until then. Post them sooner, or read those days as incomplete.`;
}

function drift(rowsOf: RowsOf): string | null {
  const paths = rowsOf('report_quality_drift').map((row) => row.text('path') ?? 'unknown');
  if (paths.length === 0) return null;
  return `Vendors send ${paths.length === 1 ? 'a new path' : `${paths.length} new paths`}: ${named(paths)}. See whether one of them is worth a column.`;
}

function eventTypes(rowsOf: RowsOf): string | null {
  const never = rowsOf('report_quality_event_types')
    .filter((row) => row.text('events') === '0')
    .map((row) => row.text('event_type') ?? 'unknown');
  if (never.length === 0) return null;
  return `Event types that never came: ${named(never)}. Subscribe to the webhook field that brings those you want to decide with (docs/webhooks.md); the others cost nothing.`;
}

/** Only rows of what the lake says of itself have these, and `events` has no such rows. */
const OF_THE_LAKE = ['duplicate_source', 'duplicate_kind'];

function fields(rowsOf: RowsOf): string | null {
  const empty = rowsOf('report_quality_fields')
    .filter((row) => row.text('filled') === '0' && row.text('fill_rate') !== null)
    .map((row) => row.text('field') ?? 'unknown')
    .filter((field) => !OF_THE_LAKE.includes(field));
  if (empty.length === 0) return null;
  return `Fields that never had a value: ${named(empty)}. Campaigns, templates, experiments and buttons come with sends (docs/sends.md); docs/columns.md says what fills the others.`;
}

function views(rowsOf: RowsOf): string | null {
  const asked = rowsOf(QUERY_HISTORY);
  const never = asked
    .filter((row) => row.text('questions') === '0' && row.text('through_views') === '0')
    .map((row) => row.text('view_name') ?? 'unknown');
  if (never.length === 0) return null;
  return `Views that nobody asked for: ${named(never)}. Show their questions to those who decide (docs/questions.md), or drop what no decision needs from your reports.`;
}
