import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { REFERENCE_PREFIX, referencePrefix } from '../../domain/contracts/lake-layout.ts';
import { type ReferenceFile, recordsOf } from '../../domain/imports/import.ts';
import { isReferenceKind, type ReferenceKind } from '../../domain/imports/tables.ts';
import type { Target } from './target.ts';

export interface KeptFile extends ReferenceFile {
  readonly importedAt: string;
}

/** The files of reference data in the lake's bucket. */
export interface ReferenceFiles {
  readonly list: () => Promise<readonly KeptFile[]>;
  /** Replaces the file of that name. */
  readonly put: (kind: ReferenceKind, name: string, ndjson: string) => Promise<void>;
}

export function referenceFiles(target: Target): ReferenceFiles {
  // A laptop's bucket has no host name of its own.
  const client = new S3Client({ ...target.clientConfig, forcePathStyle: target.clientConfig.endpoint !== undefined });
  const Bucket = target.output('LakeBucket');
  return {
    list: async () => {
      const files: KeptFile[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: REFERENCE_PREFIX })) {
        for (const { Key = '', LastModified } of Contents) {
          const [, kind = '', name = ''] = Key.split('/');
          if (!isReferenceKind(kind) || name === '') continue;
          const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
          const records = recordsOf(name, (await Body?.transformToString()) ?? '');
          files.push({ kind, name, records, importedAt: LastModified?.toISOString() ?? '' });
        }
      }
      return files;
    },
    put: async (kind, name, ndjson) => {
      const Key = `${referencePrefix(kind)}${name}`;
      await client.send(new PutObjectCommand({ Bucket, Key, Body: ndjson, ContentType: 'application/x-ndjson' }));
    },
  };
}
