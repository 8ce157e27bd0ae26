import { randomBytes } from 'node:crypto';
import type { AthenaClient } from '@aws-sdk/client-athena';
import {
  DeleteObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type AthenaPlace, athenaExecutions } from '../aws/athena.ts';
import { fetchResult } from '../aws/athena-result.ts';
import { objectTexts } from '../aws/objects.ts';
import type { CompactionPorts } from './ports.ts';

export interface Place extends AthenaPlace {
  readonly bucket: string;
}

/** The lifecycle rule of the lake's bucket looks for it (lib/lake/stores.ts). */
const SUPERSEDED = { TagSet: [{ Key: 'superseded', Value: 'true' }] };

/** The ports over S3 and Athena. */
export function awsPorts(s3: S3Client, athena: AthenaClient, { bucket, ...place }: Place): CompactionPorts {
  const start = athenaExecutions(athena, place);
  const object = (Key: string) => ({ Bucket: bucket, Key });
  return {
    listKeys: (prefix) => listKeys(s3, bucket, prefix),
    readText: objectTexts(s3, bucket),
    writeText: async (key, text) => void (await s3.send(new PutObjectCommand({ ...object(key), Body: text }))),
    remove: async (key) => void (await s3.send(new DeleteObjectCommand(object(key)))),
    tagSuperseded: async (key) =>
      void (await s3.send(new PutObjectTaggingCommand({ ...object(key), Tagging: SUPERSEDED }))),
    run: async (sql) => void (await start(sql)),
    rows: async (sql) => resultRows(athena, await start(sql)),
    newRunId,
  };
}

async function listKeys(client: S3Client, Bucket: string, Prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
    keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
  }
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
