/** Lambda's API, as far as a client invokes functions by it. Source: AWS Lambda API Reference, "Invoke". */

import {
  AwsError,
  type AwsRequest,
  type AwsResponse,
  type AwsService,
  authorize,
  type FunctionRuntime,
} from '../aws.ts';
import type { FunctionDefinition } from './definition.ts';

export interface LambdaServiceParts extends Pick<FunctionRuntime, 'invoke'> {
  readonly definitions: readonly FunctionDefinition[];
  readonly region: string;
  readonly accountId: string;
  /** Called with the reason when an asynchronous call failed. */
  readonly onEventFailure: (functionName: string, reason: string) => void;
}

const INVOCATIONS = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** `my-function`, `123456789012:function:my-function` or the whole ARN; a version may follow ("FunctionName"). */
const FUNCTION_NAME =
  /^(?:arn:aws:lambda:)?(?:[a-z]{2}(?:-[a-z]+)+-\d:)?(?:\d{12}:)?(?:function:)?([A-Za-z0-9_-]+)(?::(\$LATEST))?$/;

/** An asynchronous event may take so many bytes ("Invoke": 1 MB). */
const MAX_EVENT_BYTES = 1_048_576;

/**
 * `Invoke` with RequestResponse, Event and DryRun. Differences to AWS: an asynchronous call that fails is not made
 * again, versions and aliases beside $LATEST are not there, and no tail of the log is answered.
 */
export function createLambdaService(parts: LambdaServiceParts): AwsService {
  return { signingName: 'lambda', handle: (request) => handle(parts, request) };
}

async function handle(parts: LambdaServiceParts, request: AwsRequest): Promise<AwsResponse> {
  const [, path] = INVOCATIONS.exec(request.path) ?? [];
  if (request.method !== 'POST' || path === undefined) {
    throw new AwsError('UnknownOperationException', "The laptop's Lambda covers the operation Invoke only.", 404);
  }
  const name = nameOf(decodeURIComponent(path), request.query.get('Qualifier'));
  const arn = `arn:aws:lambda:${parts.region}:${parts.accountId}:function:${name}`;
  authorizeInvoke(request, arn);
  if (!parts.definitions.some((definition) => definition.arn === arn)) {
    throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
  }
  return invokeAs(parts, request, { name, arn });
}

function nameOf(path: string, qualifier: string | null): string {
  const [, name, version] = FUNCTION_NAME.exec(path) ?? [];
  if (name !== undefined && ['$LATEST', undefined].includes(qualifier ?? version)) return name;
  throw new AwsError(
    'ResourceNotFoundException',
    `Function not found: ${path}${qualifier === null ? '' : `:${qualifier}`}. The laptop has functions by their name or ARN, at $LATEST.`,
    404,
  );
}

/** Lambda's API is REST, and refuses with 403 where the JSON services say 400. */
function authorizeInvoke({ principal }: AwsRequest, arn: string): void {
  try {
    authorize(principal, 'lambda:InvokeFunction', arn);
  } catch (error) {
    throw error instanceof AwsError ? new AwsError(error.code, error.message, 403) : error;
  }
}

async function invokeAs(
  parts: LambdaServiceParts,
  { headers, body, principal }: AwsRequest,
  { name, arn }: { readonly name: string; readonly arn: string },
): Promise<AwsResponse> {
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const event = eventIn(body);
  refuseForgedCustomResource(event);
  if (type === 'DryRun') return { status: 204, body: '' };
  if (type === 'RequestResponse') return answerOf(await parts.invoke(principal, arn, event));
  if (type !== 'Event') {
    throw new AwsError('InvalidParameterValueException', `There is no invocation type "${type}".`);
  }
  checkEventSize(body);
  const failed = (reason: string) => parts.onEventFailure(name, reason);
  parts.invoke(principal, arn, event).then(
    ({ functionError }) => functionError && failed(`${functionError.errorType}: ${functionError.errorMessage}`),
    (error) => failed(String(error)),
  );
  return { status: 202, body: '' };
}

/**
 * AWS lets whoever may invoke a custom resource's function name the URL that it answers to. Here that URL would be
 * fetched from this machine, so only the laptop's own CloudFormation, which does not come this way, may name one.
 */
function refuseForgedCustomResource(event: unknown): void {
  if (typeof event !== 'object' || event === null || !('ResponseURL' in event)) return;
  throw new AwsError(
    'AccessDeniedException',
    'An event with a ResponseURL is CloudFormation’s: the laptop makes its custom resources at its start.',
    403,
  );
}

/** No payload is an empty event. */
function eventIn(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json.');
  }
}

function checkEventSize({ length }: Buffer): void {
  if (length <= MAX_EVENT_BYTES) return;
  throw new AwsError(
    'RequestEntityTooLargeException',
    `${length} byte payload is too large for the Event invocation type (limit ${MAX_EVENT_BYTES} bytes)`,
    413,
  );
}

/** A function that threw is answered 200 as well; the header says so, and the payload is its error. */
function answerOf({ payload, functionError }: Awaited<ReturnType<FunctionRuntime['invoke']>>): AwsResponse {
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'x-amz-executed-version': '$LATEST',
      ...(functionError === undefined ? {} : { 'x-amz-function-error': 'Unhandled' }),
    },
    body: JSON.stringify(payload ?? null),
  };
}
