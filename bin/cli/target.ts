import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Command } from 'commander';
import * as z from 'zod/mini';

/** What every AWS client of the command is made with: your own configuration, or the laptop's endpoint. */
export interface ClientConfig {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The lake that a command talks to, known by its stack's outputs; where it runs makes no difference beyond that. */
export interface Target {
  readonly stackName: string;
  readonly clientConfig: ClientConfig;
  /** Of the laptop's lake. */
  readonly dataDir?: string;
  /** An output of the stack. Throws if there is no output of that name. */
  readonly output: (name: string) => string;
}

/** Left in the data folder by `npm start` while it runs. */
const laptopSchema = z.object({
  endpoint: z.string(),
  region: z.string(),
  accessKeyId: z.string(),
  stackName: z.string(),
});

const optionsSchema = z.object({ data: z.string(), stack: z.optional(z.string()), region: z.optional(z.string()) });

export async function findTarget(command: Command): Promise<Target> {
  const options = optionsSchema.parse(command.optsWithGlobals());
  const place = options.stack
    ? { stackName: options.stack, clientConfig: options.region ? { region: options.region } : {} }
    : laptop(options.data);
  return { ...place, output: outputs(place.stackName, await describe(place)) };
}

function laptop(dataDir: string): Omit<Target, 'output'> {
  const { stackName, accessKeyId, ...place } = laptopSchema.parse(JSON.parse(readLaptopFile(dataDir)));
  return {
    stackName,
    dataDir: resolve(dataDir),
    clientConfig: { ...place, credentials: { accessKeyId, secretAccessKey: 'laptop' } },
  };
}

function readLaptopFile(dataDir: string): string {
  try {
    return readFileSync(join(dataDir, 'endpoint.json'), 'utf8');
  } catch {
    throw new Error(
      `No lake runs on ${resolve(dataDir)}. Start one with \`npm start\`, name its folder with --data or LAKE_DATA, or a deployed stack with --stack.`,
    );
  }
}

async function describe(place: { stackName: string; clientConfig: ClientConfig }) {
  const client = new CloudFormationClient(place.clientConfig);
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: place.stackName }));
    return new Map((Stacks?.[0]?.Outputs ?? []).map((output) => [output.OutputKey, output.OutputValue]));
  } catch (error) {
    if (place.clientConfig.endpoint !== undefined) {
      throw new Error(
        'The lake of this data folder does not answer: it was ended abruptly. Start it again with `npm start`.',
      );
    }
    throw isMissing(error) ? new Error(noStack(place.stackName, await client.config.region())) : error;
  }
}

/** CloudFormation API Reference, DescribeStacks: "If the stack doesn't exist, a ValidationError is returned." */
function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && / does not exist$/.test(error.message);
}

function noStack(stackName: string, region: string): string {
  return (
    `There is no stack ${stackName} in ${region} in this AWS account. Check --stack, --region and your AWS profile; ` +
    '`aws cloudformation list-stacks` shows what there is.'
  );
}

function outputs(stackName: string, values: ReadonlyMap<string | undefined, string | undefined>) {
  return (name: string) => {
    const value = values.get(name);
    if (value === undefined)
      throw new Error(`The stack ${stackName} has no output ${name}. Redeploy with this version.`);
    return value;
  };
}

/** `MetaWebhookUrl` for source `meta`. */
export function sourceOutput(source: string, what: 'WebhookUrl' | 'SecretArn'): string {
  return `${source[0]?.toUpperCase() ?? ''}${source.slice(1)}${what}`;
}
