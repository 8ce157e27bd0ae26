import type { GlueTable } from './catalog.ts';
import { isInformation } from './information-schema.ts';
import type { QueryContext, Run } from './query-context.ts';
import type { QueryShape } from './query-shape.ts';
import { resolveReferences } from './references.ts';

/** Which partitions there are, and what each is ("Configure access to databases and tables in the AWS Glue Data Catalog"). */
const ON_PARTITIONS = ['glue:GetPartitions', 'glue:BatchGetPartition'];

/** The tables that a query reads, itself or by views. @throws AwsError unless the caller may read them all. */
export async function allowedTables(context: QueryContext, run: Run, shape: QueryShape): Promise<GlueTable[]> {
  const references = shape.tables.filter((reference) => !isInformation(reference));
  const { tables, views } = await resolveReferences(run.connection, context, run.database, references);
  const names = [...views, ...[...tables].map(({ database, name }) => `${database}.${name}`)];
  for (const name of names) {
    const [database = '', table = ''] = name.split('.');
    context.permissions.glueDatabase(run.principal, 'glue:GetDatabase', database);
    context.permissions.glueTable(run.principal, 'glue:GetTable', database, table);
  }
  for (const { database, name } of [...tables].filter(({ registered }) => registered)) {
    for (const action of ON_PARTITIONS) context.permissions.glueTable(run.principal, action, database, name);
  }
  return [...tables];
}
