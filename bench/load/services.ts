import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Latency, latencyMs, normalOf } from './arithmetic.ts';

/**
 * DynamoDB, Firehose and Secrets Manager as far as the receiver calls them, in a process of their own: every write
 * succeeds, after the latency of such a call. Nothing is kept.
 *
 * The latencies are assumed: AWS says "single-digit milliseconds" for DynamoDB and nothing for Firehose.
 */
const DYNAMODB: Latency = { p50Ms: 4, p99Ms: 15 };
const FIREHOSE: Latency = { p50Ms: 15, p99Ms: 60 };

const SECRETS: Readonly<Record<string, unknown>> = {
  source: { app_secret: 'bench-app-secret', verify_token: 'bench' },
  'event-key': { secret: 'bench-event-key-secret-of-enough-length' },
};

interface Call {
  readonly Statements?: readonly unknown[];
  readonly Records?: readonly unknown[];
  readonly SecretId?: string;
}

interface Reply {
  readonly afterMs: number;
  readonly body: unknown;
}

const counts = new Map<string, number>();

const server = createServer(async (request, response) => {
  const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
  counts.set(operation, (counts.get(operation) ?? 0) + 1);
  const { afterMs, body } = replyTo(operation, JSON.parse(await text(request)));
  setTimeout(() => {
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify(body));
  }, afterMs);
});

function replyTo(operation: string, call: Call): Reply {
  if (operation === 'GetSecretValue') {
    return { afterMs: 0, body: { Name: call.SecretId, SecretString: JSON.stringify(SECRETS[call.SecretId ?? '']) } };
  }
  if (operation === 'PutRecordBatch') {
    const RequestResponses = (call.Records ?? []).map((_, index) => ({ RecordId: `record-${index}` }));
    return { afterMs: drawn(FIREHOSE), body: { FailedPutCount: 0, RequestResponses } };
  }
  if (operation === 'BatchExecuteStatement') {
    // A batch is as slow as its slowest statement.
    const latencies = (call.Statements ?? []).map(() => drawn(DYNAMODB));
    return { afterMs: Math.max(...latencies), body: { Responses: latencies.map(() => ({ TableName: 'claims' })) } };
  }
  return { afterMs: drawn(DYNAMODB), body: {} };
}

function drawn(latency: Latency): number {
  return latencyMs(latency, normalOf(Math.random(), Math.random()));
}

/** Answers how many calls of each operation came since the last question. */
process.on('message', () => {
  process.send?.({ calls: Object.fromEntries(counts) });
  counts.clear();
});

// Kept connections must not be closed under a request.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 });
});
