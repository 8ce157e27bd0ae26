import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import type { Target } from '../../bin/cli/target.ts';

/** What AWS answered, and whether that is what the laptop assumes; null where a person must judge. */
export interface Answer {
  readonly said: string;
  readonly agrees: boolean | null;
}

/** One thing that only an account can tell. */
export interface Question {
  readonly id: string;
  readonly title: string;
  /** What it does to the account, in a sentence. */
  readonly does: string;
  /** What AWS charges for it, about. */
  readonly costs: string;
  /** What the code and the laptop take to be true. */
  readonly assumes: string;
  /** `laptop` where the laptop's stand-ins can be asked the same. */
  readonly asks: 'account' | 'account or laptop';
  readonly ask: (context: Context) => Promise<Answer>;
}

export interface Context {
  readonly target: Target;
  readonly say: (line: string) => void;
  /** Posts a document to Meta's route, signed as Meta signs it. */
  readonly deliver: (document: object) => Promise<{ readonly status: number; readonly body: string }>;
  /** Waits until what was posted is in the lake, or for the stream's buffer and a half. */
  readonly untilDelivered: () => Promise<void>;
}

/** Physical ids of the stack's resources of a type whose logical id begins so. */
export async function resourceIds(target: Target, type: string, logicalId = ''): Promise<readonly string[]> {
  const client = new CloudFormationClient(target.clientConfig);
  const ids: string[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: target.stackName })) {
    for (const one of page.StackResourceSummaries ?? []) {
      const isWanted = one.ResourceType === type && one.LogicalResourceId?.startsWith(logicalId);
      if (isWanted && one.PhysicalResourceId !== undefined) ids.push(one.PhysicalResourceId);
    }
  }
  return ids;
}

export async function resourceId(target: Target, type: string, logicalId: string): Promise<string> {
  const [id] = await resourceIds(target, type, logicalId);
  if (id === undefined) throw new Error(`The stack ${target.stackName} has no ${type} called ${logicalId}….`);
  return id;
}

/** Asks again until the answer is there, at most for so many minutes. */
export async function eventually<T>(minutes: number, look: () => Promise<T | undefined>): Promise<T | undefined> {
  const untilMs = Date.now() + minutes * 60_000;
  for (;;) {
    const found = await look();
    if (found !== undefined || Date.now() > untilMs) return found;
    await sleep(5_000);
  }
}
