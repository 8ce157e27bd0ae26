import { AwsError } from '../aws.ts';

type Shape = readonly [code: string, message: string, status: number];

/** How each service says "too much at once", by its API reference's common errors; the SDK tries these again. */
const THROTTLES: Readonly<Record<string, Shape>> = {
  dynamodb: ['ThrottlingException', 'Throughput exceeds the current capacity of your table or index.', 400],
  firehose: ['ServiceUnavailableException', 'Slow down.', 503],
  lambda: ['TooManyRequestsException', 'Rate Exceeded.', 429],
  s3: ['SlowDown', 'Please reduce your request rate.', 503],
  secretsmanager: ['ThrottlingException', 'Rate exceeded', 400],
};

/** How each service says that it failed. */
const FAILURES: Readonly<Record<string, Shape>> = {
  dynamodb: ['InternalServerError', 'The request processing has failed because of an unknown error.', 500],
  s3: ['InternalError', 'We encountered an internal error. Please try again.', 500],
  secretsmanager: ['InternalServiceError', 'An error occurred on the server side.', 500],
};
const COMMON_FAILURE: Shape = ['InternalFailure', 'Internal service failure.', 500];

export function throttled(service: string): AwsError {
  return new AwsError(...(THROTTLES[service] ?? COMMON_FAILURE));
}

export function failed(service: string): AwsError {
  return new AwsError(...(FAILURES[service] ?? COMMON_FAILURE));
}
