/** Waits for statements that run side by side: one look at all of them in place of one at each. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type AthenaClient, BatchGetQueryExecutionCommand, type QueryExecutionStatus } from '@aws-sdk/client-athena';

/** Resolves when the execution succeeded. Throws with Athena’s reason when it did not. */
export type Wait = (executionId: string) => Promise<void>;

/** "BatchGetQueryExecution" (Amazon Athena API Reference): 50 ids at most. */
const MOST_AT_ONCE = 50;
/** A statement of a page takes tenths of a second: its end is seen late by a third of that at most. */
const FIRST_PAUSE_MS = 10;
const GROWTH = 1.3;
const MAX_PAUSE_MS = 250;

type Waiting = Map<string, PromiseWithResolvers<void>>;

export function waitTogether(client: AthenaClient): Wait {
  const waiting: Waiting = new Map();
  let pauseMs = FIRST_PAUSE_MS;
  let isLooking = false;
  const look = async () => {
    isLooking = true;
    while (waiting.size > 0) {
      await sleep(pauseMs);
      pauseMs = Math.min(pauseMs * GROWTH, MAX_PAUSE_MS);
      await settle(client, waiting);
    }
    isLooking = false;
  };
  return (executionId) => {
    const end = Promise.withResolvers<void>();
    waiting.set(executionId, end);
    pauseMs = FIRST_PAUSE_MS;
    if (!isLooking) void look();
    return end.promise;
  };
}

/** Settles those that have ended; a call that fails fails all that it asked for. */
async function settle(client: AthenaClient, waiting: Waiting): Promise<void> {
  const ids = [...waiting.keys()].slice(0, MOST_AT_ONCE);
  const end = (id: string | undefined, fault: Error | undefined) => {
    const one = waiting.get(id ?? '');
    waiting.delete(id ?? '');
    if (fault === undefined) one?.resolve();
    else one?.reject(fault);
  };
  try {
    const { QueryExecutions = [], UnprocessedQueryExecutionIds = [] } = await client.send(
      new BatchGetQueryExecutionCommand({ QueryExecutionIds: ids }),
    );
    for (const { QueryExecutionId, Status } of QueryExecutions) {
      if (hasEnded(Status)) end(QueryExecutionId, faultOf(Status));
    }
    for (const { QueryExecutionId, ErrorMessage } of UnprocessedQueryExecutionIds) {
      end(QueryExecutionId, new Error(ErrorMessage ?? 'Athena does not know the execution.'));
    }
  } catch (error) {
    for (const id of ids) end(id, error instanceof Error ? error : new Error(String(error)));
  }
}

function hasEnded(status: QueryExecutionStatus | undefined): boolean {
  return status?.State !== undefined && status.State !== 'QUEUED' && status.State !== 'RUNNING';
}

function faultOf(status: QueryExecutionStatus | undefined): Error | undefined {
  if (status?.State === 'SUCCEEDED') return undefined;
  return new Error(status?.StateChangeReason ?? `The statement ended as ${status?.State}.`);
}
