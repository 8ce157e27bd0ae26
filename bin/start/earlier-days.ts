/** The days of the sample before the last: onto the stream in large batches, as the receiver would have put them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Template } from 'aws-laptop';
import type { Delivery } from 'simulator';
import * as z from 'zod';
import { INGEST_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import { firehosePublisher } from '../../lambdas/aws/firehose.ts';
import { eventKeySecret } from '../../lambdas/aws/ingest-ports.ts';
import { flushLaptop } from '../cli/flush.ts';
import { requireSource } from '../cli/sources.ts';
import type { Target } from '../cli/target.ts';
import { type ReceivedRecord, receive } from './received.ts';

/** Takes deliveries in the order in which they were posted. */
export interface EarlierDays {
  readonly add: (delivery: Delivery) => Promise<void>;
  /** When it returns, all are in the lake. */
  readonly end: () => Promise<void>;
}

interface Place {
  readonly template: Template;
  readonly target: Target;
  /** Keeps how many deliveries are on the stream: after a posting that was cut short, those are not put again. */
  readonly progressFile: string;
}

const DAY_MS = 86_400_000;
const RECORDS_AT_ONCE = 4_000;
/** A stream has at most 500 active partitions ("Amazon Data Firehose quota"), and a day has seven families at most. */
const FLUSHED_AFTER_MS = 40 * DAY_MS;

export async function openEarlierDays({ template, target, progressFile }: Place): Promise<EarlierDays> {
  const environment = receiverEnvironment(template);
  const constant = {
    eventKeySecret: await eventKeySecret(environment, secretsOf(target)),
    apiVersion: environment.API_VERSION,
  };
  const publish = publisherTo(target, environment.STREAM_NAME);
  const onStream = existsSync(progressFile) ? Number(readFileSync(progressFile, 'utf8')) : 0;
  const seen = new Set<string>();
  let [deliveries, flushedAtMs] = [0, Number.POSITIVE_INFINITY];
  let waiting: ReceivedRecord[] = [];
  const put = async () => {
    await publish(waiting);
    waiting = [];
    writeFileSync(progressFile, String(Math.max(deliveries, onStream)));
  };
  return {
    async add({ source, atMs, document }) {
      deliveries += 1;
      const receipt = { ...constant, receivedAtMs: atMs, deliveryId: `sample-${deliveries}` };
      const records = receive(requireSource(source), JSON.stringify(document), receipt, seen);
      if (deliveries > onStream) waiting.push(...records);
      if (waiting.length >= RECORDS_AT_ONCE) await put();
      flushedAtMs = Math.min(flushedAtMs, atMs);
      if (atMs - flushedAtMs < FLUSHED_AFTER_MS) return;
      await flushLaptop(target);
      flushedAtMs = atMs;
    },
    async end() {
      await put();
      await flushLaptop(target);
    },
  };
}

/** The receiver is the first function of those that put events on the stream: all have the same values. */
function receiverEnvironment(template: Template) {
  const variables = template
    .ofType('AWS::Lambda::Function')
    .map(({ properties }) => functionSchema.parse(properties).Environment.Variables)
    .find((names) => 'EVENT_KEY_SECRET' in names);
  return readEnvironment(INGEST_ENVIRONMENT, variables ?? {});
}

const functionSchema = z.object({
  Environment: z.object({ Variables: z.record(z.string(), z.string()).default({}) }).default({ Variables: {} }),
});

function secretsOf({ clientConfig }: Target) {
  const client = new SecretsManagerClient(clientConfig);
  return {
    read: async (SecretId: string) => (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '',
    refresh: async () => false,
  };
}

const PATIENCE_MS = 60_000;

function publisherTo(target: Target, stream: string) {
  return async (records: readonly ReceivedRecord[]): Promise<void> => {
    const untilMs = Date.now() + PATIENCE_MS;
    const publish = firehosePublisher(new FirehoseClient(target.clientConfig), {
      stream,
      deadlineMs: () => untilMs,
      timing: { nowMs: Date.now, sleep, abortAfter: AbortSignal.timeout, jittered: (durationMs) => durationMs },
      onFailure: () => undefined,
    });
    const [code] = (await publish(records)).values();
    if (code !== undefined) throw new Error(`The earlier days of the sample could not be put on the stream: ${code}.`);
  };
}
