import type { Context, FirehoseTransformationEvent, FirehoseTransformationResult } from 'aws-lambda';
import { readEnvironment, TRANSFORM_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { leftOutTypes } from '../../domain/event/curation.ts';
import { readPseudonymKeys } from '../../domain/identity/pseudonym-keys.ts';
import { logger, metrics } from '../aws/observability.ts';
import { secretReader } from '../aws/secrets.ts';
import { secretsProvider } from '../aws/secrets-provider.ts';
import { reportBatch } from './report.ts';
import { transformBatch } from './transform-batch.ts';

const environment = readEnvironment(TRANSFORM_ENVIRONMENT, process.env);
const settings = {
  defaultCountry: environment.DEFAULT_COUNTRY || null,
  releasedFields: new Set(environment.RELEASED_FIELDS),
};
const leftOut = leftOutTypes(environment.LEFT_OUT_EVENT_TYPES);
const secrets = secretReader(secretsProvider(), environment.SECRET_CACHE_SECONDS, Date.now);

/** Data Firehose's transformation contract: every recordId that came in goes out, once. */
export async function handler(
  event: FirehoseTransformationEvent,
  context: Context,
): Promise<FirehoseTransformationResult> {
  logger.addContext(context);
  try {
    const keys = readPseudonymKeys(await secrets.read(environment.PEPPER_SECRET));
    const batch = transformBatch(event.records, { ...settings, keys }, leftOut);
    reportBatch(batch);
    return { records: [...batch.records] };
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
}
