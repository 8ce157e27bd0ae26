/** A parsed JSON value; a whole number beyond 2^53 is a bigint, so that a bigint column keeps every digit. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * The JSON documents of one record: one, or several concatenated with or without white space between them
 * (Amazon Data Firehose, "Convert input data format"). Throws a SyntaxError for anything else.
 */
export function parseDocuments(text: string): readonly Json[] {
  try {
    return [parseJson(text)];
  } catch (error) {
    const documents = splitDocuments(text);
    if (documents.length < 2) throw error;
    return documents.map(parseJson);
  }
}

/** Sixteen digits in a row may be a number that a double cannot hold; most records have none and parse fast. */
const LONG_NUMBER = /[0-9]{16}/;

function parseJson(text: string): Json {
  return LONG_NUMBER.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
}

/** The third argument is the language's, but not yet in TypeScript's library; hence the rest parameter. */
function keepDigits(_key: string, value: Json, ...[context]: readonly { readonly source?: string }[]): Json {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?[0-9]+$/.test(source) ? BigInt(source) : value;
}

/** Cuts at the end of each top-level object; what is not an object stays with its rest and fails to parse. */
function splitDocuments(text: string): readonly string[] {
  const documents: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const end = endOfObject(rest);
    documents.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return documents;
}

const STRUCTURE = /"(?:[^"\\]|\\.)*"|[{}]/gs;

function endOfObject(text: string): number {
  if (!text.startsWith('{')) return text.length;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(STRUCTURE)) {
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return text.length;
}

/** Compact JSON text with every object key in lower case, as the OpenX SerDe puts an object into a text column. */
export function compactLowerCase(value: Json): string {
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(compactLowerCase).join(',')}]`;
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key.toLowerCase())}:${compactLowerCase(member)}`,
  );
  return `{${members.join(',')}}`;
}

/** `Array.isArray` does not narrow a readonly array. */
export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
