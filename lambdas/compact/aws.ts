import { randomBytes } from 'node:crypto';
import type { AthenaClient } from '@aws-sdk/client-athena';
import { PutObjectTaggingCommand, type S3Client } from '@aws-sdk/client-s3';
import { type AthenaPlace, athenaExecutions } from '../aws/athena.ts';
import { fetchResult } from '../aws/athena-result.ts';
import { type Bucket, bucketOf } from '../aws/objects.ts';
import type { CompactionPorts } from './ports.ts';

export interface Place extends AthenaPlace {
  readonly bucket: string;
}

/** The lifecycle rule of the lake's bucket looks for it (lib/lake/stores.ts). */
const SUPERSEDED = { TagSet: [{ Key: 'superseded', Value: 'true' }] };

/** The ports over S3 and Athena. */
export function awsPorts(s3: S3Client, athena: AthenaClient, { bucket, ...place }: Place): CompactionPorts {
  const start = athenaExecutions(athena, place);
  const objects = bucketOf(s3, bucket);
  return {
    listKeys: (prefix) => allKeys(objects, prefix),
    readText: objects.readText,
    writeText: (key, text) => objects.writeText(key, text),
    remove: objects.remove,
    tagSuperseded: async (key) =>
      void (await s3.send(new PutObjectTaggingCommand({ Bucket: bucket, Key: key, Tagging: SUPERSEDED }))),
    run: async (sql) => void (await start(sql)),
    rows: async (sql) => resultRows(athena, await start(sql)),
    newRunId,
  };
}

async function allKeys({ objects }: Bucket, prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of objects(prefix)) keys.push(key);
  return keys;
}

/** Without Athena's first row of a SELECT, its header. */
async function resultRows(client: AthenaClient, executionId: string): Promise<readonly (readonly string[])[]> {
  const { rows } = await fetchResult(client, executionId);
  return rows.slice(1).map((row) => row.map((value) => value ?? ''));
}

/** `20261121T021500Z-1a2b3c4d`: in order of time, and never the same twice. */
function newRunId(): string {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `${time}-${randomBytes(4).toString('hex')}`;
}
