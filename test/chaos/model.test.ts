import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { seeded } from 'simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoClaims } from '../../lambdas/aws/claims.ts';
import type { Claims } from '../../lambdas/ingest/claim-protocol.ts';
import { type ClaimsTable, startClaimsTable } from '../lambdas/aws/claims-table.ts';
import { envelope } from '../lambdas/ingest/world.ts';
import { ClaimsModel } from './claims-model.ts';
import { conditionOf, updated } from './expression.ts';
import { InvariantChecker } from './invariant-checker.ts';
import { VirtualTime } from './virtual-time.ts';

const LEASE_SECONDS = 20;
const TTL_DAYS = 1;
const STEPS = ['claim', 'claim', 'confirm', 'release'] as const;

/** What a step says of each key, in the keys' order. */
const CALLS: Readonly<Record<(typeof STEPS)[number], (claims: Claims, keys: readonly string[]) => Promise<string>>> = {
  claim: async ({ claimMany }, keys) => inOrder(keys, (await claimMany(keys)).states),
  confirm: async ({ confirmMany }, keys) => inOrder(keys, await confirmMany(keys)),
  release: async ({ releaseMany }, keys) => inOrder(keys, await releaseMany(keys)),
};

function inOrder(keys: readonly string[], answers: ReadonlyMap<string, string>): string {
  return keys.map((key) => answers.get(key) ?? 'fine').join(' ');
}

let table: ClaimsTable;
beforeAll(async () => {
  table = await startClaimsTable();
});
afterAll(() => table.close());

function modelClient(): DynamoDBClient {
  const model = new ClaimsModel({ changed: () => {}, refused: () => {} }, false);
  return Object.assign(Object.create(table.client), { send: async (command: unknown) => model.apply(command, null) });
}

/** What a sequence of steps by two owners on claims, made together, answers, each at its time. */
async function answers(client: DynamoDBClient, keys: readonly string[], seed: number): Promise<readonly string[]> {
  const random = seeded(seed);
  let nowMs = 1_795_176_000_000;
  const said: string[] = [];
  for (let n = 0; n < 15; n += 1) {
    nowMs += random.pick([0, 1_000, LEASE_SECONDS * 1_000 + 1, TTL_DAYS * 86_400_000]);
    const at = nowMs;
    const settings = { table: table.table, leaseSeconds: LEASE_SECONDS, ttlDays: TTL_DAYS, nowMs: () => at };
    const claims = dynamoClaims(client, { ...settings, owner: random.pick(['one', 'two']) });
    const step = random.pick(STEPS);
    // Not all of them each time, so that they come to differ.
    const some = keys.filter(() => random.pick([true, true, false]));
    said.push(`${step}: ${await CALLS[step](claims, some.length > 0 ? some : keys)}`);
  }
  return said;
}

test.each([
  ['alone', ['a']],
  ['in batches', ['a', 'b', 'c']],
])(
  'the model of the claims’ table answers as a table behind DynamoDB’s protocol does, %s',
  async (way, ids) => {
    const model = modelClient();
    const seen = new Set<string>();
    for (let seed = 1; seed <= 30; seed += 1) {
      const keys = ids.map((id) => `model-${way}-${seed}-${id}`);
      const expected = await answers(table.client, keys, seed);
      expect(await answers(model, keys, seed)).toEqual(expected);
      for (const one of expected) seen.add(one);
    }
    const alone = ['claimed', 'done', 'pending'].map((state) => `claim: ${state}`);
    const refused = 'confirm: ConditionalCheckFailedException';
    for (const answer of [...alone, 'confirm: fine', refused, 'release: fine']) expect([...seen]).toContain(answer);
  },
  60_000,
);

describe('the model refuses what it does not understand', () => {
  test.each(['a <> :b', 'NOT a = :b', 'size(a) = :b', 'a = :b OR', 'a = :b a', '(a = :b', ''])(
    'condition %j',
    (text) => {
      const placeholders = { names: {}, values: { ':b': { S: 'b' } } };
      expect(() => conditionOf(text)({}, placeholders)).toThrow(/condition|operator/);
    },
  );

  test.each(['REMOVE a', 'ADD a :b', 'SET a = :c'])('update %j', (text) => {
    expect(() => updated(text, {}, { names: {}, values: { ':b': { S: 'b' } } })).toThrow(/update/);
  });

  test('command', () => {
    const model = new ClaimsModel({ changed: () => {}, refused: () => {} }, false);
    expect(() => model.apply({}, null)).toThrow('does not know this command');
  });
});

describe('the invariant checker', () => {
  const rulesOf = (checker: InvariantChecker) => checker.violations.map(({ rule }) => rule);

  test('sees an item under two event keys, and two items under one', () => {
    const split = new InvariantChecker(new VirtualTime(), 1_000);
    split.landed(envelope('k1', { id: 'wamid.1' }));
    split.landed(envelope('k2', { id: 'wamid.1' }));
    split.close();
    expect(rulesOf(split)).toEqual(['counted twice']);
    const merged = new InvariantChecker(new VirtualTime(), 1_000);
    merged.landed(envelope('k1', { id: 'wamid.1' }));
    merged.landed(envelope('k1', { id: 'wamid.2' }));
    merged.excuse('k1', 'of the test');
    merged.close();
    expect(rulesOf(merged)).toEqual(['counted twice']);
  });

  test.each([
    [3, { accepted: 1, duplicates: 1, unfinished: [] }],
    [1, { accepted: 1, duplicates: -1, unfinished: ['x'] }],
  ])('sees an answer that does not add up to %d', (items, outcome) => {
    const checker = new InvariantChecker(new VirtualTime(), 1_000);
    checker.accounted(items, outcome);
    expect(rulesOf(checker)).toEqual(['miscounted']);
  });

  test('lets one excuse explain one copy, no more', () => {
    const checker = new InvariantChecker(new VirtualTime(), 1_000);
    for (let copy = 0; copy < 3; copy += 1) checker.landed(envelope('k1'));
    checker.excuse('k1', 'of the test');
    checker.close();
    expect(rulesOf(checker)).toEqual(['doubled']);
  });
});

test('virtual time runs acts in the order of their moments, and of their planning within one', async () => {
  const time = new VirtualTime();
  const order: string[] = [];
  time.after(2, () => order.push('late'));
  time.after(1, () => Promise.resolve().then(() => order.push('what the first led to')));
  time.after(1, () => order.push('second'));
  await time.run();
  expect(order).toEqual(['what the first led to', 'second', 'late']);
});
