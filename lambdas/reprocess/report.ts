import type { ReprocessMetric } from '../../domain/contracts/operations.ts';
import type { ReplayAnswer } from '../../domain/contracts/replay/answer.ts';
import type { ReplayRequest } from '../../domain/contracts/replay/request.ts';
import { count as countMetric, logger } from '../aws/observability.ts';

/** One line and the counts of a run; nothing of a record. */
export function reportRun({ from, reason, dryRun = false }: ReplayRequest, answer: ReplayAnswer): void {
  const { read, matched, put, skipped, bySourceAndKind, unreadable, done } = answer;
  logger.info('replay run', { from, reason, dryRun, read, matched, put, skipped, bySourceAndKind, unreadable, done });
  if (dryRun) return;
  count('RecordsRead', read);
  count('RecordsReplayed', put);
  count(
    'RecordsSkipped',
    Object.values(skipped).reduce((total, some) => total + some, 0),
  );
}

function count(metric: ReprocessMetric, value: number): void {
  countMetric(metric, value);
}
