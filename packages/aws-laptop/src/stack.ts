import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { createAthena } from './athena/athena.ts';
import { REQUESTS_LOG, requestsLine } from './athena/query-requests.ts';
import type { FunctionRuntime, Principal, Template } from './aws.ts';
import { createCloudFormation } from './cloudformation/cloudformation.ts';
import { createCustomResources } from './cloudformation/custom-resources.ts';
import { madeBefore } from './cloudformation/made-before.ts';
import { createCloudWatch } from './cloudwatch/cloudwatch.ts';
import { hasLostSecrets, secretsFile } from './data-folder.ts';
import { startDynamoDb } from './dynamodb/start-dynamodb.ts';
import { accessKeyFor, principalsByKey } from './endpoint/credentials.ts';
import { type Endpoint, startEndpoint } from './endpoint/start-endpoint.ts';
import type { Clock } from './events/clock.ts';
import { createEvents } from './events/events.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import { createFirehose } from './firehose/firehose.ts';
import { startHttpApi } from './httpapi/api.ts';
import { type ListeningServer, requireFreePort } from './httpapi/http-server.ts';
import { createFunctions } from './lambda/functions.ts';
import { functionsOnceOpen } from './lambda/once-open.ts';
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
  /** Called when an object of S3 was written, by whoever: so that a start script can follow new data. */
  readonly onObject?: (bucket: string, key: string) => void;
  /** Runs when all but the HTTP API serves: what it leaves is there before the first request. */
  readonly beforeOpening?: (endpoint: string) => void | Promise<void>;
  /** What the HTTP API answers a `GET /` that no route takes, asked at each request; 404 if omitted, as AWS answers. */
  readonly rootText?: () => string;
  /** Called with each step of the start as it begins, in a few words. */
  readonly onStep?: (step: string) => void;
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

/** Execution environments per function: each loads and compiles the bundle by itself, which more than processors pay for twice. */
const CONCURRENCY = Math.min(4, Math.max(2, availableParallelism()));

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
  const { template, dataDir, warn: log, faults = createFaults(), onStep = () => undefined } = options;
  await refuseWhatCannotStart(options);
  const logs = openLogs(join(dataDir, 'logs'));
  const ends = <P extends { close(): Promise<void> }>(part: P) => parts.adopt(part, (one) => one.close());
  onStep('DynamoDB’s tables and Athena’s catalog');
  const store = createObjectStore({ template, rootDir: join(dataDir, 's3'), onWritten: options.onObject });
  const secrets = createSecrets({ template, file: secretsFile(dataDir) });
  const cloudwatch = ends(createCloudWatch({ dataDir: join(dataDir, 'cloudwatch') }));
  const [dynamodb, athena] = await allOrNone(
    startTables(options).then(ends),
    createAthena({
      template,
      store,
      dataDir: join(dataDir, 'athena'),
      glueDir: join(dataDir, 'glue'),
      log,
      onRequests: (requests) => logs.append(REQUESTS_LOG, requestsLine(requests)),
    }).then(ends),
  );
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
  onStep('Firehose’s streams and the AWS APIs');
  const { bufferSeconds } = options;
  const opening = functionsOnceOpen(functions);
  const firehose = ends(
    await createFirehose({
      ...faults.aroundFirehose({ store, functions: opening.functions }),
      template,
      dataDir: join(dataDir, 'firehose'),
      bufferSeconds,
      log,
    }),
  );
  parts.defer(opening.giveUp);
  // The addresses that outputs have here are known only when all serves: they are read after that.
  let api: ListeningServer | undefined;
  const here: Template = {
    ...template,
    get outputs() {
      return outputsAt(template, api?.url ?? '', sqs.localUrls);
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
  opening.open();
  const before = madeBefore({
    file: join(dataDir, 'cloudformation', 'custom-resources.json'),
    state: async () => JSON.stringify([bornAt(join(dataDir, 's3')), await athena.catalogState()]),
    now: Date.now,
  });
  await createCustomResources({ template, functions, before, onStep });
  ends(createEvents({ template, functions, clock: options.clock, onFailure: onEventFailure }));
  ends(createQueueMappings({ template, functions, queues: sqs.queues, onFailure: onEventFailure }));
  await options.beforeOpening?.(endpoint.url);
  api = await startApi(options, functions, logs);
  if (api !== undefined) ends(api);
  return { url: api?.url ?? '', endpoint: endpoint.url, outputs: here.outputs };
}

/** Before anything is written: a port that is taken, and data whose secrets are gone. */
async function refuseWhatCannotStart({ template, dataDir, port }: StackOptions): Promise<void> {
  if (hasApi(template)) await requireFreePort(port);
  if (template.ofType('AWS::SecretsManager::Secret').length === 0 || !hasLostSecrets(dataDir)) return;
  throw new Error(
    `${resolve(secretsFile(dataDir))} is missing, but ${resolve(dataDir)} holds data that was written with its secrets. ` +
      'New ones would not match that data. Restore the file, or name another folder with --data. A file that holds {} and ' +
      'nothing else has new secrets generated.',
  );
}

async function startTables({ template, dataDir }: StackOptions) {
  const dynamodb = await startDynamoDb({ template, dataDir: join(dataDir, 'dynamodb') });
  await dynamodb.sweepExpired(Math.floor(Date.now() / 1000));
  return dynamodb;
}

/** Waits for both, so that what has started can be ended when the other has not. */
async function allOrNone<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

/** When a folder was made: another one of the same name is not what a view was written over. */
function bornAt(folder: string): number | undefined {
  return statSync(folder, { throwIfNoEntry: false })?.birthtimeMs;
}

function hasApi(template: Template): boolean {
  return template.ofType('AWS::ApiGatewayV2::Api').length > 0;
}

/** A template without an HTTP API is run without one. */
async function startApi({ template, port, rootText }: StackOptions, functions: FunctionRuntime, logs: Logs) {
  if (!hasApi(template)) return undefined;
  return startHttpApi({
    template,
    functions,
    port,
    rootText,
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
