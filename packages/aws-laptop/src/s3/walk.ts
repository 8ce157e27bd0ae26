import { join } from 'node:path';
import { entriesOf } from './files.ts';

/** The keys below a bucket's folder that begin with the prefix; only folders that can hold such keys are read. */
export async function keysUnder(bucketFolder: string, prefix: string): Promise<readonly string[]> {
  const from = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  // A caller may give any text as a prefix: these lead out of the bucket or name its folder twice, and match no key.
  if (
    from
      .split('/')
      .slice(0, -1)
      .some((segment) => ['', '.', '..'].includes(segment))
  )
    return [];
  if (from.includes('\0')) return [];
  const keys = await keysIn(bucketFolder, from);
  return keys.filter((key) => key.startsWith(prefix));
}

/** @param folderKey the folder's path below the bucket, with a slash at its end, or an empty string */
async function keysIn(bucketFolder: string, folderKey: string): Promise<readonly string[]> {
  const entries = await entriesOf(join(bucketFolder, folderKey));
  const found = await Promise.all(
    entries.map((entry) => {
      const key = folderKey + entry.name;
      return entry.isDirectory() ? keysIn(bucketFolder, `${key}/`) : [key];
    }),
  );
  return found.flat();
}
