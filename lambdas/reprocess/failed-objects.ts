import { ObjectFault } from './object-fault.ts';

/** Some keys in their order; `isLast` when there was nothing behind them as they were listed. */
export interface KeyPage {
  readonly objects: readonly { readonly key: string }[];
  readonly isLast: boolean;
}

/** A place where failed records lie. */
export interface FailedStore {
  /** The keys below a prefix that come after one, page by page. */
  readonly pages: (prefix: string, after?: string) => AsyncIterable<KeyPage>;
  /** The lines of an object. Throws ObjectFault. */
  readonly lines: (key: string) => AsyncIterable<Buffer | null>;
}

/** Failed records lie in two buckets under the same keys: where Firehose writes them, and where they are sealed. */
export interface FailedStores {
  readonly arrivals: FailedStore;
  readonly sealed: FailedStore;
  readonly prefix: string;
}

/**
 * The keys of both places in their order, each once; from the given one on, itself included. Objects move while they
 * are listed, copied before they are deleted: for every range of keys the arrivals are listed first, so that one which
 * is no longer there is in the sealed bucket when that is listed.
 */
export async function* failedKeys(stores: FailedStores, from?: string): AsyncGenerator<string> {
  // Whether it is there shows when it is read.
  if (from !== undefined) yield from;
  let after = from;
  for await (const { objects, isLast } of stores.arrivals.pages(stores.prefix, from)) {
    const keys = objects.map(({ key }) => key);
    const upTo = isLast ? undefined : keys.at(-1);
    // A page of folders alone: its range goes with that of the next page.
    if (!isLast && upTo === undefined) continue;
    yield* merged(keys, sealedKeys(stores, after, upTo));
    after = upTo;
  }
}

async function* sealedKeys(
  { sealed, prefix }: FailedStores,
  after: string | undefined,
  upTo: string | undefined,
): AsyncGenerator<string> {
  for await (const { objects } of sealed.pages(prefix, after)) {
    const within = objects.filter(({ key }) => upTo === undefined || key <= upTo);
    for (const { key } of within) yield key;
    if (within.length < objects.length) return;
  }
}

/** Two lists in their order, each key once. */
async function* merged(keys: readonly string[], others: AsyncIterable<string>): AsyncGenerator<string> {
  const left = [...keys];
  for await (const other of others) {
    while (left[0] !== undefined && left[0] < other) yield* left.splice(0, 1);
    if (left[0] === other) left.shift();
    yield other;
  }
  yield* left;
}

/** The lines of an object, wherever it lies by now. Throws ObjectFault. */
export async function* failedLines({ arrivals, sealed }: FailedStores, key: string): AsyncGenerator<Buffer | null> {
  try {
    yield* arrivals.lines(key);
  } catch (error) {
    if (!(error instanceof ObjectFault && error.reason === 'object_gone')) throw error;
    yield* sealed.lines(key);
  }
}
