/** Generated lists in files of SQL, at most as wide as the files may be. */
import { COLUMNS, PARTITION_COLUMNS } from '../../domain/event/columns.ts';

export const MAX_COLUMNS = 100;

/** The files that name every column of an event, below `athena-sql/`. */
export const FILES_OF_COLUMNS = ['staging/events.sql', 'maintenance/unload_deduplicated.sql'] as const;

const MARKED = /^( *)\/\* Columns: .*\n[\s\S]*?^ *\/\* End of columns\. \*\/$/m;

/** The text with the columns of the one list, and the partitions, between its marks. @throws Error without marks. */
export function withColumnList(path: string, sql: string): string {
  if (!MARKED.test(sql)) throw new Error(`${path} must have the lines "/* Columns: … */" and "/* End of columns. */".`);
  return sql.replace(MARKED, (_, indent: string) => {
    const names = [...COLUMNS, ...PARTITION_COLUMNS].map(({ name }) => name);
    const list = fill(
      names.map((name, index) => (index < names.length - 1 ? `${name},` : name)),
      indent,
    );
    const head = `${indent}/* Columns: \`npm run docs\` writes them from domain/event/columns. */`;
    return [head, ...list, `${indent}/* End of columns. */`].join('\n');
  });
}

/** The words in as few lines as they fit into. */
export function fill(words: readonly string[], indent: string): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of words) {
    const longer = line === indent ? `${indent}${word}` : `${line} ${word}`;
    if (longer.length > MAX_COLUMNS && line !== indent) lines.push(line);
    line = longer.length > MAX_COLUMNS ? `${indent}${word}` : longer;
  }
  return [...lines, line];
}
