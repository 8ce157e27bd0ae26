/** Lambda's limits on what one synchronous invocation carries. */

import { AwsError } from '../aws.ts';

/** The most an event may take as JSON, in bytes (Lambda quotas: invocation payload, 6 MB synchronous). */
export const MAX_REQUEST_BYTES = 6_291_456;

/** The most a result may take as JSON, in bytes: AWS's error message names this figure, 100 bytes over the event's. */
export const MAX_RESPONSE_BYTES = 6_291_556;

/** The event as the JSON text that Invoke carries. Throws RequestEntityTooLargeException (413) as AWS does. */
export function eventToJson(event: unknown): string {
  const eventJson = JSON.stringify(event) ?? 'null';
  const sizeBytes = Buffer.byteLength(eventJson);
  if (sizeBytes <= MAX_REQUEST_BYTES) return eventJson;
  throw new AwsError(
    'RequestEntityTooLargeException',
    `${sizeBytes} byte payload is too large for the RequestResponse invocation type (limit ${MAX_REQUEST_BYTES} bytes)`,
    413,
  );
}
