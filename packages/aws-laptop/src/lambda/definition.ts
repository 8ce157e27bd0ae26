/** What the template says of its Lambda functions, read once and checked. */

import * as z from 'zod';
import type { Resource, Template } from '../aws.ts';

export interface FunctionDefinition {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** The unzipped bundle: `/var/task` in AWS. */
  readonly bundleFolder: string;
  /** `index.handler`: a file of the bundle and what it exports. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
  readonly variables: Readonly<Record<string, string>>;
  /** How many invocations AWS runs at once at most; absent when only the account's limit counts. */
  readonly reservedConcurrency?: number;
  readonly logGroupName: string;
}

/** The runtime the laptop runs itself; bundles for another one would be tested on the wrong Node. */
const RUNTIME = 'nodejs24.x';

/** Properties that change what a bundle sees or can reach, and so cannot be passed over. */
const REFUSED = new Map([
  ['Layers', 'put their code into the bundle'],
  ['FileSystemConfigs', 'keep files in S3'],
  ['VpcConfig', 'leave the function outside a VPC'],
  ['ImageConfig', 'deploy a bundle, not a container image'],
  ['SnapStart', 'AWS does not offer it for Node.js'],
]);

const code = z.strictObject({
  S3Bucket: z.string().optional(),
  S3Key: z.string('must be a bundle from the assembly; inline code and container images do not run on a laptop'),
});

/** Changes nothing for synchronous invocations on a laptop: CPU, tracing, billing, tags, asynchronous failures. */
const harmless = z.unknown().optional();

export const functionProperties = z.strictObject({
  FunctionName: z.string().optional(),
  Code: code,
  Handler: z.string().regex(/^[^.]+(\.[^.]+)+$/, 'must be <file>.<export>, such as index.handler'),
  Runtime: z.literal(RUNTIME, { error: (issue) => `must be ${RUNTIME}, received ${JSON.stringify(issue.input)}` }),
  Role: z.string(),
  Timeout: z.int().min(1).max(900).default(3),
  MemorySize: z.int().min(128).max(10_240).default(128),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.string()).default({}) }).optional(),
  ReservedConcurrentExecutions: z.int().min(0).optional(),
  LoggingConfig: z.looseObject({ LogGroup: z.string().optional() }).optional(),
  PackageType: z.literal('Zip').optional(),
  Architectures: harmless,
  TracingConfig: harmless,
  Description: harmless,
  Tags: harmless,
  DeadLetterConfig: harmless,
  EphemeralStorage: harmless,
  KmsKeyArn: harmless,
  RecursiveLoop: harmless,
  RuntimeManagementConfig: harmless,
});

/**
 * The functions of a template (`AWS::Lambda::Function`), with Lambda's defaults filled in: 3 seconds, 128 MiB
 * (CloudFormation's reference of the type). Throws on a property that the laptop does not cover.
 */
export function readFunctions(template: Template): readonly FunctionDefinition[] {
  return template.ofType('AWS::Lambda::Function').map((resource) => readFunction(template, resource));
}

function readFunction(template: Template, resource: Resource): FunctionDefinition {
  const properties = parseProperties(resource);
  return {
    logicalId: resource.logicalId,
    name: resource.ref,
    arn: resource.arn,
    roleArn: properties.Role,
    bundleFolder: template.assetPath(properties.Code.S3Key),
    handler: properties.Handler,
    timeoutSeconds: properties.Timeout,
    memoryMiB: properties.MemorySize,
    variables: properties.Environment?.Variables ?? {},
    ...(properties.ReservedConcurrentExecutions !== undefined && {
      reservedConcurrency: properties.ReservedConcurrentExecutions,
    }),
    logGroupName: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${resource.ref}`,
  };
}

function parseProperties(resource: Resource): z.infer<typeof functionProperties> {
  for (const [property, remedy] of REFUSED) {
    if (resource.properties[property] === undefined) continue;
    throw new Error(`Function ${resource.logicalId}: the laptop's Lambda does not cover ${property}; ${remedy}.`);
  }
  const parsed = functionProperties.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  throw new Error(`Function ${resource.logicalId} cannot run on a laptop:\n${z.prettifyError(parsed.error)}`);
}
