/** A JSON object as it is written. */
export type JsonObject = Readonly<Record<string, unknown>>;
