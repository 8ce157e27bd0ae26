import * as z from 'zod/mini';

/** A text that holds JSON of the given shape. A text that is not JSON fails like any wrong shape, without being quoted. */
export function jsonText<Schema extends z.core.$ZodType>(schema: Schema) {
  return z.pipe(z.pipe(z.string(), z.transform(parseOrNull)), schema);
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
