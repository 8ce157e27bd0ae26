import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

const REASON_BYTES = 2_000;

/**
 * Reports to CloudFormation how a custom resource ended, by a PUT to the URL it gave ("Custom resource response objects").
 * The answer as a whole may have 4,096 bytes, so the reason is cut.
 */
export async function tellCloudFormation(
  event: CloudFormationCustomResourceEvent,
  physicalResourceId: string,
  failure?: Error,
): Promise<void> {
  const answer = {
    Status: failure ? 'FAILED' : 'SUCCESS',
    Reason: failure === undefined ? 'done' : firstBytes(failure.message, REASON_BYTES),
    PhysicalResourceId: physicalResourceId,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  };
  // The URL is signed for a PUT without a content type, which only a body of bytes goes without.
  const body = Buffer.from(JSON.stringify(answer));
  const response = await fetch(event.ResponseURL, { method: 'PUT', body }).catch(() =>
    // An answer that does not arrive keeps the deployment waiting for minutes.
    fetch(event.ResponseURL, { method: 'PUT', body }),
  );
  if (!response.ok) throw new Error(`CloudFormation did not accept the answer: HTTP ${response.status}.`);
}

function firstBytes(text: string, bytes: number): string {
  return new TextDecoder().decode(Buffer.from(text).subarray(0, bytes));
}
