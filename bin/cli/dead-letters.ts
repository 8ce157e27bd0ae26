import { LambdaClient } from '@aws-sdk/client-lambda';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { jsonText } from '../../domain/shared/json-text.ts';
import { invoke } from '../../lambdas/aws/invoke.ts';
import type { Target } from './target.ts';

/** The topic's function and the queue of what it failed to store. Never a payload: messages hold personal data. */
export interface DeadLetters {
  /** About how many wait, and how many somebody has received and not deleted: SQS counts approximately. */
  readonly count: () => Promise<{ readonly waiting: number; readonly inFlight: number }>;
  /** Up to ten messages, which nobody else receives for as long as the function may take for all of them. */
  readonly receive: (most: number) => Promise<readonly Message[]>;
  /** Hands one message to the function again, and deletes it only once its events are stored. */
  readonly redrive: (message: Message) => Promise<Outcome>;
}

/** `stored` is deleted from the queue, the others stay in it; `failed` has the type of the function's error. */
export type Outcome =
  | { readonly is: 'stored' }
  | { readonly is: 'unreadable' }
  | { readonly is: 'failed'; readonly errorType: string };

/** SQS API Reference, ReceiveMessage, "MaxNumberOfMessages". */
const MESSAGES_AT_ONCE = 10;
/** Ten messages one after the other, at 29 s each at most (the setting receiverTimeoutSeconds). */
const HIDDEN_SECONDS = 300;
/** Waiting makes SQS ask all its servers; without it an answer may be empty while messages wait ("Long polling"). */
const WAIT_SECONDS = 2;

/** Throws when the stack does not receive by AWS End User Messaging Social. */
export function deadLetters(target: Target): DeadLetters {
  const sqs = new SQSClient(target.clientConfig);
  const lambda = new LambdaClient(target.clientConfig);
  const QueueUrl = target.output('SocialFailedQueueUrl');
  const FunctionName = target.output('SocialFunctionName');
  return {
    count: () => count(sqs, QueueUrl),
    async receive(most) {
      const MaxNumberOfMessages = Math.min(most, MESSAGES_AT_ONCE);
      const { Messages } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages,
          VisibilityTimeout: HIDDEN_SECONDS,
          WaitTimeSeconds: WAIT_SECONDS,
        }),
      );
      return Messages ?? [];
    },
    async redrive({ Body, ReceiptHandle }) {
      const event = eventIn(Body ?? '');
      if (event === undefined) return { is: 'unreadable' };
      const invoked = await invoke(lambda, FunctionName, event);
      // Only its type: the message may quote what the function met.
      if ('failure' in invoked) return { is: 'failed', errorType: invoked.failure.type };
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      return { is: 'stored' };
    },
  };
}

async function count(sqs: SQSClient, QueueUrl: string) {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return {
    waiting: Number(Attributes?.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0),
  };
}

const snsEvent = z.looseObject({ Records: z.array(z.looseObject({ Sns: z.looseObject({ Message: z.string() }) })) });

/** Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations": the event is its `requestPayload`. */
const invocationRecord = jsonText(z.looseObject({ requestPayload: snsEvent }));

function eventIn(body: string): unknown {
  return z.safeParse(invocationRecord, body).data?.requestPayload;
}
