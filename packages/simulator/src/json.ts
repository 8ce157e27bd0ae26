/** A JSON object of any content. */
export type JsonObject = Readonly<Record<string, unknown>>;
