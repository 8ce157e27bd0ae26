import type { EnvironmentValues, TRANSFORM_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { secretReader } from '../aws/secrets.ts';
import { secretsProvider } from '../aws/secrets-provider.ts';
import { reportBatch } from './report.ts';
import type { TransformPorts } from './transform.ts';

/** The pepper as an execution environment reads it: kept for some minutes. */
export function transformPorts(environment: EnvironmentValues<typeof TRANSFORM_ENVIRONMENT>): TransformPorts {
  const secrets = secretReader(secretsProvider(), environment.SECRET_CACHE_SECONDS, Date.now);
  return { pepper: () => secrets.read(environment.PEPPER_SECRET), report: reportBatch };
}
