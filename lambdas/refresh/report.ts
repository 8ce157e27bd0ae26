import type { RefreshMetric } from '../../domain/contracts/operations.ts';
import type { Busy } from '../aws/lease.ts';
import { countAlways, logger } from '../aws/observability.ts';
import type { RefreshReport } from './refresh.ts';
import type { Continues } from './under-lease.ts';

/** Counts a refresh that readers see, and logs each answer as one line. That another one is at work is no failure. */
export function reportAnswer(answer: RefreshReport | Continues | Busy): void {
  if ('heldBy' in answer) logger.info('another refresh is running', { ...answer });
  else if ('continues' in answer) logger.info('another invocation goes on', { ...answer });
  else {
    count('EventsRefreshed', answer.events);
    count('RefreshSeconds', answer.seconds);
    count('RunsFailed', 0);
    logger.info('refreshed', { ...answer });
  }
}

/** Readers see the new numbers all the same; an alarm is raised when no pages are written for a while. */
export function reportNoPages(error: unknown): void {
  count('PagesNotStarted', 1);
  logger.error('pages not started', error instanceof Error ? error : new Error(String(error)));
}

/** Its message names the step and the table; Lambda logs what is thrown as well. */
export function reportFailure(error: unknown): void {
  count('RunsFailed', 1);
  logger.error('refresh failed', error instanceof Error ? error : new Error(String(error)));
}

function count(metric: RefreshMetric, value: number): void {
  countAlways(metric, value);
}
