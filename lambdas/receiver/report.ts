import type { ReceiverMetric } from '../../domain/contracts/operations.ts';
import { count, logger } from '../aws/observability.ts';
import type { Answer } from './answer.ts';
import { perMinute } from './refused.ts';

export interface ReceiverReport {
  readonly count: (metric: ReceiverMetric, value: number) => void;
  readonly answered: (deliveryId: string, answer: Answer) => void;
}

/** Answers that anybody can get who knows the URL: no valid signature, wrong verify token, no such source. */
const OF_STRANGERS: ReadonlySet<number | undefined> = new Set([401, 403, 404]);

/**
 * Metrics and log lines of an execution environment. A success has its line in the front door's access log, under the
 * same id; a second one would cost as much again. Refusals of strangers are counted and logged once a minute.
 */
export function receiverReport(nowMs: () => number): ReceiverReport {
  const signatures = perMinute(nowMs);
  const strangers = perMinute(nowMs);
  return {
    count(metric, value) {
      if (metric === 'SignatureRefused') signatures.add();
      else count(metric, value);
    },
    answered(deliveryId, { statusCode, body }) {
      count('SignatureRefused', signatures.due());
      if (statusCode === 200) return;
      const line = { deliveryId, statusCode, error: errorIn(body) };
      if (!OF_STRANGERS.has(statusCode)) return logger.warn('refused', line);
      strangers.add();
      const requests = strangers.due();
      if (requests > 0) logger.warn('refused', { ...line, requests });
    },
  };
}

/** The code of the answer, one of ours. */
function errorIn(body = ''): unknown {
  return Object(JSON.parse(body)).error;
}
