/** CREATE VIEW and DROP VIEW. */
import { allowedTables } from './allowed-tables.ts';
import { checkQuery } from './check-query.ts';
import { constantMacros } from './constant-views.ts';
import { QueryFailure } from './failure.ts';
import { isInformation } from './information-schema.ts';
import { planOnce } from './plan-once.ts';
import type { Outcome, QueryContext, Run } from './query-context.ts';
import type { QueryShape } from './query-shape.ts';
import { NO_ROWS } from './result-table.ts';
import { qualifiedName } from './sql-text.ts';
import type { ObjectName, Statement } from './statement.ts';
import { rememberWritten } from './view-texts.ts';

type CreateView = Extract<Statement, { kind: 'createView' }>;

export async function createView(
  context: QueryContext,
  run: Run,
  statement: CreateView,
  shape: QueryShape,
): Promise<Outcome> {
  const [database, name] = await changeableView(context, run, statement.view);
  refuseUnnamedColumns(shape);
  if (shape.tables.some(isInformation))
    throw new QueryFailure('NOT_SUPPORTED: a view over information_schema is not covered on the laptop');
  for (const table of await allowedTables(context, run, shape))
    await context.engine.setFiles(run.connection, table, []);
  const checked = await checkQuery(context, run, statement.query);
  for (const action of ['glue:GetTable', 'glue:CreateTable', 'glue:UpdateTable']) {
    context.permissions.glueTable(run.principal, action, database, name);
  }
  const verb = statement.orReplace ? 'CREATE OR REPLACE VIEW' : 'CREATE VIEW';
  const query = await planOnce(run.connection, checked, run.database, await context.engine.views.read());
  const before = (await context.engine.views.written()).get(`${database}.${name}`) ?? '';
  const statements = [
    `${verb} ${qualifiedName(database, name)} AS ${query}`,
    rememberWritten(database, name, statement.query),
    ...constantMacros(database, name, before, statement.query),
  ];
  await context.engine.changeView(run.connection, { database, name, query: statement.query, statements });
  return { table: NO_ROWS, scannedBytes: 0 };
}

export async function dropView(
  context: QueryContext,
  run: Run,
  statement: Extract<Statement, { kind: 'dropView' }>,
): Promise<Outcome> {
  const [database, name] = await changeableView(context, run, statement.view);
  context.permissions.glueTable(run.principal, 'glue:GetTable', database, name);
  context.permissions.glueTable(run.principal, 'glue:DeleteTable', database, name);
  const before = (await context.engine.views.written()).get(`${database}.${name}`);
  if (before === undefined && !statement.ifExists)
    throw new QueryFailure(`VIEW_NOT_FOUND: View '${database}.${name}' does not exist`);
  if (before === undefined) return { table: NO_ROWS, scannedBytes: 0 };
  const statements = [...constantMacros(database, name, before, ''), `DROP VIEW ${qualifiedName(database, name)}`];
  await context.engine.changeView(run.connection, { database, name, query: undefined, statements });
  return { table: NO_ROWS, scannedBytes: 0 };
}

async function changeableView(
  { catalog }: QueryContext,
  run: Run,
  view: ObjectName,
): Promise<[database: string, name: string]> {
  const database = view.database ?? run.database;
  if (!catalog.databases.has(database)) throw new QueryFailure(`SCHEMA_NOT_FOUND: Schema '${database}' does not exist`);
  if (catalog.tables.has(`${database}.${view.name}`)) {
    throw new QueryFailure(`TABLE_ALREADY_EXISTS: '${database}.${view.name}' is a table, not a view`);
  }
  return [database, view.name];
}

function refuseUnnamedColumns({ outputs }: QueryShape): void {
  const position = outputs.indexOf('unnamed') + 1;
  if (position > 0)
    throw new QueryFailure(`COLUMN_NAME_NOT_SPECIFIED: Column name not specified at position ${position}`);
}
