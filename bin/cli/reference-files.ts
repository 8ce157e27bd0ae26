import { REFERENCE_PREFIX, referencePrefix } from '../../domain/contracts/lake-layout.ts';
import { type ReferenceFile, recordsOf } from '../../domain/imports/import.ts';
import { isReferenceKind, type ReferenceKind } from '../../domain/imports/tables.ts';
import { lakeBucket } from './lake-bucket.ts';
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
  const { objects, readText, writeText } = lakeBucket(target);
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
