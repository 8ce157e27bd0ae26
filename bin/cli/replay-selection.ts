/** Where what is replayed lies. */
export type Store = 'raw' | 'failed' | 'social';

export interface Given {
  readonly from?: Store;
  /** Names of sources; or one of the stores, in the older spelling of `--from`. */
  readonly source?: readonly string[];
  /** The older spelling of `--source`. */
  readonly fromSource?: readonly string[];
}

export interface Selection {
  readonly store: Store;
  /** Undefined for all. */
  readonly sources: string[] | undefined;
}

const isStore = (name: string): name is 'raw' | 'failed' => name === 'raw' || name === 'failed';

/** What `lake replay` is to read. @throws Error in the words of a command line that is wrong. */
export function selectionOf({ from, source = [], fromSource = [] }: Given): Selection {
  if (from === undefined) return { store: storeIn(source), sources: listed(fromSource) };
  const store = source.find(isStore);
  if (store === undefined) return { store: from, sources: listed([...source, ...fromSource]) };
  throw new Error(`--source ${store} is the older spelling of --from ${store}: with --from, --source names a source`);
}

function storeIn(source: readonly string[]): Store {
  const [store, ...others] = source;
  if (store === undefined) throw new Error('say what to replay: --from raw, --from failed or --from social');
  if (isStore(store) && others.length === 0) return store;
  throw new Error(
    `say what to replay with --from; --source ${source.join(' ')} does not. Allowed choices are raw, failed.`,
  );
}

function listed(names: readonly string[]): string[] | undefined {
  return names.length === 0 ? undefined : [...new Set(names)];
}
