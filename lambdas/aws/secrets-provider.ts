import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';

/**
 * By default the SDK waits for an answer without limit. One call that hangs would take the receiver's whole
 * time, and the transform's until Firehose gives its batch up; given up after 4 s, it is made again.
 */
const CONNECTIONS = { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true };

/** Secrets Manager, with calls that end. */
export function secretsProvider(): SecretsProvider {
  return new SecretsProvider({ clientConfig: { requestHandler: CONNECTIONS } });
}
