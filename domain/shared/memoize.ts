/** A longer key is answered each time: of 5,000 kept ones the senders' own words may make 10 MB and no more. */
const MAX_KEY_CHARACTERS = 1_024;

export interface MemoizeOptions<Argument, Result> {
  /** What arguments with the same result have in common; by default the argument itself. */
  readonly keyOf?: (argument: Argument) => unknown;
  /** Results of longer keys are not kept. */
  readonly maxKeyCharacters?: number;
  /** What keeping a result takes, in any unit; with `maxSize`, of all that are kept. */
  readonly sizeOf?: (result: Result, argument: Argument) => number;
  readonly maxSize?: number;
}

/**
 * A function whose results are kept by its argument, in memory only; it must be pure and never return undefined.
 * When `limit` or `maxSize` is reached, all results are dropped, and those of long texts are never kept, so that memory
 * stays bounded in bytes whatever is asked.
 */
export function memoize<Argument, Result>(
  limit: number,
  compute: (argument: Argument) => Result,
  options: MemoizeOptions<Argument, Result> = {},
): (argument: Argument) => Result {
  const { keyOf, maxKeyCharacters = MAX_KEY_CHARACTERS, sizeOf = () => 0, maxSize = 0 } = options;
  const results = new Map<unknown, Result>();
  let size = 0;
  return (argument) => {
    const key = keyOf === undefined ? argument : keyOf(argument);
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = compute(argument);
    if (typeof key === 'string' && key.length > maxKeyCharacters) return result;
    size += sizeOf(result, argument);
    if (results.size >= limit || size > maxSize) {
      results.clear();
      size = sizeOf(result, argument);
    }
    results.set(key, result);
    return result;
  };
}
