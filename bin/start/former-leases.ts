import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { OPERATOR_ACCESS_KEY, type Template } from 'aws-laptop';
import { COMPACTION_LEASE_KEY, REFRESH_LEASE_KEY } from '../../domain/contracts/lake-layout.ts';

/**
 * Removes the leases of jobs that were under way when the process before was killed. A data folder has one process at a
 * time, so nobody holds them; left there, they would keep the numbers waiting for up to 16 minutes.
 */
export async function removeFormerLeases(
  { region, outputs }: Pick<Template, 'region' | 'outputs'>,
  endpoint: string,
): Promise<void> {
  const credentials = { accessKeyId: OPERATOR_ACCESS_KEY, secretAccessKey: 'laptop' };
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const Bucket = outputs.find(({ key }) => key === 'LakeBucket')?.value;
  if (Bucket === undefined) throw new Error('The template has no output LakeBucket.');
  for (const Key of [REFRESH_LEASE_KEY, COMPACTION_LEASE_KEY]) {
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
  }
}
