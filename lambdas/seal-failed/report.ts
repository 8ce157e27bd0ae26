import type { SealMetric } from '../../domain/contracts/operations.ts';
import { countAlways, logger } from '../aws/observability.ts';
import type { SealReport } from './seal.ts';

/** Counts a run and logs it as one line. Throws AggregateError when it has errors, so that the run counts as failed. */
export function reportRun({ errors, ...report }: SealReport): void {
  count('ObjectsSealed', report.objectsSealed);
  count('BytesSealed', report.bytesSealed);
  count('OldestWaitingSeconds', report.oldestWaitingSeconds);
  if (report.objectsSealed > 0 || errors.length > 0) {
    logger.info('failed records sealed', { ...report, failedObjects: errors.length });
  }
  if (errors.length === 0) return;
  const [first] = errors;
  const reason = first instanceof Error ? `${first.name}: ${first.message}` : String(first);
  throw new AggregateError(errors, `${errors.length} objects of failed/ could not be sealed. The first: ${reason}`);
}

function count(metric: SealMetric, value: number): void {
  countAlways(metric, value);
}
