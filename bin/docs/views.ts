import type { ViewChecks } from '../cli/checks-file.ts';
import { page, table } from './dictionaries.ts';

/** A view's file and its checks. */
export interface DocumentedView {
  readonly name: string;
  /** Its folder: staging, intermediate, marts, metrics or quality. */
  readonly layer: string;
  readonly sql: string;
  readonly checks: ViewChecks | undefined;
}

const LAYERS: readonly (readonly [layer: string, meaning: string])[] = [
  ['staging', 'The deduplicated events, the settings and the reference tables.'],
  ['intermediate', 'Steps between: pivoted messages, identities, attributions, charges. Not for dashboards.'],
  ['marts', 'What people and BI tools read: facts (messages, statuses, replies, clicks, charges) and dimensions.'],
  ['metrics', 'The numbers, each defined once in [metrics](metrics.md).'],
  ['quality', 'How complete and fresh the data is: intake, freshness, duplicates, unmapped values, drift.'],
];

const LATE = `**What arrives late on a closed day is in no view until the next nightly compaction** ([ADR 11](adr/0011-compaction.md)), but for
\`duplicates_audit\`. \`lake compact\` folds it in at once. Which message a reply or an opt-out is attributed to is a rule defined in
[metrics](metrics.md#how-replies-are-attributed).`;

/** docs/views.md: every view, its grain and winner as its file says them, and the rules that are checked. */
export function viewsPage(views: readonly DocumentedView[]): string {
  const sections = LAYERS.flatMap(([layer, meaning]) => [
    `## ${layer}\n\n${meaning}`,
    ...views.filter((view) => view.layer === layer).map(section),
  ]);
  return page('Views', `${views.length} views in ${LAYERS.length} layers. \`lake check\` runs their checks.`, [
    LATE,
    ...sections,
  ]);
}

function section({ name, sql, checks }: DocumentedView): string {
  const said = headOf(sql).map((paragraph) => `- ${paragraph}`);
  const rules = checks?.checks.map(({ severity, rule }) => [severity, rule]) ?? [];
  return [
    `### \`${name}\``,
    ...(checks === undefined ? [] : [checks.description]),
    said.join('\n'),
    ...(rules.length === 0 ? [] : [table(['severity', 'check'], rules)]),
  ].join('\n\n');
}

/** The comment that a view begins with: its grain, its winner where it has one, and the rest. */
export function headOf(sql: string): readonly string[] {
  const comment = /^(?:--.*\n)+/.exec(sql)?.[0] ?? '';
  const text = comment.replaceAll(/^-- ?/gm, '').trim().replaceAll('\n', ' ');
  return text.split(/ (?=Winner: )|(?<=^Grain: [^.]*\.) /).filter((part) => part !== '');
}
