import { join } from 'node:path';
import { createAthena } from './athena/athena.ts';
import type { FunctionRuntime, Principal, Template } from './aws.ts';
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
import { createQueueMappings } from './lambda/queue-mappings.ts';
import { createLambdaService } from './lambda/service.ts';
import { type Logs, openLogs } from './logs.ts';
import { OPERATOR, OPERATOR_ACCESS_KEY } from './operator.ts';
import { createObjectStore } from './s3/object-store.ts';
import { createSecrets } from './secretsmanager/secrets.ts';
import { createSqs } from './sqs/sqs.ts';
import { createSts } from './sts/sts.ts';

export interface StackOptions {
  readonly template: Template;
  /** Where everything is kept that AWS would keep. */
  readonly dataDir: string;
  /** Of the HTTP API; 0 takes a free one. */
  readonly port: number;
  /** In place of every buffering interval of the template: the only difference to the cloud. */
  readonly bufferSeconds: number;
  /** The time that scheduled rules run by. */
  readonly clock: Clock;
  /** What goes wrong on purpose; nothing if omitted. */
  readonly faults?: Faults;
  /** Runs when the AWS APIs answer, before the first function does: puts secrets in place, for example. */
  readonly prepare?: (endpoint: string) => Promise<void>;
  /** Called with a line for each thing that prevents delivery. */
  readonly warn: (line: string) => void;
}

export interface RunningStack {
  /** Of the HTTP API; empty when the template has none. */
  readonly url: string;
  /** All AWS APIs, for the SDK's AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  /** The stack's outputs, with the addresses that are served here. */
  readonly outputs: Template['outputs'];
  /** Delivers what is buffered, then ends every part. */
  readonly close: () => Promise<void>;
}

/** Execution environments per function; two processors make more of them useless. */
const CONCURRENCY = 4;

/** The stack of a template, on this laptop: the same bundles, environment, permissions, keys, prefixes and schema. */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const parts = new AsyncDisposableStack();
  try {
    const started = await startParts(options, parts);
    return { ...started, close: () => parts.disposeAsync() };
  } catch (error) {
    await parts.disposeAsync().catch(() => undefined);
    throw error;
  }
}

/** Each part goes on `parts` when it is started; they are ended in the opposite order. */
async function startParts(options: StackOptions, parts: AsyncDisposableStack): Promise<Omit<RunningStack, 'close'>> {
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
  const address = () => endpoint?.url ?? '';
  const sqs = ends(createSqs({ template, dataDir: join(dataDir, 'sqs'), endpoint: address }));
  const functions = ends(
    createFunctions({
      template,
      maxConcurrency: CONCURRENCY,
      environment: ({ roleArn, variables }) => ({
        ...mapValues(variables, sqs.localUrls),
        ...credentialsOf(roleArn),
        AWS_ENDPOINT_URL: address(),
      }),
      onLog: (name, line) => {
        logs.append(name, line);
        cloudwatch.takeLogLine(line);
      },
    }),
  );
  const { bufferSeconds } = options;
  const firehose = ends(
    await createFirehose({
      ...faults.aroundFirehose({ store, functions }),
      template,
      dataDir: join(dataDir, 'firehose'),
      bufferSeconds,
      log,
    }),
  );
  const api = await startApi(options, functions, logs);
  if (api !== undefined) ends(api);
  const url = api?.url ?? '';
  // The endpoint's address, which queue URLs have, is known only when it serves: outputs are read after that.
  const here: Template = {
    ...template,
    get outputs() {
      return outputsAt(template, url, sqs.localUrls);
    },
  };
  const cloudformation = createCloudFormation({ template: here, createdAt: new Date() });
  const onEventFailure = (name: string, reason: string) => logs.append('errors', `${name}, asynchronous: ${reason}`);
  const lambda = createLambdaService({ ...template, ...functions, onEventFailure });
  const services = [
    store,
    secrets,
    cloudwatch,
    dynamodb,
    firehose,
    athena,
    athena.glue,
    cloudformation,
    sqs,
    createSts(),
  ];
  endpoint = await startEndpoint({
    services: [lambda, ...services.map(({ service }) => service)].map(faults.around),
    principalForKey: principals(template),
    onError: (error) => logs.append('errors', String(error instanceof Error ? error.stack : error)),
  });
  await options.prepare?.(endpoint.url);
  await createCustomResources(template, functions);
  ends(createEvents({ template, functions, clock: options.clock, onFailure: onEventFailure }));
  ends(createQueueMappings({ template, functions, queues: sqs.queues, onFailure: onEventFailure }));
  return { url, endpoint: endpoint.url, outputs: here.outputs };
}

/** A template without an HTTP API is run without one. */
async function startApi({ template, port }: StackOptions, functions: FunctionRuntime, logs: Logs) {
  if (template.ofType('AWS::ApiGatewayV2::Api').length === 0) return undefined;
  return startHttpApi({
    template,
    functions,
    port,
    onAccess: (line) => logs.append('access', line),
    onError: (line) => logs.append('errors', line),
  });
}

function mapValues(texts: Readonly<Record<string, string>>, change: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text)]));
}

function credentialsOf(roleArn: string): Record<string, string> {
  return { AWS_ACCESS_KEY_ID: accessKeyFor(roleArn), AWS_SECRET_ACCESS_KEY: 'laptop', AWS_SESSION_TOKEN: 'laptop' };
}

function principals(template: Template): (accessKeyId: string) => Principal | undefined {
  const ofRole = principalsByKey(template);
  return (accessKeyId) => (accessKeyId === OPERATOR_ACCESS_KEY ? OPERATOR : ofRole(accessKeyId));
}

/** The outputs as they are here: the API and the queues have addresses of this machine. */
function outputsAt(template: Template, url: string, localUrls: (text: string) => string): Template['outputs'] {
  const inCloud = /https:\/\/[a-z0-9]+\.execute-api\.[^/]+/g;
  return template.outputs.map((output) => ({ ...output, value: localUrls(output.value.replace(inCloud, url)) }));
}
