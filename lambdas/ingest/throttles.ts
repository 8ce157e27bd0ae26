/** Codes by which DynamoDB and Firehose say "too much at once". */
const THROTTLES = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailableException',
  'ThrottlingException',
]);

export function isThrottle(code: string): boolean {
  return THROTTLES.has(code);
}
