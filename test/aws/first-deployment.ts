import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { ClientConfig } from '../../bin/cli/target.ts';
import { PROJECT_ROOT } from '../../lib/shared/bundle.ts';
import { remove, temporaryFolder } from '../support/laptop.ts';

export const CHECKED_STACK = 'EventLakeCheck';
const SETTINGS = JSON.stringify({ stackName: CHECKED_STACK, database: 'event_lake_check' });
const VIEW = 'athena-sql/metrics/metric_message_funnel_daily.sql';

export interface FirstDeployment {
  readonly concurrency: number;
  /** What of the failed stack was not removed. */
  readonly left: readonly string[];
  readonly firstStatus: string;
  readonly secondStatus: string;
}

/** Deploys a stack whose last step fails, then the same stack as it should be. Both are real; the second one stays. */
export async function deployTwice(clientConfig: ClientConfig, say: (line: string) => void): Promise<FirstDeployment> {
  const account = await new LambdaClient(clientConfig).send(new GetAccountSettingsCommand({}));
  const cloudFormation = new CloudFormationClient(clientConfig);
  const broken = copyOfCheckout();
  try {
    appendFileSync(join(broken, VIEW), '\nthis is no SQL\n');
    say('        deploying a stack whose views are refused; it must roll back …');
    deploy(broken);
    const first = await stackOf(cloudFormation);
    const left = await leftOver(cloudFormation, first.id);
    say('        deleting it, and deploying as it should be …');
    cdk(PROJECT_ROOT, 'destroy', '--force');
    deploy(PROJECT_ROOT);
    const second = await stackOf(cloudFormation);
    return {
      concurrency: account.AccountLimit?.ConcurrentExecutions ?? 0,
      left,
      firstStatus: first.status,
      secondStatus: second.status,
    };
  } finally {
    remove(broken);
  }
}

function copyOfCheckout(): string {
  const folder = temporaryFolder();
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: PROJECT_ROOT, encoding: 'utf8' }).split('\0');
  for (const file of files.filter((name) => name !== '')) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(PROJECT_ROOT, file), join(folder, file));
  }
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function deploy(folder: string): void {
  cdk(folder, 'deploy', '--require-approval', 'never');
}

/** Its own output is shown: a deployment takes minutes. A failure is an answer, not an error. */
function cdk(cwd: string, ...words: readonly string[]): void {
  spawnSync('npx', ['cdk', ...words, CHECKED_STACK, '-c', `eventLake=${SETTINGS}`], { cwd, stdio: 'inherit' });
}

async function stackOf(client: CloudFormationClient): Promise<{ readonly id: string; readonly status: string }> {
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: CHECKED_STACK }));
  return { id: Stacks?.[0]?.StackId ?? '', status: Stacks?.[0]?.StackStatus ?? 'no such stack' };
}

async function leftOver(client: CloudFormationClient, StackName: string): Promise<readonly string[]> {
  const left: string[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName })) {
    for (const one of page.StackResourceSummaries ?? []) {
      if (one.ResourceStatus !== 'DELETE_COMPLETE') left.push(`${one.LogicalResourceId} ${one.ResourceStatus}`);
    }
  }
  return left;
}
