/**
 * SQS on this machine: the template's standard queues. Differences to AWS: messages are received about in the order they
 * were sent, a receipt handle is no longer valid once the process has ended, and `SenderId` is the sender's ARN.
 */
import { join } from 'node:path';
import type { AwsService, Template } from '../aws.ts';
import { arnOf, queueHost } from '../template/scope.ts';
import { readQueues } from './definition.ts';
import { openQueue, type Queue } from './queue.ts';
import { createService } from './service.ts';

export interface SqsOptions {
  readonly template: Template;
  /** Holds a folder of messages for each queue. */
  readonly dataDir: string;
  /** The address of the local endpoint, which is known later than the queues are opened. */
  readonly endpoint: () => string;
  /** Epoch milliseconds; the clock if omitted. */
  readonly now?: () => number;
}

export interface Sqs {
  readonly service: AwsService;
  readonly queues: readonly Queue[];
  /**
   * A text with the queue URLs of the template as they are here. The SDK sends a queue's calls to the host of its URL,
   * also where an endpoint is configured.
   */
  localUrls(text: string): string;
  /** Ends the long polls that wait. */
  close(): Promise<void>;
}

/** @throws for a queue of the template that is not covered. */
export function createSqs({ template, dataDir, endpoint, now = Date.now }: SqsOptions): Sqs {
  let isClosed = false;
  const queues = new Map<string, Queue>();
  for (const definition of readQueues(template)) {
    const { arn, name, redrive } = definition;
    const giveUp: Parameters<typeof openQueue>[0]['giveUp'] = (message) =>
      queues.get(redrive?.queueArn ?? '')?.adopt({ ...message, deadLetterSourceArn: arn });
    queues.set(arn, openQueue({ definition, folder: join(dataDir, name), now, giveUp }));
  }
  const inCloud = `https://${queueHost(template)}`;
  const service = createService({
    queues: [...queues.values()],
    arnOf: (name) => arnOf(template, 'sqs', name),
    urlOf: (name) => `${endpoint()}/${template.accountId}/${name}`,
    isClosed: () => isClosed,
  });
  return {
    service,
    queues: [...queues.values()],
    localUrls: (text) => text.replaceAll(inCloud, endpoint()),
    async close() {
      isClosed = true;
    },
  };
}
