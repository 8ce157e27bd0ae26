import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { IngestOutcome } from './ingest.ts';

export type Answer = APIGatewayProxyStructuredResultV2;

const RETRY_AFTER_SECONDS = 5;

/** Codes by which DynamoDB and Firehose say "too much at once". */
const THROTTLES = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailableException',
  'ThrottlingException',
]);

/** Every answer but a handshake's is JSON that says why. */
export function json(statusCode: number, body: Readonly<Record<string, unknown>>, headers = {}): Answer {
  return { statusCode, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

export function refusal(statusCode: number, error: string, message: string): Answer {
  return json(statusCode, { error, message });
}

/** The bare challenge: Meta compares the body as it is. */
export function challenge(text: string): Answer {
  return { statusCode: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
}

/** 200 only when every item is on the stream; otherwise an answer that makes the vendor send the delivery again. */
export function outcomeAnswer(outcome: IngestOutcome): Answer {
  const { accepted, duplicates, unfinished } = outcome;
  if (unfinished.length === 0) return json(200, { accepted, duplicates });
  const throttled = unfinished.every((code) => THROTTLES.has(code));
  return json(
    throttled ? 429 : 503,
    {
      error: throttled ? 'throttled' : 'unfinished',
      message: `${unfinished.length} of the delivery’s items are not stored yet. Send the delivery again; what is stored is not stored twice.`,
      accepted,
      duplicates,
      unfinished: unfinished.length,
    },
    { 'retry-after': String(RETRY_AFTER_SECONDS) },
  );
}
