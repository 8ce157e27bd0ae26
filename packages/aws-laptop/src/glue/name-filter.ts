/**
 * `Expression` of GetTables and of Athena's ListTableMetadata: "a regular expression pattern". Glue reads it as Hive's
 * metastore does, whatever the case: a `*` alone stands for any characters, so that `orders*` and `*_daily` are prefixes
 * and suffixes, as clients send them.
 * @returns undefined for what is no expression.
 */
export function nameFilter(expression: string | undefined): ((name: string) => boolean) | undefined {
  if (expression === undefined || expression === '') return () => true;
  try {
    const pattern = new RegExp(`^(?:${expression.replaceAll(/(?<!\.)\*/g, '.*')})$`, 'i');
    return (name) => pattern.test(name);
  } catch {
    return undefined;
  }
}
