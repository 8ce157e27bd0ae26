import {
  BatchExecuteStatementCommand,
  type BatchStatementError,
  type BatchStatementResponse,
  ConditionalCheckFailedException,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { dynamoClaims } from '../../../lambdas/aws/claims.ts';

const NOW_MS = 1_795_176_000_000;
const NOW_SECONDS = NOW_MS / 1000;
const CLIENT = new DynamoDBClient({ region: 'eu-west-1' });

/** What became of each statement of a batch: nothing, its error, or no answer at all. */
type Outcome = BatchStatementError | null | 'unanswered';

/** A service that answers batches as configured and accepts every single call. It records what was sent. */
function serviceWith(outcomeOf: (parameters: readonly unknown[]) => Outcome) {
  const sent: unknown[] = [];
  const send = async (command: unknown) => {
    sent.push(command);
    if (!(command instanceof BatchExecuteStatementCommand)) return {};
    const outcomes = (command.input.Statements ?? []).map(({ Parameters = [] }) => outcomeOf(Parameters));
    const Responses: BatchStatementResponse[] = outcomes
      .filter((outcome) => outcome !== 'unanswered')
      .map((outcome) => (outcome === null ? {} : { Error: outcome }));
    return { Responses };
  };
  const client: DynamoDBClient = Object.assign(Object.create(CLIENT), { send });
  const settings = { table: 'claims', owner: 'us', leaseSeconds: 20, ttlDays: 14, nowMs: () => NOW_MS };
  const batches = () => sent.filter((command) => command instanceof BatchExecuteStatementCommand);
  const alone = () => sent.filter((command) => !(command instanceof BatchExecuteStatementCommand));
  return { claims: dynamoClaims(client, settings), batches, alone };
}

const STEPS = ['claimMany', 'confirmMany', 'releaseMany'] as const;
const keys = (number: number) => Array.from({ length: number }, (_, n) => `k${n}`);
const always = (outcome: Outcome) => () => outcome;

describe('how many calls a step takes', () => {
  test.each([
    [1, 0, 1],
    [2, 1, 0],
    [25, 1, 0],
    [26, 1, 1],
    [1_000, 40, 0],
  ])('of %d keys: %d batches and %d alone', async (number, batches, alone) => {
    for (const step of STEPS) {
      const service = serviceWith(always(null));
      await service.claims[step](keys(number));
      expect([service.batches().length, service.alone().length]).toEqual([batches, alone]);
    }
  });

  test('of none: none', async () => {
    for (const step of STEPS) {
      const service = serviceWith(always(null));
      await service.claims[step]([]);
      expect(service.batches()).toEqual([]);
    }
  });
});

// The SDK tries whole calls again, not the statements in them.
describe('a statement that failed in a way that may pass is done by a call of its own', () => {
  test.each([
    'ThrottlingError',
    'ProvisionedThroughputExceeded',
    'RequestLimitExceeded',
    'InternalServerError',
    'TransactionConflict',
    'ValidationError',
  ] as const)('%s', async (Code) => {
    for (const step of STEPS) {
      const service = serviceWith(([first, second]) =>
        JSON.stringify([first, second]).includes('"k1"') ? { Code } : null,
      );
      const answer = await service.claims[step](['k0', 'k1', 'k2']);
      expect(service.alone()).toHaveLength(1);
      expect('failures' in answer ? answer.failures.size : answer.size).toBe(0);
    }
  });

  test('a statement that was not answered for, too', async () => {
    const service = serviceWith(always('unanswered'));
    expect((await service.claims.claimMany(['k0', 'k1'])).states.size).toBe(2);
    expect(service.alone()).toHaveLength(2);
  });

  test('but not one that no retry can fix', async () => {
    const service = serviceWith(always({ Code: 'AccessDenied' }));
    expect([...(await service.claims.claimMany(['k0', 'k1'])).failures.values()]).toEqual([
      'AccessDenied',
      'AccessDenied',
    ]);
    expect([...(await service.claims.confirmMany(['k0', 'k1'])).values()]).toEqual(['AccessDenied', 'AccessDenied']);
    expect(service.alone()).toEqual([]);
  });
});

describe('a claim that there is already', () => {
  const holder = (state: string, owner: string, leaseUntilMs: number, expiresAt: number) => ({
    state: { S: state },
    owner: { S: owner },
    expires_at: { N: String(expiresAt) },
    ...(state === 'pending' ? { lease_until: { N: String(leaseUntilMs) } } : {}),
  });

  test.each([
    ['done', holder('done', 'them', 0, NOW_SECONDS), 'done'],
    ['pending on its last millisecond', holder('pending', 'them', NOW_MS, NOW_SECONDS), 'pending'],
    ['our own', holder('pending', 'us', NOW_MS + 1, NOW_SECONDS), 'claimed'],
  ])('and is %s is judged without another call', async (_name, Item, state) => {
    const service = serviceWith(always({ Code: 'DuplicateItem', Item }));
    expect((await service.claims.claimMany(['k0', 'k1'])).states.get('k1')).toBe(state);
    expect(service.alone()).toEqual([]);
  });

  test.each([
    ['expired a second ago', holder('done', 'them', 0, NOW_SECONDS - 1)],
    ['lost its lease a millisecond ago', holder('pending', 'them', NOW_MS - 1, NOW_SECONDS)],
    ['is not returned', undefined],
    ['is malformed', { state: { S: 'pending' }, owner: { S: 'them' } }],
  ])('and %s is put again, on the condition that it is free', async (_name, Item) => {
    const service = serviceWith(always({ Code: 'DuplicateItem', Item }));
    expect((await service.claims.claimMany(['k0', 'k1'])).states.get('k1')).toBe('claimed');
    expect(service.alone()).toHaveLength(2);
  });
});

describe('a batch that fails as a whole', () => {
  const failing = (name: string) => {
    const singles: unknown[] = [];
    const send = async (command: unknown) => {
      if (command instanceof BatchExecuteStatementCommand) throw Object.assign(new Error('no'), { name });
      singles.push(command);
      return {};
    };
    const settings = { table: 'claims', owner: 'us', leaseSeconds: 20, ttlDays: 14, nowMs: () => NOW_MS };
    return { singles, claims: dynamoClaims(Object.assign(Object.create(CLIENT), { send }), settings) };
  };

  test('fails its keys, for the SDK has tried it again already, and no others', async () => {
    const { claims, singles } = failing('ThrottlingException');
    const { states, failures } = await claims.claimMany(keys(26));
    expect(failures.size).toBe(25);
    expect(new Set(failures.values())).toEqual(new Set(['ThrottlingException']));
    expect([...states.keys()]).toEqual(['k25']);
    expect(singles).toHaveLength(1);
  });

  test('because it is not understood is done without batches', async () => {
    const { claims, singles } = failing('ValidationException');
    expect((await claims.claimMany(keys(3))).states.size).toBe(3);
    expect(singles).toHaveLength(3);
  });
});

test('a confirm whose claim is another’s now fails; a release has nothing to do', async () => {
  const service = serviceWith(always({ Code: 'ConditionalCheckFailed' }));
  const failures = await service.claims.confirmMany(['k0', 'k1']);
  expect([...failures.values()]).toEqual(Array(2).fill(ConditionalCheckFailedException.name));
  expect((await service.claims.releaseMany(['k0', 'k1'])).size).toBe(0);
  expect(service.alone()).toEqual([]);
});
