import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { RejectedItem } from '../../domain/sources/source.ts';
import type { IngestOutcome } from '../ingest/ingest.ts';
import { isThrottle } from '../ingest/throttles.ts';

export type Answer = APIGatewayProxyStructuredResultV2;

const RETRY_AFTER_SECONDS = 5;

/** Each answer is of the type that it says: no browser that is led here takes a challenge for a page. */
const NO_SNIFFING = { 'x-content-type-options': 'nosniff' };

/** Every answer but a callback check's is JSON that says why. */
export function json(statusCode: number, body: Readonly<Record<string, unknown>>, headers = {}): Answer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', ...NO_SNIFFING, ...headers },
    body: JSON.stringify(body),
  };
}

export function refusal(statusCode: number, error: string, message: string): Answer {
  return json(statusCode, { error, message });
}

/** The bare challenge: Meta compares the body as it is. */
export function challenge(text: string): Answer {
  return { statusCode: 200, headers: { 'content-type': 'text/plain; charset=utf-8', ...NO_SNIFFING }, body: text };
}

/**
 * 200 only when every item is on the stream; otherwise an answer that makes the vendor send the delivery again.
 * `rejected` is null for sources that judge no single items; where nothing but rejected items came, the answer is 400.
 */
export function outcomeAnswer(outcome: IngestOutcome, rejected: readonly RejectedItem[] | null): Answer {
  const { accepted, duplicates, unfinished } = outcome;
  const counts = rejected === null ? { accepted, duplicates } : { accepted, duplicates, rejected };
  if (unfinished.length > 0) return unfinishedAnswer(unfinished, counts);
  if (rejected !== null && rejected.length > 0 && accepted + duplicates === 0) {
    const message = 'No item in the body is valid. The reasons are in `rejected`.';
    return json(400, { error: 'nothing_valid', message, ...counts });
  }
  return json(200, counts);
}

/** The vendor sends again; which secret it is, and what is wrong with it, is for the log only. */
export function withoutSecret(): Answer {
  const message =
    'This source’s secret cannot be used now; the receiver’s log says why. Send the delivery again later.';
  return json(503, { error: 'secret_unusable', message }, { 'retry-after': String(RETRY_AFTER_SECONDS) });
}

function unfinishedAnswer(unfinished: readonly string[], counts: Readonly<Record<string, unknown>>): Answer {
  const throttled = unfinished.every(isThrottle);
  return json(
    throttled ? 429 : 503,
    {
      error: throttled ? 'throttled' : 'unfinished',
      message: `${unfinished.length} of the delivery’s items are not stored yet. Send the delivery again; what is stored is not stored twice.`,
      ...counts,
      unfinished: unfinished.length,
    },
    { 'retry-after': String(RETRY_AFTER_SECONDS) },
  );
}
