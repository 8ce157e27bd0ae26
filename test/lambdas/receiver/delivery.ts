import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Envelope } from '../../../domain/event/envelope.ts';
import { sourceNamed } from '../../../domain/sources/registry.ts';
import type { Credentials } from '../../../domain/sources/source.ts';
import type { IngestOutcome } from '../../../lambdas/ingest/ingest.ts';
import type { ReceiverPorts } from '../../../lambdas/receiver/receive.ts';

export const CREDENTIALS: Credentials = {
  app_secret: 'current-secret',
  previous_app_secret: 'previous-secret',
  verify_token: 'our-token',
};

export function signatureOf(body: string | Buffer, secret = 'current-secret'): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** An event as API Gateway's HTTP API sends it (payload format 2.0), as far as the receiver reads it. */
export function httpEvent(change: Partial<APIGatewayProxyEventV2>): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: 'POST /webhooks/meta',
    rawPath: '/webhooks/meta',
    rawQueryString: '',
    headers: {},
    isBase64Encoded: false,
    ...change,
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      domainName: 'example.com',
      domainPrefix: 'example',
      http: { method: 'POST', path: '/webhooks/meta', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: 'POST /webhooks/meta',
      stage: '$default',
      time: '20/Nov/2026:12:00:00 +0000',
      timeEpoch: 1_795_176_000_000,
    },
  };
}

/** A delivery whose body is signed by the given secret. */
export function delivery(body: string, secret?: string): APIGatewayProxyEventV2 {
  return httpEvent({ body, headers: { 'x-hub-signature-256': signatureOf(body, secret) } });
}

export interface Recorded {
  readonly ports: ReceiverPorts;
  /** The envelopes of every delivery that got as far as being stored. */
  readonly ingested: (readonly Envelope[])[];
  readonly counted: Map<string, number>;
}

/** Ports that answer as a healthy world would, except for those named in `change`. */
export function recordedPorts(change: Partial<ReceiverPorts> = {}): Recorded {
  const ingested: (readonly Envelope[])[] = [];
  const counted = new Map<string, number>();
  const ports: ReceiverPorts = {
    source: sourceNamed,
    credentials: async () => CREDENTIALS,
    freshCredentials: async () => null,
    eventKeySecret: async () => 'a secret of the tests, 32 characters',
    ingest: async (envelopes) => {
      ingested.push(envelopes);
      return { accepted: envelopes.length, duplicates: 0, unfinished: [] } satisfies IngestOutcome;
    },
    onSecretError: (error) => {
      throw error;
    },
    count: (metric, value) => counted.set(metric, (counted.get(metric) ?? 0) + value),
    nowMs: () => 1_795_176_000_000,
    apiVersion: 'v26.0',
    publicBaseUrl: '',
    ...change,
  };
  return { ports, ingested, counted };
}

export const DOCUMENT = JSON.stringify({
  object: 'whatsapp_business_account',
  entry: [
    { id: '1000', changes: [{ field: 'messages', value: { messages: [{ id: 'wamid.1' }, { id: 'wamid.2' }] } }] },
  ],
});
