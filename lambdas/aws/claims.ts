import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import pMap from 'p-map';
import type { Claims, Failures } from '../ingest/claim-protocol.ts';
import { BATCH_LIMIT_STATEMENTS, claimBatches, type Verdict } from './claim-batches.ts';
import { claimCalls } from './claim-calls.ts';
import type { ClaimTableSettings } from './claim-item.ts';

interface Step<T> {
  readonly alone: (eventKey: string) => Promise<T>;
  readonly together: (eventKeys: readonly string[]) => Promise<readonly Verdict<T>[]>;
}

interface Outcome<T> {
  readonly done: ReadonlyMap<string, T>;
  readonly failures: Failures;
}

/** Single calls side by side; each has a connection. */
export const CLAIM_CONCURRENCY = 64;
/** Batches side by side: more of them are no faster (docs/adr/0012). */
const BATCH_CONCURRENCY = 16;

/** Claims in a DynamoDB table: one key by a call of its own, more by batches of statements. */
export function dynamoClaims(client: DynamoDBClient, settings: ClaimTableSettings): Claims {
  const calls = claimCalls(client, settings);
  const batches = claimBatches(client, settings);
  return {
    async claimMany(eventKeys) {
      const { done, failures } = await take(eventKeys, { alone: calls.claim, together: batches.claim });
      return { states: done, failures };
    },
    async confirmMany(eventKeys) {
      return (await take(eventKeys, { alone: calls.confirm, together: batches.confirm })).failures;
    },
    async releaseMany(eventKeys) {
      return (await take(eventKeys, { alone: calls.release, together: batches.release })).failures;
    },
  };
}

async function take<T>(eventKeys: readonly string[], step: Step<T>): Promise<Outcome<T>> {
  const done = new Map<string, T>();
  const failures = new Map<string, string>();
  const open = new Set(eventKeys);
  const settle = (eventKey: string, verdict: Verdict<T>) => {
    if (verdict === null) return;
    open.delete(eventKey);
    if ('done' in verdict) done.set(eventKey, verdict.done);
    else failures.set(eventKey, verdict.failed);
  };
  await pMap(batchesOf(eventKeys), (batch) => together(batch, step, settle), { concurrency: BATCH_CONCURRENCY });
  await pMap(open, (eventKey) => alone(eventKey, step, settle), { concurrency: CLAIM_CONCURRENCY });
  return { done, failures };
}

/** A batch of one saves no call. */
function batchesOf(eventKeys: readonly string[]): readonly (readonly string[])[] {
  const starts = eventKeys.keys().filter((index) => index % BATCH_LIMIT_STATEMENTS === 0);
  const batches = [...starts].map((start) => eventKeys.slice(start, start + BATCH_LIMIT_STATEMENTS));
  return batches.filter((batch) => batch.length > 1);
}

type Settle<T> = (eventKey: string, verdict: Verdict<T>) => void;

/** Says that the service does not take the statements as they are; the single calls can do without them. */
const NOT_UNDERSTOOD = 'ValidationException';

/** What throws, the SDK has tried again already. */
async function together<T>(batch: readonly string[], step: Step<T>, settle: Settle<T>): Promise<void> {
  try {
    const verdicts = await step.together(batch);
    for (const [index, eventKey] of batch.entries()) settle(eventKey, verdicts[index] ?? null);
  } catch (error) {
    const code = codeOf(error);
    for (const eventKey of batch) settle(eventKey, code === NOT_UNDERSTOOD ? null : { failed: code });
  }
}

async function alone<T>(eventKey: string, step: Step<T>, settle: Settle<T>): Promise<void> {
  try {
    settle(eventKey, { done: await step.alone(eventKey) });
  } catch (error) {
    settle(eventKey, { failed: codeOf(error) });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Unknown';
}
