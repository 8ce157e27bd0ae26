import { FirehoseClient } from '@aws-sdk/client-firehose';
import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestPorts } from '../../../lambdas/aws/ingest-ports.ts';
import type { Claims } from '../../../lambdas/ingest/claim-protocol.ts';
import { type ClaimsTable, startClaimsTable } from './claims-table.ts';

let table: ClaimsTable;
beforeAll(async () => {
  table = await startClaimsTable();
});
afterAll(() => table.close());

const ENVIRONMENT = {
  STREAM_NAME: 'stream',
  EVENT_KEY_SECRET: 'event-key',
  API_VERSION: 'v26.0',
  LEASE_SECONDS: 20,
  CLAIM_TTL_DAYS: 14,
  SECRET_CACHE_SECONDS: 300,
};

/** The claims of one run of the function, by Lambda's request id. */
function claimsOfRun(requestId: string) {
  const secrets = { read: async () => '', refresh: async () => false };
  const clients = { dynamodb: table.client, firehose: new FirehoseClient({ region: 'eu-west-1' }), secrets };
  const context: Context = Object.assign(Object.create(null), { awsRequestId: requestId });
  return ingestPorts({ ...ENVIRONMENT, CLAIMS_TABLE: table.table }, clients, context).claims;
}

// Lambda gives the retries of an asynchronous invocation, and what it hands out twice, the request id of the first.
test('two runs under one request id are two owners: neither takes nor undoes what the other holds', async () => {
  const first = claimsOfRun('request-1');
  const second = claimsOfRun('request-1');
  const states = async (claims: Claims) => Object.fromEntries((await claims.claimMany(['k1', 'k2'])).states);
  expect(await states(first)).toEqual({ k1: 'claimed', k2: 'claimed' });
  expect(await states(second)).toEqual({ k1: 'pending', k2: 'pending' });
  await first.confirmMany(['k1', 'k2']);
  await second.releaseMany(['k1', 'k2']);
  expect(await table.read('k1')).toMatchObject({ state: 'done', owner: expect.stringMatching(/^request-1\//) });
});
