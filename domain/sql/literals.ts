// A text of SQL, before a comment that names it: 'UTC' /* reportingTimeZone */
const MARKED = /'[^']*'(?= \/\* (\w+) \*\/)/g;
/** Days, zones, currencies: nothing that could end a text of SQL. */
const PLAIN = /^[A-Za-z0-9_+/-]{1,64}$/;

/**
 * The statement with values in place of its marked texts; those that are not given stay as they are. A file runs as it
 * stands, so that the texts in it are what holds without a stack's settings.
 * @throws Error for a value that is no plain word, day or zone.
 */
export function withLiterals(sql: string, values: Readonly<Record<string, string>>): string {
  return replaceMarked(sql, (text, name) => {
    const value = values[name];
    if (value === undefined) return text;
    if (PLAIN.test(value)) return `'${value}'`;
    throw new Error(`${name} must be of letters, digits and _ + / -; it is ${JSON.stringify(value)}.`);
  });
}

/** Replaces each marked text, which is passed with its quotes and its mark's name. */
export function replaceMarked(sql: string, replacement: (text: string, name: string) => string): string {
  return sql.replace(MARKED, replacement);
}
