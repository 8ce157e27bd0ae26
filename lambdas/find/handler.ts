import type { Context } from 'aws-lambda';
import { FIND_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import type { FindAnswer } from '../../domain/contracts/find.ts';
import { logger } from '../aws/observability.ts';
import { findPorts } from './aws.ts';
import { find } from './find.ts';

const environment = readEnvironment(FIND_ENVIRONMENT, process.env);
const ports = findPorts(environment);

/** `lake find` calls it with what it was given: the request is neither logged nor answered. */
export async function handler(event: unknown, context: Context): Promise<FindAnswer> {
  logger.addContext(context);
  return find(event, environment.DEFAULT_COUNTRY || null, ports);
}
