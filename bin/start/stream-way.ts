/** The sample's way to the stream of a running stack, past the front door. */
import { setTimeout as sleep } from 'node:timers/promises';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Template } from 'aws-laptop';
import * as z from 'zod';
import { INGEST_ENVIRONMENT, REPORTING_ENVIRONMENT, readEnvironment } from '../../domain/contracts/environment.ts';
import { firehosePublisher } from '../../lambdas/aws/firehose.ts';
import { eventKeySecret } from '../../lambdas/aws/ingest-ports.ts';
import { flushLaptop } from '../cli/flush.ts';
import type { Target } from '../cli/target.ts';
import type { EarlierPorts } from './earlier-days.ts';
import type { ReceivedRecord } from './received.ts';

/** The stream, and what the receiver would make the records with. */
export async function streamWay(template: Template, target: Target): Promise<EarlierPorts> {
  const environment = readEnvironment(INGEST_ENVIRONMENT, variablesWith('EVENT_KEY_SECRET', template));
  return {
    eventKeySecret: await eventKeySecret(environment, secretsOf(target)),
    apiVersion: environment.API_VERSION,
    publish: publisherTo(target, environment.STREAM_NAME),
    async flush() {
      await flushLaptop(target);
    },
  };
}

/** The days that a sample may have so that the views report all of them. */
export function reportedDays(template: Template): number {
  return readEnvironment(REPORTING_ENVIRONMENT, variablesWith('REPORTING_DAYS', template)).REPORTING_DAYS - 1;
}

const functionSchema = z.object({
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }).optional(),
});

/** Of a function that has the variable: all that have it are given the same values. */
function variablesWith(name: string, template: Template): Readonly<Record<string, string>> {
  const environments = template
    .ofType('AWS::Lambda::Function')
    .map(({ properties }) => functionSchema.parse(properties).Environment?.Variables ?? {});
  return environments.find((variables) => name in variables) ?? {};
}

function secretsOf({ clientConfig }: Target) {
  const client = new SecretsManagerClient(clientConfig);
  return {
    read: async (SecretId: string) => (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '',
    refresh: async () => false,
  };
}

/** Of the records of one call, however often some of them are refused. */
const PATIENCE_MS = 60_000;

function publisherTo(target: Target, stream: string) {
  const client = new FirehoseClient(target.clientConfig);
  return async (records: readonly ReceivedRecord[]): Promise<void> => {
    const untilMs = Date.now() + PATIENCE_MS;
    const publish = firehosePublisher(client, {
      stream,
      deadlineMs: () => untilMs,
      timing: { nowMs: Date.now, sleep, abortAfter: AbortSignal.timeout, jittered: (durationMs) => durationMs },
      onFailure: () => undefined,
    });
    const [code] = (await publish(records)).values();
    if (code === undefined) return;
    throw new Error(
      `The stream did not take all of the sample's earlier days (${code}). Start again: what is there counts once.`,
    );
  };
}
