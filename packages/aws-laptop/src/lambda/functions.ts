/**
 * Lambda on a laptop: the template's functions run as their own bundles, each execution environment a thread with the
 * variables of the template and no others. What differs from AWS: environments are not frozen between events, share
 * one process and its working folder, and wait for a place where AWS would scale out or throttle.
 */

import { randomUUID } from 'node:crypto';
import { AwsError, authorize, type FunctionRuntime, type InvokeResult, type Template } from '../aws.ts';
import { type FunctionDefinition, readFunctions } from './definition.ts';
import { eventToJson } from './payload.ts';
import { Pool } from './pool.ts';
import { InitError } from './reported-errors.ts';
import { failure, type Sandbox, startSandbox } from './sandbox.ts';
import { createUnderWay } from './under-way.ts';
import { checkVariables, environmentVariables } from './variables.ts';

export interface FunctionsOptions {
  readonly template: Template;
  /** What AWS gives a function: credentials of its role and `AWS_ENDPOINT_URL_*`. Asked per environment. */
  readonly environment: (definition: FunctionDefinition) => Record<string, string>;
  /** Environments per function at most; a lower reserved concurrency in the template wins. */
  readonly maxConcurrency: number;
  /** Each line a function writes to its standard output or error, as CloudWatch Logs would get it. */
  readonly onLog: (functionName: string, line: string) => void;
}

export interface LocalFunctions extends FunctionRuntime {
  readonly definitions: readonly FunctionDefinition[];
  /** Loads a function's code ahead of its first event. Throws InitError, or ResourceNotFoundException. */
  warm(functionArn: string): Promise<void>;
  /** Takes no further events, lets those under way end for up to 30 seconds, then ends every environment. */
  close(): Promise<void>;
}

/** How long `close` waits for invocations under way. */
const CLOSE_SECONDS = 30;

interface RunnableFunction {
  readonly definition: FunctionDefinition;
  readonly pool: Pool;
}

/** Reads the template's functions; throws on one that the laptop does not cover. Starts nothing yet. */
export function createFunctions(options: FunctionsOptions): LocalFunctions {
  // A thread takes the process's time zone, whatever TZ is in its own variables, and Lambda's is always UTC.
  process.env.TZ = 'UTC';
  const definitions = readFunctions(options.template);
  definitions.forEach(checkVariables);
  const functions = new Map(definitions.map((definition) => [definition.arn, runnable(options, definition)]));
  const underWay = createUnderWay();
  let closing = false;
  const find = (functionArn: string): RunnableFunction => {
    if (closing) throw new AwsError('ServiceException', "The laptop's Lambda is closing and takes no events.", 500);
    return functions.get(functionArn) ?? notFound(functionArn);
  };
  return {
    definitions,
    async invoke(principal, functionArn, event) {
      authorize(principal, 'lambda:InvokeFunction', functionArn);
      return underWay.track(invokeOnce(find(functionArn), event));
    },
    warm: async (functionArn) => underWay.track(find(functionArn).pool.use(async () => {})),
    async close() {
      closing = true;
      await underWay.settle(CLOSE_SECONDS);
      await Promise.all([...functions.values()].map(({ pool }) => pool.stop()));
    },
  };
}

function notFound(functionArn: string): never {
  throw new AwsError('ResourceNotFoundException', `Function not found: ${functionArn}`, 404);
}

function runnable(options: FunctionsOptions, definition: FunctionDefinition): RunnableFunction {
  const limit = Math.min(definition.reservedConcurrency ?? Number.POSITIVE_INFINITY, options.maxConcurrency);
  return { definition, pool: new Pool(limit, () => startFor(options, definition)) };
}

function startFor(options: FunctionsOptions, definition: FunctionDefinition): Promise<Sandbox> {
  const variables = environmentVariables({
    definition,
    region: options.template.region,
    logStreamName: `[$LATEST]${randomUUID().replaceAll('-', '')}`,
    provided: options.environment(definition),
  });
  return startSandbox({ definition, variables, onLine: (line) => options.onLog(definition.name, line) });
}

async function invokeOnce({ definition, pool }: RunnableFunction, event: unknown): Promise<InvokeResult> {
  if (definition.reservedConcurrency === 0) throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
  const eventJson = eventToJson(event);
  try {
    return await pool.use((sandbox) => sandbox.run(eventJson));
  } catch (error) {
    if (error instanceof InitError) return failure(error.report);
    throw error;
  }
}
