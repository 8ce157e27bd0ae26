import { ConditionalCheckFailedException, type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Claims, dynamoClaims } from '../../../lambdas/ingest/claims.ts';
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

describe('an event', () => {
  test('that nobody claimed is ours, pending, with a lease and an end', async () => {
    const key = newKey();
    expect(await claimsOf('one').claim(key)).toBe('claimed');
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
    await claimsOf('one').claim(key);
    expect(await claimsOf('two').claim(key)).toBe('pending');
    expect(await table.read(key)).toMatchObject({ owner: 'one' });
  });

  test('that we claimed before is ours: the SDK repeated a put whose answer was lost', async () => {
    const key = newKey();
    await claimsOf('one').claim(key);
    expect(await claimsOf('one').claim(key)).toBe('claimed');
  });

  test('that is confirmed is done for everybody, and keeps its end but no lease', async () => {
    const key = newKey();
    await claimsOf('one').claim(key);
    await claimsOf('one').confirm(key);
    expect(await claimsOf('two', LEASE_MS * 10).claim(key)).toBe('done');
    expect(await claimsOf('one').claim(key)).toBe('done');
    const claim = await table.read(key);
    expect(claim).toMatchObject({ state: 'done', expires_at: expect.any(String) });
    expect(claim).not.toHaveProperty('lease_until');
  });

  test('that is released is free at once', async () => {
    const key = newKey();
    await claimsOf('one').claim(key);
    await claimsOf('one').release(key);
    expect(await claimsOf('two').claim(key)).toBe('claimed');
  });

  test('is claimed by one of many who try in the same moment', async () => {
    const key = newKey();
    const owners = Array.from({ length: 10 }, (_, n) => `owner-${n}`);
    const states = await Promise.all(owners.map((owner) => claimsOf(owner).claim(key)));
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
    await claimsOf('one').claim(key);
    expect(await claimsOf('two', laterMs).claim(key)).toBe(state);
  });

  test('that was taken over leaves nothing to its first owner', async () => {
    const key = newKey();
    await claimsOf('one').claim(key);
    await claimsOf('two', LEASE_MS + 1).claim(key);
    await expect(claimsOf('one').confirm(key)).rejects.toThrow(ConditionalCheckFailedException);
    await claimsOf('one').release(key);
    expect(await table.read(key)).toMatchObject({ state: 'pending', owner: 'two' });
  });
});

describe('a claim that DynamoDB has not swept yet', () => {
  test.each([
    ['counts until its end', TTL_MS, 'done'],
    ['is void after it', TTL_MS + 1_000, 'claimed'],
  ])('%s', async (_name, laterMs, state) => {
    const key = newKey();
    await claimsOf('one').claim(key);
    await claimsOf('one').confirm(key);
    expect(await claimsOf('two', laterMs).claim(key)).toBe(state);
  });
});

describe('what is not there', () => {
  test('cannot be confirmed, and is not made by trying', async () => {
    const key = newKey();
    await expect(claimsOf('one').confirm(key)).rejects.toThrow(ConditionalCheckFailedException);
    expect(await table.read(key)).toBeUndefined();
  });

  test('needs no release, and is not made by one', async () => {
    const key = newKey();
    await claimsOf('one').release(key);
    expect(await table.read(key)).toBeUndefined();
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
    expect(await claimsOf('one', 0, client).claim('key')).toBe('done');
    expect(commands).toHaveLength(1);
  });

  test('is pending when the holder went away between the refusal and the look', async () => {
    const client = clientThat(async (command) => {
      if (command instanceof GetItemCommand) return { $metadata: {} };
      throw new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
    });
    expect(await claimsOf('one', 0, client).claim('key')).toBe('pending');
  });
});

test('an error that is no refusal is passed on', async () => {
  const client = clientThat(async () => {
    throw new Error('out of order');
  });
  await expect(claimsOf('one', 0, client).claim('key')).rejects.toThrow('out of order');
});

/** The real client with its sending replaced: what goes over the wire is tested above. */
function clientThat(send: (command: unknown) => Promise<unknown>): DynamoDBClient {
  return Object.assign(Object.create(table.client), { send });
}
