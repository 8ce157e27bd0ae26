/** SHOW and DESCRIBE over the template's tables and the views. */
import type { GlueTable } from './catalog.ts';
import { QueryFailure } from './failure.ts';
import type { QueryContext, Run } from './query-context.ts';
import { partitionName } from './registered-files.ts';
import { describeTable, type ResultTable, textTable } from './result-table.ts';
import { createTableText } from './show-create.ts';
import { isLike, type Show } from './show-text.ts';
import { CATALOG } from './sql-text.ts';
import type { ObjectName } from './statement-words.ts';
import { typeText } from './typing/sql-type.ts';

export async function runShow(context: QueryContext, run: Run): Promise<ResultTable> {
  const { statement } = run;
  switch (statement.kind) {
    case 'showDatabases':
      return databases(context, run, statement.pattern);
    case 'showTables':
    case 'showViews':
      return names(context, run, statement);
    case 'showColumns':
    case 'describe':
      return columns(context, run, statement);
    case 'showPartitions':
    case 'showCreateTable':
      return ofTable(context, run, statement);
    case 'showCreateView':
      return createView(context, run, statement.table);
    default:
      throw new QueryFailure('NOT_SUPPORTED: no query');
  }
}

function databases({ catalog, permissions }: QueryContext, run: Run, pattern: string | undefined): ResultTable {
  permissions.glueDatabase(run.principal, 'glue:GetDatabases', '*');
  return textTable('database_name', [...catalog.databases].filter((name) => isLike(name, pattern)).sort());
}

type Names = Extract<Show, { kind: 'showTables' | 'showViews' }>;

/** Athena's SHOW TABLES lists views as well. */
async function names(context: QueryContext, run: Run, { kind, database: named, pattern }: Names): Promise<ResultTable> {
  const database = named ?? run.database;
  context.permissions.glueDatabase(run.principal, 'glue:GetDatabase', database);
  context.permissions.glueTable(run.principal, 'glue:GetTables', database, '*');
  const all = [...(await context.engine.views.columns()).keys()].filter((full) => full.startsWith(`${database}.`));
  const shown = all
    .filter((full) => kind === 'showTables' || !context.catalog.tables.has(full))
    .map((full) => full.slice(database.length + 1))
    .filter((name) => isLike(name, pattern));
  return textTable(kind === 'showTables' ? 'tab_name' : 'views', shown.sort());
}

type OfObject = Extract<Show, { table: ObjectName }>;

async function columns(context: QueryContext, run: Run, { kind, table }: OfObject): Promise<ResultTable> {
  const full = allowed(context, run, table);
  const found = (await context.engine.views.columns()).get(full);
  if (found === undefined) throw notFound(full);
  if (kind === 'showColumns')
    return textTable(
      'field',
      found.list.map(({ name }) => name),
    );
  const glue = context.catalog.tables.get(full);
  if (glue !== undefined) return describeTable(glue.declared.columns, glue.declared.partitions);
  return describeTable(found.list.map(({ name, type }) => ({ name, type: type === undefined ? '' : typeText(type) })));
}

/** Of partitions it "does not list partitions that are projected by Athena but not registered in the AWS Glue catalog". */
function ofTable(context: QueryContext, run: Run, { kind, table }: OfObject): ResultTable {
  const full = allowed(context, run, table);
  const glue = context.catalog.tables.get(full);
  if (glue === undefined) throw notFound(full);
  if (kind === 'showCreateTable') return textTable('createtab_stmt', createTableText(glue));
  if (!isPartitioned(glue))
    throw new QueryFailure(`FAILED: SemanticException Table ${full} is not a partitioned table`);
  const [database = '', name = ''] = full.split('.');
  context.permissions.glueTable(run.principal, 'glue:GetPartitions', database, name);
  return textTable(
    'partition',
    context.partitions.of(database, name).map((partition) => partitionName(glue, partition)),
  );
}

const isPartitioned = ({ partitions }: GlueTable): boolean => partitions.length > 0;

async function createView(context: QueryContext, run: Run, view: ObjectName): Promise<ResultTable> {
  const full = allowed(context, run, view);
  const sql = context.catalog.tables.has(full) ? undefined : (await context.engine.views.written()).get(full);
  if (sql === undefined) throw new QueryFailure(`VIEW_NOT_FOUND: View '${CATALOG}.${full}' does not exist`);
  return textTable('Create View', `CREATE VIEW ${full} AS\n${sql.trim().replace(/;$/, '')}`.split('\n'));
}

/** `database.name`, which the caller may know of. */
function allowed({ permissions }: QueryContext, run: Run, { database = run.database, name }: ObjectName): string {
  permissions.glueTable(run.principal, 'glue:GetTable', database, name);
  return `${database}.${name}`;
}

function notFound(full: string): QueryFailure {
  return new QueryFailure(`TABLE_NOT_FOUND: Table '${CATALOG}.${full}' does not exist`);
}
