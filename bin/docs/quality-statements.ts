/** Statements of the report `data_quality` that list everything there is: columns, event types, views. */
import { COLUMNS } from '../../domain/event/columns.ts';
import { EVENT_TYPES } from '../../domain/event/event-types.ts';
import { PUBLIC_LAYERS } from '../../domain/views/columns.ts';
import { fill } from './sql-lists.ts';
import type { DocumentedView } from './views.ts';

const MADE = '-- Written by `npm run docs`; do not edit.';
const PERIOD = "WHERE dt BETWEEN '2026-11-01' /* from */ AND '2026-11-28' /* through */";

/** How many events of the period have a value in each column. */
export function fieldsStatement(): string {
  const names = COLUMNS.map(({ name }) => name);
  return `-- Grain: one row per column of \`events\`: in how many events of the period (days of UTC) it has a
-- value; those with none first. It reads every column of the period once.
${MADE}
WITH counted AS (
  SELECT count(*) AS events, ARRAY[
${listed(
  names.map((name) => `count(${name})`),
  '    ',
)}
  ] AS counts
  FROM events
  ${PERIOD}
)
SELECT
  element_at(split(
${spaced(names, '    ')},
    ' '), place) AS field,
  element_at(counts, place) AS filled,
  CAST(element_at(counts, place) AS double) / nullif(events, 0) AS fill_rate,
  events AS fill_rate_of
FROM counted
CROSS JOIN UNNEST(sequence(1, ${names.length})) AS places (place)
ORDER BY filled, field
`;
}

/** How often each event type of the dictionary came in the period. */
export function eventTypesStatement(): string {
  return `-- Grain: one row per event type of the dictionary (docs/events.md): how many events of the period
-- (days of UTC) have it; those that never came first. What the lake says of itself is in event_rows
-- alone.
${MADE}
WITH known AS (
  SELECT event_type
  FROM UNNEST(ARRAY[
${listed(Object.keys(EVENT_TYPES).map(quoted), '    ')}
  ]) AS listed (event_type)
),
seen AS (
  SELECT event_type, count(*) AS events, max(dt) AS last_day
  FROM events
  ${PERIOD}
  GROUP BY event_type
  UNION ALL
  SELECT event_type, count(DISTINCT event_key), max(dt)
  FROM event_rows
  ${PERIOD}
    AND family = 'lake'
  GROUP BY event_type
)
SELECT
  known.event_type,
  coalesce(events, 0) AS events,
  last_day
FROM known
LEFT JOIN seen ON seen.event_type = known.event_type
ORDER BY events, known.event_type
`;
}

/** How many rows each public view has. */
export function viewsStatement(views: readonly DocumentedView[]): string {
  const ofPublic = views.filter(({ layer }) => PUBLIC_LAYERS.some((one) => one === layer));
  const counts = ofPublic.map(({ name }) => `SELECT '${name}', count(*) FROM ${name}`);
  return `-- Grain: one row per view of marts, aggregates, metrics and quality: how many rows it has, over the
-- reporting window and whatever the period; the empty ones first.
${MADE}
SELECT view_name, row_count
FROM (
  ${counts.join('\n  UNION ALL ')}
) AS counted (view_name, row_count)
ORDER BY row_count, view_name
`;
}

/** The names as one text of SQL with spaces between them, in as few lines as they fit into. */
function spaced(names: readonly string[], indent: string): string {
  const lines = fill(names, indent.padEnd(indent.length + OF_QUOTES)).map((line) => line.trim());
  return lines.map((line, index) => `${indent}${index === 0 ? "'" : "|| ' "}${line}'`).join('\n');
}

/** `|| ' ` before a line of names, and `',` after it. */
const OF_QUOTES = 7;

function listed(words: readonly string[], indent: string): string {
  return fill(
    words.map((word, index) => (index < words.length - 1 ? `${word},` : word)),
    indent,
  ).join('\n');
}

function quoted(name: string): string {
  return `'${name}'`;
}
