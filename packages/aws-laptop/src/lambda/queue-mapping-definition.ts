import * as z from 'zod';
import type { Resource, Template } from '../aws.ts';
import type { QueueDefinition } from '../sqs/definition.ts';
import type { FunctionDefinition } from './definition.ts';

/** An enabled event source mapping from a queue to a function. */
export interface QueueMapping {
  readonly functionArn: string;
  readonly queueArn: string;
  readonly batchSize: number;
  readonly reportsFailures: boolean;
}

/** Source: AWS Lambda Developer Guide, "Lambda parameters for Amazon SQS event source mappings". */
export const mappingProperties = z.strictObject({
  EventSourceArn: z.string().regex(/^arn:aws:sqs:/, 'must be a queue; other event sources are not covered'),
  FunctionName: z.string(),
  BatchSize: z.int().min(1).max(10, 'batches of more than 10 are not covered').default(10),
  Enabled: z.boolean().default(true),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  MaximumBatchingWindowInSeconds: z.literal(0, { error: 'batching windows are not covered' }).optional(),
  // One batch at a time is fewer than any maximum.
  ScalingConfig: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** What Lambda checks of the function's role when a mapping is made. */
const NEEDED = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** @throws for a mapping that is not covered, or that Lambda would refuse to create. */
export function readQueueMappings(
  template: Template,
  functions: readonly FunctionDefinition[],
  queues: readonly QueueDefinition[],
): readonly QueueMapping[] {
  return template.ofType('AWS::Lambda::EventSourceMapping').flatMap((resource) => {
    const parsed = mappingProperties.safeParse(resource.properties);
    if (!parsed.success) throw refused(resource, z.prettifyError(parsed.error));
    const { EventSourceArn, FunctionName, BatchSize, Enabled, FunctionResponseTypes } = parsed.data;
    const target = functions.find(({ arn, name }) => FunctionName === arn || FunctionName === name);
    const queue = queues.find(({ arn }) => arn === EventSourceArn);
    if (target === undefined) throw refused(resource, `${FunctionName} is no function of the template`);
    if (queue === undefined) throw refused(resource, `${EventSourceArn} is no queue of the template`);
    checkTimes(resource, target, queue);
    const role = template.principalOf(target.roleArn);
    const missing = NEEDED.find((action) => !role.allows(action, queue.arn));
    if (missing !== undefined) throw refused(resource, `the function's role has no permission for ${missing}`);
    const reportsFailures = FunctionResponseTypes.length > 0;
    return Enabled ? [{ functionArn: target.arn, queueArn: queue.arn, batchSize: BatchSize, reportsFailures }] : [];
  });
}

/** "Your function's timeout must be less than or equal to the queue's visibility timeout." */
function checkTimes(resource: Resource, { timeoutSeconds }: FunctionDefinition, queue: QueueDefinition): void {
  if (timeoutSeconds <= queue.visibilitySeconds) return;
  throw refused(
    resource,
    `the queue's visibility timeout (${queue.visibilitySeconds} s) is below the function's timeout (${timeoutSeconds} s)`,
  );
}

function refused({ logicalId }: Resource, reason: string): Error {
  return new Error(`The event source mapping ${logicalId} cannot run here: ${reason}.`);
}
