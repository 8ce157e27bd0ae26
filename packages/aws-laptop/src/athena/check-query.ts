import { withConstants } from './constant-views.ts';
import { informationColumns, isInformation } from './information-schema.ts';
import { withOwnSums } from './own-sums.ts';
import { namesOfCtes } from './plan-once.ts';
import type { QueryContext, Run } from './query-context.ts';
import { readTree } from './query-shape.ts';
import { syntaxTree } from './references.ts';
import { checkTypes } from './typing/check.ts';
import { type Columns, OPEN } from './typing/scope.ts';

/** The query for DuckDB. @throws QueryFailure for what Trino refuses in the query of a statement and DuckDB would take. */
export async function checkQuery({ engine }: QueryContext, run: Run, query: string): Promise<string> {
  const known = await engine.views.columns();
  const tree = await syntaxTree(run.connection, query);
  const sums = checkTypes(run.sql, query, tree, (database = run.database, name) => columnsOf(known, database, name));
  const text = await withOwnSums(run.connection, query, tree, sums);
  return withConstants(text, run.database, namesOfCtes(readTree(query, tree)), await engine.views.written());
}

function columnsOf(known: ReadonlyMap<string, Columns>, database: string, name: string): Columns {
  return isInformation({ database }) ? informationColumns(name) : (known.get(`${database}.${name}`) ?? OPEN);
}
