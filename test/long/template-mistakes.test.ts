import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { OPERATOR_ACCESS_KEY } from 'aws-laptop';
import { afterEach, describe, expect, test } from 'vitest';
import { mistakenAssembly, remove, runLake, startLaptop, temporaryFolder } from '../support/laptop.ts';

/**
 * The laptop runs the template, so a mistake in the template shows on the laptop. Each test plants one and says where it
 * comes to light.
 */
const DELIVERY =
  '{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"statuses":[{"id":"wamid.A","status":"sent","timestamp":"1795190400"}]}}]}]}';

const folders: string[] = [];
afterEach(() => remove(...folders.splice(0)));

async function withMistake(
  from: string,
  to: string,
  look: (laptop: Awaited<ReturnType<typeof startLaptop>>) => Promise<void>,
) {
  const assembly = await mistakenAssembly(from, to);
  const dataDir = temporaryFolder();
  folders.push(assembly, dataDir);
  const laptop = await startLaptop(dataDir, assembly);
  try {
    await look(laptop);
  } finally {
    await laptop.close().catch(() => undefined);
  }
}

async function deliverOne(dataDir: string) {
  return runLake(dataDir, ['deliver', 'meta', '-', '--no-retry'], DELIVERY);
}

function logOf(dataDir: string, functionId: string): string {
  const folder = join(dataDir, 'logs');
  const file = readdirSync(folder).find((name) => name.includes(functionId)) ?? '';
  return readFileSync(join(folder, file), 'utf8');
}

describe('a mistake in the template', () => {
  test('in the name of an environment variable stops the function, which names it', async () => {
    await withMistake('"STREAM_NAME"', '"STREAM_NAM"', async ({ dataDir, lake }) => {
      expect(await deliverOne(dataDir)).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('\t500\t') });
      const { exitCode, stdout } = await lake('status');
      expect([exitCode, stdout]).toEqual([1, expect.stringMatching(/^received +0 .*^failed +\? .*STREAM_NAME/ms)]);
      expect(logOf(dataDir, 'Receiver')).toContain('Missing or invalid environment variables: STREAM_NAME');
    });
  });

  test('in a missing grant makes the call fail as AccessDenied, and the delivery is not acknowledged', async () => {
    await withMistake('"firehose:PutRecordBatch"', '"firehose:DescribeDeliveryStream"', async ({ dataDir }) => {
      const { exitCode, stdout } = await deliverOne(dataDir);
      expect([exitCode, stdout]).toEqual([1, expect.stringContaining('"error":"unfinished"')]);
    });
  });

  test('in the prefix makes the rows land where the table does not look: the lake is empty', async () => {
    await withMistake('"Prefix":"events/dt=', '"Prefix":"events/day/dt=', async ({ dataDir, lake, query }) => {
      expect((await deliverOne(dataDir)).exitCode).toBe(0);
      expect((await lake('flush')).stdout).toMatch(/^1 records delivered/);
      expect(await query('SELECT count(*) AS n FROM events')).toEqual([{ n: 0 }]);
    });
  });

  test('in the policy that seals failed/ shows where the operator reads a payload', async () => {
    const reads = async ({ dataDir, endpoint }: Awaited<ReturnType<typeof startLaptop>>) => {
      const [Bucket = ''] = readdirSync(join(dataDir, 's3')).filter((name) => name.includes('storeslake'));
      const credentials = { accessKeyId: OPERATOR_ACCESS_KEY, secretAccessKey: 'laptop' };
      const s3 = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
      const read = s3.send(new GetObjectCommand({ Bucket, Key: 'failed/none' }));
      return read.catch((error: Error) => error.name);
    };
    const statement = (effect: string) => `"Effect":"${effect}","Principal":{"AWS":"*"},"Resource":{"Fn::Join":`;
    await withMistake(statement('Deny'), statement('Allow'), async (laptop) => {
      expect(await reads(laptop)).toBe('NoSuchKey');
    });
    await withMistake('"failed/"', '"failed/"', async (laptop) => expect(await reads(laptop)).toBe('AccessDenied'));
  });

  test('in a column’s type makes the conversion fail, and the record lands under failed/', async () => {
    const column = (type: string) => `"Name":"status","Type":"${type}"`;
    await withMistake(column('string'), column('int'), async ({ dataDir, lake }) => {
      expect((await deliverOne(dataDir)).exitCode).toBe(0);
      expect((await lake('flush')).stdout).toMatch(/^0 records delivered, 1 failed/);
    });
  });
});
