import { AthenaClient, type BatchGetQueryExecutionCommand } from '@aws-sdk/client-athena';
import { describe, expect, test } from 'vitest';
import { waitTogether } from '../../../lambdas/aws/athena-together.ts';

type Answer = (ids: readonly string[], call: number) => unknown;

/** A client whose answers are given, and the ids of each call. */
function pretended(answer: Answer) {
  const calls: (readonly string[])[] = [];
  const send = async ({ input }: BatchGetQueryExecutionCommand) => {
    const ids = input.QueryExecutionIds ?? [];
    calls.push(ids);
    return answer(ids, calls.length);
  };
  const client: AthenaClient = Object.assign(Object.create(new AthenaClient({ region: 'eu-west-1' })), { send });
  return { wait: waitTogether(client), calls };
}

const inState = (State: string, StateChangeReason?: string) => (QueryExecutionId: string) => ({
  QueryExecutionId,
  Status: { State, StateChangeReason },
});

describe('statements that run side by side', () => {
  test('are looked at by one call for all of them', async () => {
    const { wait, calls } = pretended((ids, call) => ({
      QueryExecutions: ids.map(inState(call === 1 ? 'RUNNING' : 'SUCCEEDED')),
    }));
    await Promise.all(['a', 'b', 'c'].map(wait));
    expect(calls).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
  });

  test('are looked at no more once they have ended, and one that comes later is', async () => {
    const { wait, calls } = pretended((ids) => ({ QueryExecutions: ids.map(inState('SUCCEEDED')) }));
    await wait('a');
    await wait('b');
    expect(calls).toEqual([['a'], ['b']]);
  });

  test('fail by themselves, with Athena’s reason', async () => {
    const { wait } = pretended((ids) => ({
      QueryExecutions: ids.map((id) => inState(id === 'b' ? 'FAILED' : 'SUCCEEDED', 'TABLE_NOT_FOUND')(id)),
    }));
    const ended = await Promise.allSettled(['a', 'b'].map(wait));
    expect(ended).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: new Error('TABLE_NOT_FOUND') },
    ]);
  });

  test('one that Athena does not know fails', async () => {
    const { wait } = pretended(([id]) => ({
      UnprocessedQueryExecutionIds: [{ QueryExecutionId: id, ErrorMessage: 'QueryExecution a was not found' }],
    }));
    await expect(wait('a')).rejects.toThrow('QueryExecution a was not found');
  });

  test('a call that fails fails those that it asked for, and no later one', async () => {
    const { wait } = pretended((ids, call) => {
      if (call === 1) throw new Error('AccessDenied');
      return { QueryExecutions: ids.map(inState('SUCCEEDED')) };
    });
    await expect(wait('a')).rejects.toThrow('AccessDenied');
    await wait('b');
  });
});
