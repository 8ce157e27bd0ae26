import { type Duration, Stack } from 'aws-cdk-lib';
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { bundle, type Folders } from './bundle.ts';
import { RETAINED } from './retained.ts';
import { acknowledge } from './security.ts';

export interface LakeFunctionProps {
  /** The file with the handler, from the root of the project. */
  readonly entry: string;
  /** Shown in Lambda's console. */
  readonly description: string;
  /** Environment variables, as `domain/contracts/environment.ts` declares them. */
  readonly environment: Readonly<Record<string, string>>;
  /** How long one invocation may take; Lambda allows 15 minutes. */
  readonly timeout: Duration;
  /** Memory in MiB, 128 to 10,240; processor time is in proportion. */
  readonly memoryMiB: number;
  /** All settings of the stack. */
  readonly settings: Settings;
  /**
   * Invocations at once: reserved for this function, and its maximum.
   *
   * @default - nothing is reserved; the account's quota holds
   */
  readonly reservedConcurrency?: number;
  /**
   * Folders that it reads, put beside the bundle.
   *
   * @default - none
   */
  readonly folders?: Folders;
}

const BASIC_EXECUTION =
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]';

/** A Lambda function of this product: Node 24 on Graviton, one small ESM bundle with its own SDK, logs with a retention. */
export class LakeFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: LakeFunctionProps) {
    super(scope, id, {
      code: bundle(props.entry, props.folders),
      handler: 'index.handler',
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memoryMiB,
      reservedConcurrentExecutions: props.reservedConcurrency,
      environment: { ...props.environment, ...observability(scope, id) },
      logGroup: new LogGroup(scope, `${id}Logs`, {
        retention: props.settings.logRetentionDays,
        removalPolicy: RETAINED,
      }),
    });
    acknowledge(this, BASIC_EXECUTION, 'AWS’s own policy for functions: it writes to CloudWatch Logs, nothing else.');
  }
}

/** The variables that Powertools reads. */
function observability(scope: Construct, id: string): Record<string, string> {
  return {
    POWERTOOLS_SERVICE_NAME: id.toLowerCase(),
    POWERTOOLS_METRICS_NAMESPACE: Stack.of(scope).stackName,
  };
}
