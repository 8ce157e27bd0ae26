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

/** A text shorter than this is not cut, and no part of a cut text is. */
const MIN_PART = 24;

/**
 * A row of texts, `('…', NULL, '…')`, in few lines. A text that does not fit is cut between two words, and `||` puts its
 * parts together again.
 */
export function fillTexts(values: readonly (string | null)[], indent: string): readonly string[] {
  const lines: string[] = [];
  let line = `${indent}(`;
  const begin = (): void => {
    lines.push(line);
    line = `${indent} `;
  };
  const add = (word: string): void => {
    line += /\($|^ *$/.test(line) ? word : ` ${word}`;
  };
  // With a space before it, and a comma after the last one's bracket.
  const fits = (word: string): boolean => line.length + word.length + 2 <= MAX_COLUMNS;
  values.forEach((value, index) => {
    const end = index < values.length - 1 ? ',' : ')';
    if (value === null) {
      if (!fits(`NULL${end}`)) begin();
      add(`NULL${end}`);
      return;
    }
    let rest = value;
    let operator = '';
    while (!fits(`${operator}${literal(rest)}${end}`)) {
      const part = longestPart(rest, (text) => fits(`${operator}${literal(text)}`));
      if (part !== '') {
        add(`${operator}${literal(part)}`);
        operator = '|| ';
        rest = rest.slice(part.length);
      }
      begin();
    }
    add(`${operator}${literal(rest)}${end}`);
  });
  return [...lines, line];
}

/** The beginning that fits, up to a space and without it; '' where none is worth a cut. */
function longestPart(text: string, fits: (part: string) => boolean): string {
  const cuts = [...text.matchAll(/ /g)].map(({ index }) => text.slice(0, index));
  const isWorth = (part: string): boolean => Math.min(part.length, text.length - part.length) >= MIN_PART;
  return cuts.findLast((part) => isWorth(part) && fits(part)) ?? '';
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
