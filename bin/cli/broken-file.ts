import { join } from 'node:path';

const REASON = /Not valid Parquet file: s3:\/\/([^/\s]+)\/(\S+)/;

/**
 * Adds to a query's failure over a file of the laptop's lake that was cut off, as by a full disk, where the file is and the
 * way out. Any other failure stays as it is.
 */
export function withWayOut(error: unknown, dataDir: string | undefined): unknown {
  if (!(error instanceof Error) || dataDir === undefined) return error;
  const [, bucket, key] = REASON.exec(error.message) ?? [];
  if (bucket === undefined || key === undefined) return error;
  const [, day = '<day>'] = /\bdt=(\d{4}-\d\d-\d\d)/.exec(key) ?? [];
  const file = join(dataDir, 's3', bucket, key);
  return new Error(
    `${error.message}. On this laptop it is ${file}. Delete it, and put its events back from their raw payloads: npx lake ` +
      `--data ${dataDir} replay --from raw --since ${day}`,
    { cause: error },
  );
}
