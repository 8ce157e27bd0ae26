import { meaningOf, PUBLIC_LAYERS } from '../../domain/views/columns.ts';
import type { ViewChecks } from '../cli/checks-file.ts';
import { page, table } from './dictionaries.ts';
import type { ColumnsOfViews, EngineColumn } from './view-columns.ts';

/** A view's file and its checks. */
export interface DocumentedView {
  readonly name: string;
  /** Its folder: staging, intermediate, marts, aggregates, metrics or quality. */
  readonly layer: string;
  readonly sql: string;
  readonly checks: ViewChecks | undefined;
}

const LAYERS: readonly (readonly [layer: string, meaning: string])[] = [
  ['marts', 'What people and BI tools read: facts (messages, statuses, replies, clicks, charges) and dimensions.'],
  [
    'aggregates',
    'Sums and small tables that every number is made of: a question of your own is a sum over a few thousand rows of a cube.',
  ],
  ['metrics', 'The numbers, each defined once in [metrics](metrics.md).'],
  ['quality', 'How complete and fresh the data is: intake, freshness, duplicates, unmapped values, drift.'],
  [
    'staging',
    'The deduplicated events, the settings and the reference tables. Of these `events` is for queries; the others may change.',
  ],
  [
    'intermediate',
    'Steps between: pivoted messages, identities, attributions, charges. Not for queries of yours: they may change.',
  ],
];

const LATE = `**What arrives late on a closed day is in no view until the next nightly compaction** ([ADR 11](adr/0011-compaction.md)), but for
\`duplicates_audit\`. \`npx lake compact\` folds it in at once. Which message a reply or an opt-out is attributed to is a rule defined in
[metrics](metrics.md#how-replies-are-attributed).`;

const TYPES = `Types are Athena’s. A \`timestamp\` is in UTC unless its meaning says otherwise; to see it by the clocks of a zone:
\`at_timezone(with_timezone(accepted_at, 'UTC'), 'Asia/Kolkata')\`. A \`date\` is compared with a typed one: \`DATE '2026-11-26'\`.
Questions and their SQL are in [questions](questions.md).

"Materialized: table" says that a refresh computes the view's rows and keeps them, by schedule and after each compaction: its rows are
those of the last refresh, and \`as_of\` says until when they have what was received. Views without it are computed at each query, from
the tables that they read; those of \`quality\`, and \`events\`, from what has landed by then.`;

/** docs/views.md: every view with its grain and winner as its file says them and its checks; of public ones the columns. */
export function viewsPage(views: readonly DocumentedView[], columns: ColumnsOfViews): string {
  const sections = LAYERS.flatMap(([layer, meaning]) => [
    `## ${layer}\n\n${meaning}`,
    ...views.filter((view) => view.layer === layer).map((view) => section(view, columns.get(view.name) ?? [])),
  ]);
  return page('Views', `${views.length} views in ${LAYERS.length} layers. \`npx lake check\` runs their checks.`, [
    LATE,
    TYPES,
    index(views.filter(isPublic)),
    ...sections,
  ]);
}

/** What people may query; `events` is one of them, and has a page of its own. */
export function isPublic({ layer }: DocumentedView): boolean {
  return PUBLIC_LAYERS.includes(layer);
}

function index(views: readonly DocumentedView[]): string {
  const rows = views.map(({ name, checks }) => [`[\`${name}\`](#${name})`, checks?.description ?? '']);
  const events = ['[`events`](columns.md)', 'Every event, with each of its columns.'];
  return `## Where to look\n\n${table(['view', 'what it has'], [...rows, events])}`;
}

function section(view: DocumentedView, columns: readonly EngineColumn[]): string {
  const { name, sql, checks } = view;
  const said = headOf(sql).map((paragraph) => `- ${paragraph}`);
  const rules = checks?.checks.map(({ severity, rule }) => [severity, rule]) ?? [];
  return [
    `### \`${name}\``,
    ...(checks === undefined ? [] : [checks.description]),
    said.join('\n'),
    ...(isPublic(view) ? [columnTable(name, columns)] : []),
    ...(name === 'events' ? ['Its columns: [columns](columns.md).'] : []),
    ...(rules.length === 0 ? [] : [table(['severity', 'check'], rules)]),
  ].join('\n\n');
}

/** @throws Error for a column without a meaning. */
export function columnTable(view: string, columns: readonly EngineColumn[]): string {
  const rows = columns.map(({ name, type }) => {
    const meaning = meaningOf(view, name);
    if (meaning === undefined)
      throw new Error(`The column ${name} of ${view} has no meaning: say in domain/views what it means.`);
    return [`\`${name}\``, type, meaning.text];
  });
  return table(['column', 'type', 'meaning'], rows);
}

/** The comment that a view begins with: its grain, its winner where it has one, and the rest. */
export function headOf(sql: string): readonly string[] {
  const comment = /^(?:--.*\n)+/.exec(sql)?.[0] ?? '';
  const text = comment.replaceAll(/^-- ?/gm, '').trim().replaceAll('\n', ' ');
  return text.split(/ (?=(?:Winner|Materialized|Parts): )|(?<=^Grain: [^.]*\.) /).filter((part) => part !== '');
}
