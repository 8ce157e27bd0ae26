import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { discardResult } from '../../../lambdas/aws/discard-result.ts';

function client(fails = false) {
  const deleted: unknown[] = [];
  const send = async (command: unknown) => {
    if (!(command instanceof DeleteObjectCommand)) throw new Error('No other call is made.');
    if (fails) throw new Error('AccessDenied');
    deleted.push(command.input);
  };
  return { deleted, s3: Object.assign(new S3Client({ region: 'eu-west-1' }), { send }) };
}

test('what a statement without rows leaves is removed, its metadata too', async () => {
  const { s3, deleted } = client();
  await discardResult(s3)('s3://results/athena/query-1.txt');
  expect(deleted).toEqual([
    { Bucket: 'results', Key: 'athena/query-1.txt' },
    { Bucket: 'results', Key: 'athena/query-1.txt.metadata' },
  ]);
});

test.each(['s3://results/query-1.csv', 's3://results/', 'query-1.txt'])('%s stays', async (location) => {
  const { s3, deleted } = client();
  await discardResult(s3)(location);
  expect(deleted).toEqual([]);
});

test('that it cannot be removed is no failure', async () => {
  await expect(discardResult(client(true).s3)('s3://results/query-1.txt')).resolves.toBeUndefined();
});
