import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimCalls } from '../../../lambdas/aws/claim-calls.ts';
import { claimIn } from '../../../lambdas/aws/claim-item.ts';
import { isOwn, mayBeTaken } from '../../../lambdas/ingest/claim-protocol.ts';
import { conditionOf, type Item } from '../../chaos/expression.ts';

const NOW_MS = 1_795_176_000_000;
const NOW_SECONDS = NOW_MS / 1000;
const CLIENT = new DynamoDBClient({ region: 'eu-west-1' });

/** Whether the condition that a step sends is met by a claim. */
async function isMet(step: 'claim' | 'confirm' | 'release', item: Item): Promise<boolean> {
  let met = false;
  const send = async ({ input }: { readonly input: Record<string, unknown> }) => {
    const { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = Object(input);
    met = conditionOf(ConditionExpression)(item, {
      names: ExpressionAttributeNames,
      values: ExpressionAttributeValues,
    });
    return {};
  };
  const settings = { table: 'claims', owner: 'us', leaseSeconds: 20, ttlDays: 14, nowMs: () => NOW_MS };
  await claimCalls(Object.assign(Object.create(CLIENT), { send }), settings)[step]('key');
  return met;
}

const near = (middle: number) => fc.integer({ min: middle - 2, max: middle + 2 }).map((n) => ({ N: String(n) }));

/** Claims as the protocol writes them: a lease while they are pending, none once they are done. */
const claims = fc
  .record({
    event_key: fc.constant({ S: 'key' }),
    owner: fc.constantFrom('us', 'them').map((S) => ({ S })),
    expires_at: near(NOW_SECONDS),
    lease_until: near(NOW_MS),
    state: fc.constantFrom('pending', 'done').map((S) => ({ S })),
  })
  .map(({ lease_until, ...claim }) => (claim.state.S === 'done' ? claim : { ...claim, lease_until }));

test('DynamoDB lets a claim be taken exactly when the protocol does', async () => {
  await fc.assert(
    fc.asyncProperty(claims, async (item) => {
      expect(await isMet('claim', item)).toBe(mayBeTaken(claimIn(item), NOW_MS));
    }),
  );
});

test('DynamoDB lets a claim be confirmed and released exactly by its owner', async () => {
  await fc.assert(
    fc.asyncProperty(claims, async (item) => {
      const expected = isOwn(claimIn(item), 'us');
      expect([await isMet('confirm', item), await isMet('release', item)]).toEqual([expected, expected]);
    }),
  );
});

test('a key that nobody has claimed may be taken, and neither confirmed nor released', async () => {
  expect([await isMet('claim', {}), await isMet('confirm', {}), await isMet('release', {})]).toEqual([
    true,
    false,
    false,
  ]);
});
