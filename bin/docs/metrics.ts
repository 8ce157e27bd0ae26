import { DIMENSIONS, type MetricView, sliceOf } from '../../domain/metrics/definition.ts';
import { METRIC_VIEWS, METRICS, metricsOf } from '../../domain/metrics/metrics.ts';
import { page, table } from './dictionaries.ts';

const SUMMARY = `${METRICS.length} metrics, each defined once, in \`domain/metrics\`: this page, the view \`metric_definitions\` and every other place take their words from there.`;

const CONVENTIONS = `## What holds for all

- A message counts on the day it was sent, whenever it was delivered, read or answered. Days and weeks are those of the
  reporting zone (a setting), and weeks begin on Monday; days and months of charges are those of the account's zone.
- Dimensions are all, campaign, template, category, country, number and channel. Views with the columns \`dimension\` and
  \`member\` have all of them; what the others have stands beside each, and in the view \`metric_dimensions\`. A dimension that
  a view does not have, or a name that is none, finds no rows: ask \`metric_dimensions\` before taking that for zero.
- What has no value counts as the member \`unknown\`, so that the members add up to all. Distinct persons do not add up.
- A rate is NULL where it would be divided by 0. What it is divided by stands in the next column, with \`_of\` at its end.
- "Now" is the newest receipt (\`int_reporting_watermark\`), never the clock. Mature: at least 24 hours before it, so that a reply
  may have come. \`is_complete\`: the whole period is reported, and ended 7 days before it.
- **What arrives late on a closed day is in no number until the next nightly compaction**: a send that is posted after its day
  was closed, a read of last week. Days are closed \`compactionOpenDays\` (2) after they end; later ones are read as they land
  ([ADR 11](adr/0011-compaction.md)). \`lake compact\` folds it in at once.
- The numbers are of the reporting window, from \`first_day\` (\`stg_reporting_settings\`) on.
- Money is in millionths of the currency unit, so that sums are exact. A cost of which any part is unknown is NULL, never a
  part of it: \`known_cost_micros\` has the known part, \`unknown_charges\` says how many charges are missing from it.`;

const ATTRIBUTION = `## How replies are attributed

The rule stands here and nowhere else; \`int_message_attributions\`, \`fact_replies\` and what counts them follow it.

A reply is any message of a contact: a reply in words, a click on a button or row, a form, an order (\`response_kind\`). Reactions,
edits, deletions, calls and clicks on links are none. It is attributed to at most one message of the business:

1. **The one that it quotes** (\`context\`), whatever its age and whoever wrote it, also where the lake never saw that message.
   A quote of what a contact wrote does not count.
2. **Else the last one that went to the same person from the same number and channel before it**, if that one can be attributed
   to (\`is_creditable\`) and is at most 24 hours old (\`last_touch_24h\`); up to 72 hours is kept apart (\`last_touch_72h\`) and is in no
   metric. 24 hours to the second still count; sent in the same second is not before.
3. **Else none** (\`none\`). Of a group, and of a contact whom nobody knows, only a quote counts.

A message can be attributed to if it did not fail, and **any of these was seen of it**: a campaign, a template (from a send or from
callback data), or a price in a category other than service (marketing, utility, authentication and theirs). Anything else is
taken for what an agent or the phone wrote by hand: it ends the claim of what was sent before it, and earns nothing. That holds
too for a campaign's message of which neither a send, nor callback data, nor a price was seen (only \`read\` arrived): post
your sends. A message that failed, or was only recorded, neither earns nor ends anything.

- **Engaged is not attributed.** A conversation of the business is engaged if the contact answers in it at all. A quote after the
  conversation has ended is attributed to it and does not engage it; an answer to an agent engages and is attributed to nothing.
- **Latency** runs from an acceptance that was seen (\`sent\` or \`queued\`). A reply to a message of which only a later status was
  seen has none, and neither has one that is earlier than the acceptance: clocks disagree.
- **An opt-out** belongs to the campaign and template of the last message that was delivered to the person within 24 hours before
  it, from whichever number and whoever wrote it; else to \`unknown\` (\`int_opt_out_attributions\`).`;

const FREE = `## What is free

The rule of \`int_charges\`. Free is what Meta states as free_…, service messages from November 2024 to September 2026, and since then
the first 1,000 of a number and month. Other types are unknown, never guessed; prices of conversations have none.

How Meta states those 1,000 is not known. A service message stated as regular, or as free in any way but by an entry point, counts
towards them, so the bill is right both if Meta calls them regular and if it has a free_… word for them.`;

/** docs/metrics.md: what every number means, by the view that tells it. */
export function metricsPage(): string {
  return page('Metrics', SUMMARY, [CONVENTIONS, ATTRIBUTION, FREE, ...METRIC_VIEWS.map(section)]);
}

function section(view: MetricView): string {
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
  return `## \`${view.view}\`\n\nGrain: ${view.grain}. ${slicesSentence(view)}\n\n${table(head, rows)}`;
}

/** What the view is sliced by, and what it is not. */
function slicesSentence(view: MetricView): string {
  if (view.slices === 'member') return 'Sliced by every dimension.';
  const offered = DIMENSIONS.flatMap((dimension) => {
    const column = sliceOf(view, dimension);
    return column === null ? [] : [`${dimension} (\`${column}\`)`];
  });
  const missing = DIMENSIONS.filter((dimension) => sliceOf(view, dimension) === null);
  if (offered.length === 0) return 'Not sliced by any dimension.';
  return `Sliced by ${offered.join(', ')}${missing.length === 0 ? '' : `; not by ${missing.join(', ')}`}.`;
}
