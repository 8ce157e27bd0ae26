import * as z from 'zod';
import type { Resource, Template } from '../aws.ts';
import { notCovered } from '../template/values.ts';

/** A standard queue of the template. */
export interface QueueDefinition {
  readonly name: string;
  readonly arn: string;
  readonly visibilitySeconds: number;
  readonly retentionSeconds: number;
  readonly delaySeconds: number;
  readonly waitSeconds: number;
  readonly maxMessageBytes: number;
  /** Where a message goes that was received so often and not deleted. */
  readonly redrive: { readonly queueArn: string; readonly maxReceives: number } | undefined;
}

/** Encryption by SQS itself and tags change nothing that a client sees. */
const harmless = z.unknown().optional();

/** Defaults and bounds: CloudFormation's reference of `AWS::SQS::Queue`. */
export const queueProperties = z.strictObject({
  QueueName: z.string().optional(),
  FifoQueue: z.literal(false, { error: 'FIFO queues are not covered' }).optional(),
  VisibilityTimeout: z.int().min(0).max(43_200).default(30),
  MessageRetentionPeriod: z.int().min(60).max(1_209_600).default(345_600),
  DelaySeconds: z.int().min(0).max(900).default(0),
  ReceiveMessageWaitTimeSeconds: z.int().min(0).max(20).default(0),
  MaximumMessageSize: z.int().min(1_024).max(1_048_576).default(1_048_576),
  RedrivePolicy: z
    .strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number().int().min(1).max(1_000) })
    .optional(),
  SqsManagedSseEnabled: harmless,
  Tags: harmless,
});

/** @throws for a property that is not covered, with its path, and for a dead-letter queue outside the template. */
export function readQueues(template: Template): readonly QueueDefinition[] {
  const resources = template.ofType('AWS::SQS::Queue');
  const queues = resources.map(toQueue);
  const arns = new Set(queues.map(({ arn }) => arn));
  const stray = queues.find(({ redrive }) => redrive !== undefined && !arns.has(redrive.queueArn));
  if (stray === undefined) return queues;
  throw notCovered(`the dead-letter queue ${stray.redrive?.queueArn} of ${stray.name}`, 'define it in the same stack.');
}

function toQueue(resource: Resource): QueueDefinition {
  const parsed = queueProperties.safeParse(resource.properties);
  if (!parsed.success) {
    throw new Error(`The local SQS does not cover the queue ${resource.logicalId}: ${z.prettifyError(parsed.error)}`);
  }
  const { data } = parsed;
  return {
    name: resource.arn.split(':').at(-1) ?? '',
    arn: resource.arn,
    visibilitySeconds: data.VisibilityTimeout,
    retentionSeconds: data.MessageRetentionPeriod,
    delaySeconds: data.DelaySeconds,
    waitSeconds: data.ReceiveMessageWaitTimeSeconds,
    maxMessageBytes: data.MaximumMessageSize,
    redrive: data.RedrivePolicy && {
      queueArn: data.RedrivePolicy.deadLetterTargetArn,
      maxReceives: data.RedrivePolicy.maxReceiveCount,
    },
  };
}
