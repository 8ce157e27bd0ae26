import type { TransformMetric } from '../../domain/contracts/operations.ts';
import type { EventType } from '../../domain/event/event-types.ts';
import { count as countMetric, logger } from '../aws/observability.ts';
import type { Batch } from './transform-batch.ts';

/** Counts what became of a batch, and logs each failure by reason: never the record, which may hold anything. */
export function reportBatch(batch: Batch): void {
  const unmapped = batch.eventTypes.filter((eventType) => eventType === 'unmapped').length;
  count('RowsMade', batch.eventTypes.length);
  count('RowsUnmapped', unmapped);
  count('PathsNew', batch.newPathRows);
  count('RowsShortened', batch.shortenedRows);
  count('ItemsFailed', batch.failures.length);
  if (batch.leftOut.length > 0) reportLeftOut(batch.leftOut);
  if (batch.namesKeyed.length > 0) reportNamesKeyed(batch.namesKeyed);
  for (const { recordId, reason, cause } of batch.failures) {
    logger.error('item failed', { recordId, reason, where: placeOf(cause) });
  }
}

/**
 * One metric for all, and the types in the log, `{"leftOut": {"reaction_added": 3}}`: as a dimension each type would be
 * a metric that is paid for by itself.
 */
function reportLeftOut(eventTypes: readonly EventType[]): void {
  count('ItemsLeftOut', eventTypes.length);
  logger.info('items left out', { leftOut: countOfEach(eventTypes) });
}

/** The columns in the log, `{"namesKeyed": {"campaign_id": 3}}`; never a name, which may be anything. */
function reportNamesKeyed(columns: readonly string[]): void {
  count('NamesKeyed', columns.length);
  logger.info('names keyed', { namesKeyed: countOfEach(columns) });
}

function countOfEach(words: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, { length }]) => [word, length]));
}

function count(metric: TransformMetric, value: number): void {
  countMetric(metric, value);
}

/** `at f (file:///var/task/index.mjs:1:2)`: a place in code, which no line of a message looks like by accident. */
const STACK_FRAME = /\bat [\w.<> ]*\(?(?:file:|node:|\/)[^\s()]+:\d+:\d+\)?/g;

/** The stack of a bug without its message, which may quote the item. */
function placeOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  return cause.stack?.match(STACK_FRAME)?.slice(0, 3).join(' ');
}
