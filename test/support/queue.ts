import { createHash, randomUUID } from 'node:crypto';
import { AwsError, type AwsService, jsonService } from 'aws-laptop/services';

export interface TestQueue {
  readonly service: AwsService;
  readonly send: (body: string) => void;
  /** Bodies of the messages that are still in the queue, hidden ones included. */
  readonly bodies: () => readonly string[];
  /** Lets the time pass after which received messages are visible again. */
  readonly passTime: (seconds: number) => void;
  /** From now on every message stays visible, as if its visibility timeout were over at once. */
  readonly hideNothing: () => void;
}

interface Stored {
  readonly id: string;
  readonly body: string;
  hiddenUntil: number;
  receipt: string;
}

/** SQS deletes by an older receipt only perhaps; here it does not. */
const INVALID_RECEIPT = 'The specified receipt handle is not valid.';

/**
 * One standard queue that speaks SQS's JSON protocol, as far as the `lake` command calls it: GetQueueAttributes,
 * ReceiveMessage with its visibility timeout, DeleteMessage. Source: Amazon SQS API Reference, these actions, and "Making
 * API requests", AWS JSON protocol. It waits for nothing; what it does not cover it refuses.
 */
export function testQueue(queueUrl: string): TestQueue {
  const messages = new Map<string, Stored>();
  let now = 0;
  let hides = true;
  const visible = () => [...messages.values()].filter(({ hiddenUntil }) => hiddenUntil <= now);
  const check = ({ QueueUrl }: Record<string, unknown>) => {
    if (QueueUrl !== queueUrl) throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
  };
  const service = jsonService('sqs', {
    async GetQueueAttributes(input) {
      check(input);
      const [seen, all] = [visible().length, messages.size];
      return {
        Attributes: {
          ApproximateNumberOfMessages: String(seen),
          ApproximateNumberOfMessagesNotVisible: String(all - seen),
        },
      };
    },
    async ReceiveMessage(input) {
      check(input);
      const most = within(input, 'MaxNumberOfMessages', 1, 10);
      const hiddenSeconds = within(input, 'VisibilityTimeout', 0, 43_200);
      within(input, 'WaitTimeSeconds', 0, 20);
      const received = visible().slice(0, most);
      for (const message of received) {
        message.hiddenUntil = hides ? now + hiddenSeconds : now;
        message.receipt = randomUUID();
      }
      // No messages: the member is left out.
      return received.length === 0 ? {} : { Messages: received.map(onTheWire) };
    },
    async DeleteMessage(input) {
      check(input);
      const message = [...messages.values()].find(({ receipt }) => receipt === input.ReceiptHandle);
      if (message === undefined) throw new AwsError('ReceiptHandleIsInvalid', INVALID_RECEIPT);
      messages.delete(message.id);
      return {};
    },
  });
  return {
    service,
    send(body) {
      const id = randomUUID();
      messages.set(id, { id, body, hiddenUntil: 0, receipt: '' });
    },
    bodies: () => [...messages.values()].map(({ body }) => body),
    passTime(seconds) {
      now += seconds;
    },
    hideNothing() {
      hides = false;
    },
  };
}

function within(input: Record<string, unknown>, name: string, least: number, most: number): number {
  const value = input[name];
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new AwsError('InvalidParameterValue', `${name} must be from ${least} to ${most}, not ${String(value)}.`);
}

function onTheWire({ id, body, receipt }: Stored) {
  const MD5OfBody = createHash('md5').update(body).digest('hex');
  return { MessageId: id, ReceiptHandle: receipt, Body: body, MD5OfBody };
}
