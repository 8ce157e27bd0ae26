import { join } from 'node:path';
import { createAthena } from './athena/athena.ts';
import type { Principal, Template } from './aws.ts';
import { createCloudFormation } from './cloudformation/cloudformation.ts';
import { createCustomResources } from './cloudformation/custom-resources.ts';
import { createCloudWatch } from './cloudwatch/cloudwatch.ts';
import { startDynamoDb } from './dynamodb/start-dynamodb.ts';
import { accessKeyFor, principalsByKey } from './endpoint/credentials.ts';
import { type Endpoint, startEndpoint } from './endpoint/start-endpoint.ts';
import type { Clock } from './events/clock.ts';
import { createEvents } from './events/events.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import { createFirehose } from './firehose/firehose.ts';
import { startHttpApi } from './httpapi/api.ts';
import { createFunctions } from './lambda/functions.ts';
import { createLambdaService } from './lambda/service.ts';
import { openLogs } from './logs.ts';
import { OPERATOR, OPERATOR_ACCESS_KEY } from './operator.ts';
import { createObjectStore } from './s3/object-store.ts';
import { createSecrets } from './secretsmanager/secrets.ts';

export interface StackOptions {
  readonly template: Template;
  /** Where everything is kept that AWS would keep. */
  readonly dataDir: string;
  /** Of the front door; 0 takes a free one. */
  readonly port: number;
  /** In place of every buffering interval of the template: the only difference to the cloud. */
  readonly bufferSeconds: number;
  /** The time that scheduled rules run by. */
  readonly clock: Clock;
  /** What goes wrong on purpose; nothing if omitted. */
  readonly faults?: Faults;
  /** Runs when the AWS APIs answer, before the first function does: puts secrets in place, for example. */
  readonly prepare?: (endpoint: string) => Promise<void>;
  /** Told, in a line, what stands in the way of delivery. */
  readonly warn: (line: string) => void;
}

export interface RunningStack {
  /** The front door. */
  readonly url: string;
  /** All AWS APIs, for the SDK's AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  /** Delivers what is buffered, then ends every part. */
  readonly close: () => Promise<void>;
}

/** Execution environments per function; two processors make more of them useless. */
const CONCURRENCY = 4;

/** The stack of a template, on this laptop: the same bundles, environment, permissions, keys, prefixes and schema. */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const parts = new AsyncDisposableStack();
  try {
    const { api, endpoint } = await startParts(options, parts);
    return { url: api.url, endpoint: endpoint.url, close: () => parts.disposeAsync() };
  } catch (error) {
    await parts.disposeAsync().catch(() => undefined);
    throw error;
  }
}

/** Each part goes on `parts` when it is started; they are ended in the opposite order. */
async function startParts(options: StackOptions, parts: AsyncDisposableStack) {
  const { template, dataDir, warn: log, faults = createFaults() } = options;
  const logs = openLogs(join(dataDir, 'logs'));
  const ends = <P extends { close(): Promise<void> }>(part: P) => parts.adopt(part, (one) => one.close());
  const store = createObjectStore({ template, rootDir: join(dataDir, 's3') });
  const secrets = createSecrets({ template, file: join(dataDir, 'secrets.json') });
  const cloudwatch = ends(createCloudWatch({ dataDir: join(dataDir, 'cloudwatch') }));
  const dynamodb = ends(await startDynamoDb({ template, dataDir: join(dataDir, 'dynamodb') }));
  await dynamodb.sweepExpired(Math.floor(Date.now() / 1000));
  const athena = ends(await createAthena({ template, store, dataDir: join(dataDir, 'athena'), log }));
  // The functions call the endpoint until they are ended, so it must be ended after them; its address comes later.
  let endpoint: Endpoint | undefined;
  parts.defer(async () => endpoint?.close());
  const functions = ends(
    createFunctions({
      template,
      maxConcurrency: CONCURRENCY,
      environment: ({ roleArn }) => ({ ...credentialsOf(roleArn), AWS_ENDPOINT_URL: endpoint?.url ?? '' }),
      onLog: (name, line) => {
        logs.append(name, line);
        cloudwatch.takeLogLine(line);
      },
    }),
  );
  const { bufferSeconds, port } = options;
  const firehose = ends(
    await createFirehose({
      ...faults.aroundFirehose({ store, functions }),
      template,
      dataDir: join(dataDir, 'firehose'),
      bufferSeconds,
      log,
    }),
  );
  const api = ends(
    await startHttpApi({
      template,
      functions,
      port,
      onAccess: (line) => logs.append('access', line),
      onError: (line) => logs.append('errors', line),
    }),
  );
  const cloudformation = createCloudFormation({ template: withOutputsAt(template, api.url), createdAt: new Date() });
  const onEventFailure = (name: string, reason: string) => logs.append('errors', `${name}, asynchronous: ${reason}`);
  const lambda = createLambdaService({ ...template, ...functions, onEventFailure });
  const services = [store, secrets, cloudwatch, dynamodb, firehose, athena, cloudformation];
  endpoint = await startEndpoint({
    services: [lambda, ...services.map(({ service }) => service)].map(faults.around),
    principalForKey: principals(template),
    onError: (error) => logs.append('errors', String(error instanceof Error ? error.stack : error)),
  });
  await options.prepare?.(endpoint.url);
  await createCustomResources(template, functions);
  ends(createEvents({ template, functions, clock: options.clock, onFailure: onEventFailure }));
  return { api, endpoint };
}

function credentialsOf(roleArn: string): Record<string, string> {
  return { AWS_ACCESS_KEY_ID: accessKeyFor(roleArn), AWS_SECRET_ACCESS_KEY: 'laptop', AWS_SESSION_TOKEN: 'laptop' };
}

function principals(template: Template): (accessKeyId: string) => Principal | undefined {
  const ofRole = principalsByKey(template);
  return (accessKeyId) => (accessKeyId === OPERATOR_ACCESS_KEY ? OPERATOR : ofRole(accessKeyId));
}

/** The outputs as they are here: the API's address is this laptop's. */
function withOutputsAt(template: Template, url: string): Template {
  const inCloud = /https:\/\/[a-z0-9]+\.execute-api\.[^/]+/g;
  const outputs = template.outputs.map((output) => ({ ...output, value: output.value.replace(inCloud, url) }));
  return { ...template, outputs };
}
