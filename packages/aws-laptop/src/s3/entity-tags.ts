import { createHash } from 'node:crypto';
import { type FileFacts, readWhole } from './files.ts';

/** The ETag of a file that has these facts; an empty one's when the file is gone. */
export type EntityTags = (path: string, facts: FileFacts) => Promise<string>;

/** Enough for the objects of a long trial; past it the tags are worked out again. */
const MAX_REMEMBERED = 50_000;

/** An object's ETag: its MD5 digest, in quotes. Source: Amazon S3 API Reference, "Object". */
export function md5Tag(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

/** ETags of files, remembered for as long as their size and time stay, so that a listing reads no file twice. */
export function rememberedTags(): EntityTags {
  const remembered = new Map<string, string>();
  return async (path, { sizeBytes, modified }) => {
    const name = `${path}\n${sizeBytes}\n${modified.getTime()}`;
    const tag = remembered.get(name) ?? md5Tag((await readWhole(path)) ?? Buffer.alloc(0));
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(name, tag);
    return tag;
  };
}
