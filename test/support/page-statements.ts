import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Filter, windowOf } from '../../domain/pages/filter.ts';
import { fillStatement, valuesOf } from '../../domain/pages/statement.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'athena-sql', 'pages');

export interface PageStatement {
  readonly name: string;
  readonly sql: string;
}

/** Every file of `athena-sql/pages`, as it stands. */
export const PAGE_STATEMENTS: readonly PageStatement[] = globSync('*.sql', { cwd: FOLDER })
  .sort()
  .map((file) => ({ name: basename(file, '.sql'), sql: readFileSync(join(FOLDER, file), 'utf8') }));

export function pageStatement(name: string): string {
  const found = PAGE_STATEMENTS.find((statement) => statement.name === name);
  if (found === undefined) throw new Error(`There is no athena-sql/pages/${name}.sql.`);
  return found.sql;
}

/** What a page asks for a filter; `today` is the last day of a period that ends now. */
export function askedFor(sql: string, filter: Filter, today: string): string {
  return fillStatement(sql, valuesOf(filter, windowOf(filter.period, today)));
}
