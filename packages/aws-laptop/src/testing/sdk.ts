import { onTestFinished } from 'vitest';
import type { AwsService, Template } from '../aws.ts';
import { accessKeyFor, principalsByKey } from '../endpoint/credentials.ts';
import { type Endpoint, startEndpoint } from '../endpoint/start-endpoint.ts';

/** What every SDK client of a test is made with. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
}

/** Serves the services until the test has ended. */
export async function serveForTest(template: Template, services: readonly AwsService[]): Promise<Endpoint> {
  const endpoint = await startEndpoint({ services, principalForKey: principalsByKey(template) });
  onTestFinished(() => endpoint.close());
  return endpoint;
}

/** Settings of a client that calls in the name of a role of the template. */
export function settingsFor(endpoint: Endpoint, roleName: string): ClientSettings {
  const accessKeyId = accessKeyFor(`arn:aws:iam::123456789012:role/${roleName}`);
  return {
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'not-verified' },
    maxAttempts: 1,
  };
}
