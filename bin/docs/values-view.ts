import { fill, fillTexts } from './sql-lists.ts';

/** A view of texts that are typed in the code. */
export interface TextView {
  readonly name: string;
  /** The comment lines that the file begins with: the grain, and by what it is written. */
  readonly head: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** The view’s file below `athena-sql/` and, beside it, the check that its key names one row. */
export function textViewFiles(view: TextView, description: string, key: string): readonly [string, string][] {
  const checks = `-- Description: ${description}

-- fail: a row is what its grain says, once
SELECT ${key}, count(*) AS row_count
FROM ${view.name}
GROUP BY ${key}
HAVING count(*) > 1;
`;
  return [
    [`staging/${view.name}.sql`, textViewSql(view)],
    [`staging/${view.name}.checks.sql`, checks],
  ];
}

/** Cast, for the texts differ in length, which Trino keeps in the type. */
function textViewSql({ name, head, columns, rows }: TextView): string {
  const casts = columns.map((column) => `CAST(${column} AS varchar) AS ${column}`);
  const values = rows.map((row) => fillTexts(row.map(ascii), '    ').join('\n'));
  return [
    ...head,
    `CREATE OR REPLACE VIEW ${name} AS`,
    'SELECT',
    ...fill(commas(casts), '  '),
    'FROM (',
    '  VALUES',
    `${values.join(',\n')}`,
    ...tail(columns),
    '',
  ].join('\n');
}

function tail(columns: readonly string[]): readonly string[] {
  const [first = '', ...rest] = fill(commas(columns), '  ');
  const one = `) AS texts (${first.trim()})`;
  return rest.length === 0 && one.length <= 100 ? [one] : [') AS texts (', first, ...rest, ')'];
}

function commas(words: readonly string[]): readonly string[] {
  return words.map((word, index) => (index < words.length - 1 ? `${word},` : word));
}

/** A view's text goes through the catalog, which keeps ASCII as it is. */
function ascii(value: string | null): string | null {
  return value === null ? null : value.replaceAll('’', "'");
}
