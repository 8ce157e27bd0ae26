import { S3Client } from '@aws-sdk/client-s3';
import { REFERENCE_PREFIX, referencePrefix } from '../../domain/contracts/lake-layout.ts';
import { type ReferenceFile, recordsOf } from '../../domain/imports/import.ts';
import { isReferenceKind, type ReferenceKind } from '../../domain/imports/tables.ts';
import { bucketOf } from '../../lambdas/aws/objects.ts';
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
  const { objects, readText, writeText } = bucketOf(client, target.output('LakeBucket'));
  return {
    list: async () => {
      const files: KeptFile[] = [];
      for await (const { key, writtenAtMs } of objects(REFERENCE_PREFIX)) {
        const [, kind = '', name = ''] = key.split('/');
        if (!isReferenceKind(kind) || name === '') continue;
        const records = recordsOf(name, (await readText(key)) ?? '');
        files.push({ kind, name, records, importedAt: new Date(writtenAtMs).toISOString() });
      }
      return files;
    },
    put: (kind, name, ndjson) => writeText(`${referencePrefix(kind)}${name}`, ndjson, 'application/x-ndjson'),
  };
}
