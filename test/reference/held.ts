import { VIEW_FILES } from '../athena-sql/lake.ts';
import type { Laptop } from '../support/local-athena.ts';
import { COMPARISONS } from './comparisons.ts';
import { differences, unmade } from './differences.ts';
import { emit, land, type Plot } from './emitted-story.ts';
import { freeze, thaw } from './frozen.ts';
import { viewRows } from './story-lake.ts';

/** What is slow to plan and read by much else, in the order in which they read each other. */
const FROZEN = [
  'agg_watermark',
  'int_alias_persons',
  'int_message_attributions',
  'fact_replies',
  'fact_conversations',
  'cube_daily',
];

const SHOWN = 8;

/**
 * Where the lake's views and the reference differ on a plot: the first rows, by view. Empty where all is equal.
 */
export async function differing(laptop: Laptop, plot: Plot): Promise<Readonly<Record<string, readonly string[]>>> {
  const emitted = emit(plot);
  await land(laptop, emitted, plot);
  const frozen = FROZEN.filter((view) => VIEW_FILES.some(({ name }) => name === view));
  for (const view of frozen) await freeze(laptop, view);
  const found: Record<string, readonly string[]> = {};
  for (const { from, reference } of COMPARISONS) {
    const [expected, actual] = [reference(emitted.story), await viewRows(laptop, from)];
    const rows = differences(expected, actual);
    if (rows.length > 0) found[from] = [`${rows.length} rows differ`, ...rows.slice(0, SHOWN)];
    // Facts have keys and times beside what is held here; of a metric every column is a number that somebody reads.
    const beyond = from.startsWith('metric_') ? unmade(expected, actual) : [];
    if (beyond.length > 0) found[from] = [`The reference does not make ${beyond.join(', ')}.`];
  }
  for (const view of frozen) await thaw(laptop, view);
  return found;
}
