import { ConditionalCheckFailedException, type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoClaims } from '../../../lambdas/aws/claims.ts';
import type { Claims } from '../../../lambdas/ingest/claim-protocol.ts';
import { type ClaimsTable, startClaimsTable } from './claims-table.ts';

const NOW_MS = 1_795_176_000_000;
const LEASE_MS = 20_000;
const TTL_MS = 14 * 86_400_000;

let table: ClaimsTable;
beforeAll(async () => {
  table = await startClaimsTable();
});
afterAll(() => table.close());

/** The claims of one request, at a moment so many milliseconds from now. */
function claimsOf(owner: string, laterMs = 0, client: DynamoDBClient = table.client): Claims {
  return dynamoClaims(client, {
    table: table.table,
    owner,
    leaseSeconds: LEASE_MS / 1000,
    ttlDays: TTL_MS / 86_400_000,
    nowMs: () => NOW_MS + laterMs,
  });
}

let count = 0;
function newKey(): string {
  count += 1;
  return `key-${count}`;
}

// One key goes by a call of its own, several by a batch: the protocol is the same.
describe.each([
  ['alone', () => []],
  ['in a batch', () => [newKey(), newKey()]],
])('%s', (_way, others: () => readonly string[]) => {
  const claim = async (claims: Claims, key: string) => (await claims.claimMany([...others(), key])).states.get(key);
  const confirm = async (claims: Claims, key: string) => (await claims.confirmMany([...others(), key])).get(key);
  const release = async (claims: Claims, key: string) => (await claims.releaseMany([...others(), key])).get(key);

  describe('an event', () => {
    test('that nobody claimed is ours, pending, with a lease and an end', async () => {
      const key = newKey();
      expect(await claim(claimsOf('one'), key)).toBe('claimed');
      expect(await table.read(key)).toEqual({
        event_key: key,
        state: 'pending',
        owner: 'one',
        lease_until: String(NOW_MS + LEASE_MS),
        expires_at: String((NOW_MS + TTL_MS) / 1000),
      });
    });

    test('that another has claimed is pending', async () => {
      const key = newKey();
      await claim(claimsOf('one'), key);
      expect(await claim(claimsOf('two'), key)).toBe('pending');
      expect(await table.read(key)).toMatchObject({ owner: 'one' });
    });

    test('that we claimed before is ours: the SDK repeated a put whose answer was lost', async () => {
      const key = newKey();
      await claim(claimsOf('one'), key);
      expect(await claim(claimsOf('one'), key)).toBe('claimed');
    });

    test('that is confirmed is done for everybody, and keeps its end but no lease', async () => {
      const key = newKey();
      await claim(claimsOf('one'), key);
      expect(await confirm(claimsOf('one'), key)).toBeUndefined();
      expect(await claim(claimsOf('two', LEASE_MS * 10), key)).toBe('done');
      expect(await claim(claimsOf('one'), key)).toBe('done');
      const found = await table.read(key);
      expect(found).toMatchObject({ state: 'done', expires_at: expect.any(String) });
      expect(found).not.toHaveProperty('lease_until');
    });

    test('that is released is free at once', async () => {
      const key = newKey();
      await claim(claimsOf('one'), key);
      expect(await release(claimsOf('one'), key)).toBeUndefined();
      expect(await claim(claimsOf('two'), key)).toBe('claimed');
    });

    test('is claimed by one of many who try in the same moment', async () => {
      const key = newKey();
      const owners = Array.from({ length: 10 }, (_, n) => `owner-${n}`);
      const states = await Promise.all(owners.map((owner) => claim(claimsOf(owner), key)));
      expect(states.filter((state) => state === 'claimed')).toHaveLength(1);
      expect(states.filter((state) => state === 'pending')).toHaveLength(9);
    });
  });

  describe('a lease', () => {
    test.each([
      ['holds until its last millisecond', LEASE_MS, 'pending'],
      ['ends after it, and its event is taken over', LEASE_MS + 1, 'claimed'],
    ])('%s', async (_name, laterMs, state) => {
      const key = newKey();
      await claim(claimsOf('one'), key);
      expect(await claim(claimsOf('two', laterMs), key)).toBe(state);
    });

    test('that was taken over leaves nothing to its first owner', async () => {
      const key = newKey();
      await claim(claimsOf('one'), key);
      await claim(claimsOf('two', LEASE_MS + 1), key);
      expect(await confirm(claimsOf('one'), key)).toBe('ConditionalCheckFailedException');
      expect(await release(claimsOf('one'), key)).toBeUndefined();
      expect(await table.read(key)).toMatchObject({ state: 'pending', owner: 'two' });
    });
  });

  describe('a claim that DynamoDB has not swept yet', () => {
    test.each([
      ['counts until its end', TTL_MS, 'done'],
      ['is void after it', TTL_MS + 1_000, 'claimed'],
    ])('%s', async (_name, laterMs, state) => {
      const key = newKey();
      await claim(claimsOf('one'), key);
      await confirm(claimsOf('one'), key);
      expect(await claim(claimsOf('two', laterMs), key)).toBe(state);
    });
  });

  describe('what is not there', () => {
    test('cannot be confirmed, and is not made by trying', async () => {
      const key = newKey();
      expect(await confirm(claimsOf('one'), key)).toBe('ConditionalCheckFailedException');
      expect(await table.read(key)).toBeUndefined();
    });

    test('needs no release, and is not made by one', async () => {
      const key = newKey();
      expect(await release(claimsOf('one'), key)).toBeUndefined();
      expect(await table.read(key)).toBeUndefined();
    });
  });
});

describe('who holds a refused claim', () => {
  test('is read from the refusal where the service gives it, without another call', async () => {
    const commands: unknown[] = [];
    const Item = { state: { S: 'done' }, owner: { S: 'two' } };
    const client = clientThat(async (command) => {
      commands.push(command);
      throw new ConditionalCheckFailedException({ message: 'no', $metadata: {}, Item });
    });
    expect((await claimsOf('one', 0, client).claimMany(['key'])).states.get('key')).toBe('done');
    expect(commands).toHaveLength(1);
  });

  test('is pending when the holder went away between the refusal and the look', async () => {
    const client = clientThat(async (command) => {
      if (command instanceof GetItemCommand) return { $metadata: {} };
      throw new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
    });
    expect((await claimsOf('one', 0, client).claimMany(['key'])).states.get('key')).toBe('pending');
  });
});

test('an error that is no refusal is the key’s failure', async () => {
  const client = clientThat(async () => {
    throw Object.assign(new Error('out of order'), { name: 'InternalServerError' });
  });
  const { states, failures } = await claimsOf('one', 0, client).claimMany(['key']);
  expect([...states]).toEqual([]);
  expect([...failures]).toEqual([['key', 'InternalServerError']]);
});

/** The real client with its sending replaced: what goes over the wire is tested above. */
function clientThat(send: (command: unknown) => Promise<unknown>): DynamoDBClient {
  return Object.assign(Object.create(table.client), { send });
}
