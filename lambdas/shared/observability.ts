import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/**
 * Structured logs and metrics (CloudWatch embedded metric format). Service name and namespace come from
 * POWERTOOLS_SERVICE_NAME and POWERTOOLS_METRICS_NAMESPACE. Events are never logged: they hold personal data.
 */
export const logger = new Logger();
export const metrics = new Metrics();
