/** What `ListObjectsV2` is asked for. */
export interface ListQuery {
  readonly prefix: string;
  readonly delimiter: string;
  /** The name that the page before ended with, or an empty string. */
  readonly after: string;
  readonly startAfter: string;
  readonly maxKeys: number;
}

export interface ListPage {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  /** The name the page ends with, when another follows. */
  readonly endsWith: string | undefined;
}

/**
 * One page of a bucket's keys: sorted by their UTF-8 bytes, and those that share a name up to the delimiter as one.
 * Source: Amazon S3 API Reference, "ListObjectsV2".
 */
export function pageOf(keys: Iterable<string>, query: ListQuery): ListPage {
  const wanted = [...keys].filter((key) => key.startsWith(query.prefix) && isAfter(key, query.startAfter));
  const names = [...new Set(wanted.map((key) => nameIn(key, query)))].filter((name) => isAfter(name, query.after));
  const page = names.sort(compareBytes).slice(0, query.maxKeys);
  const isGroup = (name: string) => delimiterEnd(name, query) >= 0;
  return {
    keys: page.filter((name) => !isGroup(name)),
    commonPrefixes: page.filter(isGroup),
    endsWith: page.length < names.length ? page.at(-1) : undefined,
  };
}

function nameIn(key: string, query: ListQuery): string {
  const end = delimiterEnd(key, query);
  return end < 0 ? key : key.slice(0, end);
}

/** Where the first delimiter after the prefix ends, or -1. */
function delimiterEnd(key: string, { prefix, delimiter }: ListQuery): number {
  const start = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return start < 0 ? -1 : start + delimiter.length;
}

function isAfter(name: string, other: string): boolean {
  return other === '' || compareBytes(name, other) > 0;
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
