import * as z from 'zod';
import { AwsError } from '../aws.ts';
import { type Call, DynamoDbError } from './client.ts';
import { type Write, writeOf } from './partiql.ts';

/** DynamoDB Developer Guide, "Running batch operations with PartiQL for DynamoDB". */
const MAX_STATEMENTS = 25;

const valueSchema = z.record(z.string(), z.unknown());
const inputSchema = z.object({
  Statements: z
    .array(
      z.strictObject({
        Statement: z.string(),
        Parameters: z.array(valueSchema).default([]),
        ReturnValuesOnConditionCheckFailure: z.enum(['ALL_OLD', 'NONE']).default('NONE'),
      }),
    )
    .min(1)
    .max(MAX_STATEMENTS),
});
const itemSchema = z.looseObject({ Item: valueSchema.optional() });

type Value = z.infer<typeof valueSchema>;

export interface Tables {
  readonly call: Call;
  /** The key of a table that has one key attribute and no more. */
  readonly keyOf: (table: string) => string | undefined;
  readonly isAllowed: (action: string, table: string) => boolean;
}

/**
 * `BatchExecuteStatement`: each statement by itself, and an answer for each in their order.
 * @throws AwsError for a call that is malformed or holds a statement that is not covered; nothing is written then.
 */
export async function executeBatch(body: string, tables: Tables): Promise<unknown> {
  const input = inputSchema.safeParse(JSON.parse(body));
  if (!input.success) {
    throw new AwsError(
      'ValidationException',
      `BatchExecuteStatement takes 1 to ${MAX_STATEMENTS} statements: ${z.prettifyError(input.error)}`,
    );
  }
  const writes = input.data.Statements.map(({ Statement, Parameters, ReturnValuesOnConditionCheckFailure }) => ({
    write: writeOf(Statement, Parameters, tables.keyOf),
    returnsItem: ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
  }));
  return { Responses: await Promise.all(writes.map(({ write, returnsItem }) => carryOut(write, returnsItem, tables))) };
}

async function carryOut(write: Write<Value>, returnsItem: boolean, tables: Tables) {
  const { TableName } = write.input;
  if (!tables.isAllowed(write.action, TableName)) {
    return {
      TableName,
      Error: { Code: 'AccessDenied', Message: `The role is not allowed ${write.action} on ${TableName}.` },
    };
  }
  try {
    await tables.call(write.operation, write.input, z.unknown());
    return { TableName };
  } catch (error) {
    if (!(error instanceof DynamoDbError) || error.name !== 'ConditionalCheckFailedException') throw error;
    const item = returnsItem ? await itemOf(write, tables) : {};
    return { TableName, Error: { Code: write.refusal, Message: error.message, ...item } };
  }
}

async function itemOf(write: Write<Value>, { call, keyOf }: Tables): Promise<{ Item?: Value | undefined }> {
  const { TableName } = write.input;
  const name = keyOf(TableName) ?? '';
  const value = 'Key' in write.input ? write.input.Key[name] : write.input.Item[name];
  return call('GetItem', { TableName, Key: { [name]: value }, ConsistentRead: true }, itemSchema);
}
