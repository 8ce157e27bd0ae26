import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Call } from './client.ts';
import type { TableDefinition } from './tables.ts';

const ACTIVATION_PAUSE_MS = 5;

const statusSchema = z.looseObject({ Table: z.looseObject({ TableStatus: z.string() }) });
const listSchema = z.looseObject({ TableNames: z.array(z.string()), LastEvaluatedTableName: z.string().optional() });
const indexesSchema = z.array(z.looseObject({ IndexName: z.string(), KeySchema: z.unknown() })).default([]);
const describeSchema = z.looseObject({
  Table: z.looseObject({
    KeySchema: z.unknown(),
    GlobalSecondaryIndexes: indexesSchema,
    LocalSecondaryIndexes: indexesSchema,
  }),
});

/**
 * Creates the tables that the data folder does not have yet.
 * @throws when it has one with another key or other indexes: the template has changed, and DynamoDB would replace it.
 */
export async function createTables(call: Call, tables: readonly TableDefinition[]): Promise<void> {
  const existing = await tableNames(call);
  for (const table of tables) {
    if (existing.includes(table.name)) await checkSame(call, table);
    else await create(call, table);
  }
}

/** A table can be used only once it is ACTIVE, a moment after CreateTable has answered. */
async function create(call: Call, table: TableDefinition): Promise<void> {
  await call('CreateTable', table.createTable, z.unknown());
  const isActive = async () =>
    (await call('DescribeTable', { TableName: table.name }, statusSchema)).Table.TableStatus === 'ACTIVE';
  while (!(await isActive())) await sleep(ACTIVATION_PAUSE_MS);
}

async function tableNames(call: Call, after?: string): Promise<readonly string[]> {
  const input = after === undefined ? {} : { ExclusiveStartTableName: after };
  const { TableNames, LastEvaluatedTableName: last } = await call('ListTables', input, listSchema);
  return last === undefined ? TableNames : [...TableNames, ...(await tableNames(call, last))];
}

async function checkSame(call: Call, table: TableDefinition): Promise<void> {
  const { Table: found } = await call('DescribeTable', { TableName: table.name }, describeSchema);
  if (isDeepStrictEqual(shapeOf(found), shapeOf(table.createTable))) return;
  throw new Error(
    `The data folder holds the table ${table.name} with another key or other indexes than the template: ` +
      'move the folder away to begin with empty tables, or go back to the template it was made with.',
  );
}

function shapeOf(table: Readonly<Record<string, unknown>>): unknown {
  const keysOf = (indexes: unknown) =>
    indexesSchema
      .parse(indexes)
      .map(({ IndexName, KeySchema }) => [IndexName, KeySchema])
      .toSorted();
  return [table.KeySchema, keysOf(table.GlobalSecondaryIndexes), keysOf(table.LocalSecondaryIndexes)];
}
