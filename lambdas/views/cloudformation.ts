import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

/**
 * Tells CloudFormation how a custom resource ended, by a PUT to the URL it gave ("Custom resource response objects").
 * The answer as a whole may have 4,096 bytes, so the reason is cut.
 */
export async function tellCloudFormation(
  event: CloudFormationCustomResourceEvent,
  physicalResourceId: string,
  failure?: Error,
): Promise<void> {
  const answer = {
    Status: failure ? 'FAILED' : 'SUCCESS',
    Reason: failure?.message.slice(0, 2_000) ?? 'done',
    PhysicalResourceId: physicalResourceId,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  };
  const response = await fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify(answer) });
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: HTTP ${response.status}.`);
}
