/** The environment variables one execution environment starts with. */

import type { FunctionDefinition } from './definition.ts';

/** Lambda refuses a function that sets these itself ("Defined runtime environment variables", reserved ones). */
const RESERVED = [
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
];

/** All variables of a function together (Lambda quotas: "Environment variables, 4 KB in total"). */
const MAX_VARIABLES_BYTES = 4096;

/** Throws when Lambda would refuse to deploy the function because of its variables. */
export function checkVariables(definition: FunctionDefinition): void {
  const reserved = RESERVED.find((name) => Object.hasOwn(definition.variables, name));
  if (reserved !== undefined) {
    throw new Error(`Function ${definition.logicalId}: Lambda reserves the variable ${reserved}; choose another name.`);
  }
  const sizeBytes = Buffer.byteLength(JSON.stringify(definition.variables));
  if (sizeBytes > MAX_VARIABLES_BYTES) {
    throw new Error(
      `Function ${definition.logicalId}: its variables take ${sizeBytes} bytes; Lambda allows ${MAX_VARIABLES_BYTES}.`,
    );
  }
}

export interface VariableSources {
  readonly definition: FunctionDefinition;
  readonly region: string;
  readonly logStreamName: string;
  /** Credentials of the role and the local endpoints: what AWS gives a function. */
  readonly provided: Readonly<Record<string, string>>;
}

/** Everything the environment's `process.env` holds; nothing is inherited from the laptop. */
export function environmentVariables(sources: VariableSources): Record<string, string> {
  const { definition, region, logStreamName, provided } = sources;
  return {
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    ...definition.variables,
    ...provided,
    _HANDLER: definition.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMiB),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    LAMBDA_TASK_ROOT: definition.bundleFolder,
  };
}
