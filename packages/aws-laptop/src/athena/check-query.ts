import type { QueryContext, Run } from './query-context.ts';
import { syntaxTree } from './references.ts';
import { checkTypes } from './typing/check.ts';
import { OPEN } from './typing/scope.ts';

/** @throws QueryFailure for what Trino refuses in the query of a statement and DuckDB would take. */
export async function checkQuery({ engine }: QueryContext, run: Run, query: string): Promise<void> {
  const known = await engine.views.columns();
  const tree = await syntaxTree(run.connection, query);
  checkTypes(run.sql, query, tree, (database = run.database, name) => known.get(`${database}.${name}`) ?? OPEN);
}
