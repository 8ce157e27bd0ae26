import { replaceMarked } from '../../../domain/sql/literals.ts';
import { tableNamesIn } from '../../../domain/sql/table-names.ts';

/** What SQL of the project may name: models, and tables of the source. */
export interface Relations {
  readonly models: ReadonlySet<string>;
  readonly tables: ReadonlySet<string>;
}

/** The name of the dbt source that the lake's Glue tables are. */
export const SOURCE = 'lake';

/**
 * SQL as a dbt file: `ref()` and `source()` in place of the names it reads, `var()` in place of its marked texts.
 * @throws Error for a name that is neither a model nor a table.
 */
export function dbtSql(file: string, sql: string, relations: Relations): string {
  let text = '';
  let end = 0;
  for (const { name, start } of tableNamesIn(sql)) {
    text += plain(sql.slice(end, start)) + relation(file, name, relations);
    end = start + name.length;
  }
  return text + plain(sql.slice(end));
}

function relation(file: string, name: string, { models, tables }: Relations): string {
  if (models.has(name)) return `{{ ref('${name}') }}`;
  if (tables.has(name)) return `{{ source('${SOURCE}', '${name}') }}`;
  throw new Error(`${file} reads ${name}, which is neither a view in athena-sql/ nor a table of the lake.`);
}

function plain(sql: string): string {
  return replaceMarked(escapeJinja(sql), (_text, name) => `'{{ var("${name}") }}'`);
}

/** What Jinja would take for its own. */
export function escapeJinja(text: string): string {
  return text.replaceAll(/\{[{%#]/g, (mark) => `{{ '${mark}' }}`);
}

/** The marked texts of the files, by mark. @throws Error where two files have different texts for one mark. */
export function markedTexts(files: readonly string[]): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  for (const sql of files) {
    replaceMarked(sql, (text, name) => {
      const value = text.slice(1, -1);
      if ((found.get(name) ?? value) !== value)
        throw new Error(`The mark ${name} has two texts: ${found.get(name)} and ${value}.`);
      found.set(name, value);
      return text;
    });
  }
  return Object.fromEntries([...found].sort());
}
