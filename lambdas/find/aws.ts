import type { EnvironmentValues, FIND_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { logger } from '../aws/observability.ts';
import { secretReader } from '../aws/secrets.ts';
import { secretsProvider } from '../aws/secrets-provider.ts';
import type { FindPorts } from './find.ts';

/** The pepper as an execution environment reads it: kept for some minutes. Each request is a line of the log. */
export function findPorts(environment: EnvironmentValues<typeof FIND_ENVIRONMENT>): FindPorts {
  const secrets = secretReader(secretsProvider(), environment.SECRET_CACHE_SECONDS, Date.now);
  return {
    pepper: () => secrets.read(environment.PEPPER_SECRET),
    report: ({ kind, keys }) => logger.info('keys made', { kind, keys }),
  };
}
