import type { Context, FirehoseTransformationEvent, FirehoseTransformationResult } from 'aws-lambda';
import { readEnvironment, TRANSFORM_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { leftOutTypes } from '../../domain/event/curation.ts';
import { logger, metrics } from '../aws/observability.ts';
import { transformPorts } from './aws.ts';
import { transform } from './transform.ts';

const environment = readEnvironment(TRANSFORM_ENVIRONMENT, process.env);
const settings = {
  defaultCountry: environment.DEFAULT_COUNTRY || null,
  releasedFields: new Set(environment.RELEASED_FIELDS),
  leftOut: leftOutTypes(environment.LEFT_OUT_EVENT_TYPES),
};
const ports = transformPorts(environment);

/** Data Firehose calls it with the records of a buffer, before they become Parquet. */
export async function handler(
  { records }: FirehoseTransformationEvent,
  context: Context,
): Promise<FirehoseTransformationResult> {
  logger.addContext(context);
  try {
    return await transform(records, settings, ports);
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
}
