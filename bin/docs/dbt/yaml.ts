export type Yaml = string | number | boolean | readonly Yaml[] | { readonly [key: string]: Yaml | undefined };

/** YAML's other spellings of true, false and null. */
const RESERVED = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);

/** A document in block style; a key without a value is left out. */
export function yamlDocument(value: Yaml): string {
  return `${lines(value).join('\n')}\n`;
}

function lines(value: Yaml): readonly string[] {
  if (typeof value !== 'object') return [scalar(value)];
  if (isList(value)) return value.flatMap((item) => indented('- ', lines(item)));
  return Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : entry(key, item)));
}

function entry(key: string, value: Yaml): readonly string[] {
  const name = scalar(key);
  if (typeof value !== 'object') return [`${name}: ${scalar(value)}`];
  const isEmpty = Object.keys(value).length === 0;
  if (isEmpty) return [`${name}: ${isList(value) ? '[]' : '{}'}`];
  return [`${name}:`, ...lines(value).map((line) => `  ${line}`)];
}

function indented(mark: string, [first = '', ...rest]: readonly string[]): readonly string[] {
  return [`${mark}${first}`, ...rest.map((line) => `${' '.repeat(mark.length)}${line}`)];
}

/** A text that is not a plain word is quoted as JSON, which is YAML as well. */
function scalar(value: string | number | boolean): string {
  const isPlain = typeof value === 'string' && /^\+?[A-Za-z_][\w-]*$/.test(value) && !RESERVED.has(value.toLowerCase());
  return isPlain ? value : JSON.stringify(value);
}

function isList(value: Yaml): value is readonly Yaml[] {
  return Array.isArray(value);
}
