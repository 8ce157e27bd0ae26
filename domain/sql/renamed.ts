import { tableNamesIn } from './table-names.ts';

/** Words that may follow a table's name and are no alias of it. */
const NO_ALIAS = new Set(
  (
    'WHERE GROUP HAVING ORDER UNION EXCEPT INTERSECT LIMIT OFFSET FETCH WINDOW ON USING JOIN LEFT RIGHT FULL INNER ' +
    'CROSS NATURAL TABLESAMPLE'
  ).split(' '),
);
/** The next word, past comments: AS, a name, or the quote that a name begins with. */
const NEXT_WORD = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*([A-Za-z_]\w*|")/;

/**
 * A statement that reads other tables or views in place of some: what is read as `a` stays known as `a`, so that
 * `a.column` means the same. Names that `newNames` does not have stay.
 */
export function renamed(sql: string, newNames: ReadonlyMap<string, string>): string {
  let text = '';
  let end = 0;
  for (const { name, start } of tableNamesIn(sql)) {
    const newName = newNames.get(name);
    if (newName === undefined) continue;
    text += sql.slice(end, start) + newName;
    end = start + name.length;
    if (!hasAlias(sql.slice(end))) text += ` AS ${name}`;
  }
  return text + sql.slice(end);
}

function hasAlias(rest: string): boolean {
  const word = NEXT_WORD.exec(rest)?.[1];
  return word !== undefined && !NO_ALIAS.has(word.toUpperCase());
}
