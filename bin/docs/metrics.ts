import { DIMENSIONS, type MetricView, sliceOf } from '../../domain/metrics/definition.ts';
import { METRIC_VIEWS, METRICS, metricsOf } from '../../domain/metrics/metrics.ts';
import { meaningOf } from '../../domain/views/columns.ts';
import { page, table } from './dictionaries.ts';
import type { ColumnsOfViews, EngineColumn } from './view-columns.ts';
import { columnTable } from './views.ts';

const SUMMARY = `${METRICS.length} metrics, each defined once, in \`domain/metrics\`: this page, the view \`metric_definitions\` and every other place take their words from there.`;

const CONVENTIONS = `## What holds for all

- A message counts on the day it was sent, whenever it was delivered, read or answered. Days and weeks are in the reporting zone
  (a setting), and weeks begin on Monday; days and months of charges are in the account's zone.
- The dimensions are all, campaign, template, category, country, number and channel. Views with the columns \`dimension\` and
  \`member\` have all of them; the dimensions of the other views are listed with each view, and in the view \`metric_dimensions\`.
  A dimension that a view does not have, or a misspelt one, returns no rows: check \`metric_dimensions\` before reading that as zero.
- A missing value counts as the member \`unknown\`, so that the members add up to all. Distinct persons do not add up.
- Of each view the columns that name a row come first, then the metrics. Types are in [views](views.md).
- A rate is NULL where its denominator is 0. The denominator is in the next column, whose name ends in \`_of\`.
- "Now" is the newest receive time (\`agg_watermark\`), never the clock. Mature: at least 24 hours before it, so that a
  reply may have arrived. \`is_complete\`: the whole period is reported, and ended 7 days before it.
- **What arrives late on a closed day is in no number until the next nightly compaction**: for example a send that is posted after
  its day was closed, or a read of last week. Days are closed \`compactionOpenDays\` (2) after they end; later days are read as they
  land ([ADR 11](adr/0011-compaction.md)). \`npx lake compact\` includes late arrivals, and a refresh follows it.
- **Numbers are as of the last refresh** (by schedule, and after each compaction): the last column, \`as_of\`, is the newest receipt in
  them. An answer without rows has none: \`metric_freshness\` says when the refresh was, and how new the events are.
- The numbers cover the reporting window, from \`first_day\` (\`stg_reporting_settings\`) on.
- Money is in millionths of the currency unit, so that sums are exact. A cost with an unknown part is NULL, never a partial sum:
  \`known_cost_micros\` is the known part, and \`unknown_charges\` is the number of charges missing from it.`;

const ATTRIBUTION = `## How replies are attributed

The rule is defined here only; \`int_message_attributions\`, \`fact_replies\` and the metrics based on them follow it.

A reply is any message of a contact: a text, a click on a button or row, a form, an order (\`response_kind\`). Reactions, edits,
deletions, calls and clicks on links are not replies. A reply is attributed to at most one message of the business:

1. **The message that it quotes** (\`context\`), at any age and from any author, even if the lake never saw that message. A quote of
   a contact's own message does not count.
2. **Otherwise the last message sent to the same person from the same number and channel before it**, if replies can be attributed
   to that message (\`is_creditable\`) and it is at most 24 hours old (\`last_touch_24h\`). A later reply, within 72 hours, is kept
   separately (\`last_touch_72h\`) and is in no metric. Exactly 24 hours still counts; a message sent in the same second is not before it.
3. **Otherwise no message** (\`none\`). For groups and unknown contacts, only a quote counts.

Replies can be attributed to a message if it did not fail and **at least one of these was seen for it**: a campaign, a template
(from a send or from callback data), or a price in a category other than service (marketing, utility, authentication and their
variants). Any other message is treated as written by hand, by an agent or on the phone: it ends the attribution window of earlier
messages, and gets no replies by time. The same applies to a campaign message without a send, callback data or a price (only
\`read\` arrived): post your sends. A message that failed, or was only recorded, does neither.

- **Engaged is not attributed.** A conversation started by the business is engaged if the contact answers in it at all. A quote
  after the conversation has ended is attributed to it but does not engage it; an answer to an agent engages it but is attributed
  to no message.
- **Latency** is measured from an acceptance that was seen (\`sent\` or \`queued\`). It is NULL if only a later status of the message
  was seen, or if the reply is earlier than the acceptance: the clocks disagree.
- **An opt-out** is attributed to the campaign and template of the last message delivered to the person within 24 hours before it,
  from any number and any author; otherwise to \`unknown\` (\`int_opt_out_attributions\`).`;

const FREE = `## What is free

The rule of \`int_charges\`. Free is what Meta states as free_…, service messages from November 2024 to September 2026, and since then
the first 1,000 of a number and month. Other types are unknown, never guessed; prices of conversations have none.

How Meta states those 1,000 is not known. A service message stated as regular, or as free in any way but by an entry point, counts
towards them, so the bill is right both if Meta calls them regular and if it has a free_… word for them.`;

/** docs/metrics.md: what every number means, by the view that reports it. */
export function metricsPage(columns: ColumnsOfViews): string {
  const sections = METRIC_VIEWS.map((view) => section(view, columns.get(view.view) ?? []));
  return page('Metrics', SUMMARY, [CONVENTIONS, ATTRIBUTION, FREE, ...sections]);
}

function section(view: MetricView, columns: readonly EngineColumn[]): string {
  const rows = metricsOf(view).map((metric) => [
    `\`${metric.column}\``,
    metric.title,
    metric.unit,
    metric.numerator,
    metric.denominator ?? '',
    metric.caveat,
    metric.owner,
  ]);
  const head = ['column', 'metric', 'unit', 'numerator', 'denominator', 'caveats', 'owner'];
  const keys = columns.filter(({ name }) => meaningOf(view.view, name)?.in !== 'metric');
  return [
    `## \`${view.view}\``,
    `Grain: ${view.grain}. ${slicesSentence(view)}`,
    columnTable(view.view, keys),
    table(head, rows),
  ].join('\n\n');
}

/** What the view is sliced by, and what it is not. */
function slicesSentence(view: MetricView): string {
  if (view.slices === 'member')
    return `Sliced by ${DIMENSIONS.join(', ')}: ask for one, such as \`dimension = '${DIMENSIONS[0]}'\`, or for \`dimension = 'all'\`.`;
  const offered = DIMENSIONS.flatMap((dimension) => {
    const column = sliceOf(view, dimension);
    return column === null ? [] : [`${dimension} (\`${column}\`)`];
  });
  const missing = DIMENSIONS.filter((dimension) => sliceOf(view, dimension) === null);
  if (offered.length === 0) return 'Not sliced by any dimension.';
  return `Sliced by ${offered.join(', ')}${missing.length === 0 ? '' : `; not by ${missing.join(', ')}`}.`;
}
