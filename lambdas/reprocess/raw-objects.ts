import { rawFolderFrom, rawHourMs, type Window } from './hours.ts';

/** The objects below a prefix in the order of their keys: after a key, without it. */
export type ListObjects = (prefix: string, after?: string) => AsyncIterable<{ readonly key: string }>;

/** The objects of the source backup whose hour is in the window; from the given one on, itself included. */
export async function* rawKeys(
  list: ListObjects,
  prefix: string,
  { sinceMs, untilMs }: Window,
  from?: string,
): AsyncGenerator<string> {
  for await (const key of keysFrom(list, `${prefix}dt=`, from ?? rawFolderFrom(prefix, sinceMs))) {
    const hourMs = rawHourMs(prefix, key);
    if (hourMs !== null && hourMs >= untilMs) return;
    if (hourMs !== null) yield key;
  }
}

/** Keys in their order, from the given one on, itself included where it may be an object's. */
export async function* keysFrom(list: ListObjects, prefix: string, from?: string): AsyncGenerator<string> {
  // S3 lists what comes after a key; whether the key itself is there shows when it is read.
  if (from !== undefined && !from.endsWith('/')) yield from;
  for await (const { key } of list(prefix, from)) yield key;
}
