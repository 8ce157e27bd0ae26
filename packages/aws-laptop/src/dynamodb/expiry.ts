import * as z from 'zod';
import { type Call, DynamoDbError } from './client.ts';
import type { TableDefinition } from './tables.ts';

/** Source: DynamoDB Developer Guide, "Time to Live": an expiry more than five years past is taken for a mistake. */
const OLDEST_SECONDS = 5 * 365 * 24 * 60 * 60;

const itemSchema = z.record(z.string(), z.unknown());
const scanSchema = z.looseObject({ Items: z.array(itemSchema), LastEvaluatedKey: itemSchema.optional() });

/**
 * Deletes the items of a table whose expiry has passed, as DynamoDB does in its own time, typically within days.
 * @param nowSeconds epoch seconds
 * @returns how many were deleted
 */
export async function sweepTable(call: Call, table: TableDefinition, nowSeconds: number): Promise<number> {
  if (table.ttlAttribute === undefined) return 0;
  const expired = await expiredKeys(call, table, window(table.ttlAttribute, nowSeconds));
  let deleted = 0;
  for (const Key of expired) {
    if (await deleteIfExpired(call, table.name, Key, window(table.ttlAttribute, nowSeconds))) deleted += 1;
  }
  return deleted;
}

interface Window {
  readonly expression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, { readonly N: string }>;
}

function window(ttlAttribute: string, nowSeconds: number): Window {
  return {
    expression: '#ttl > :oldest AND #ttl < :now',
    ExpressionAttributeNames: { '#ttl': ttlAttribute },
    ExpressionAttributeValues: {
      ':oldest': { N: String(nowSeconds - OLDEST_SECONDS) },
      ':now': { N: String(nowSeconds) },
    },
  };
}

async function expiredKeys(
  call: Call,
  table: TableDefinition,
  { expression, ...attributes }: Window,
  from?: Record<string, unknown>,
): Promise<readonly Record<string, unknown>[]> {
  const start = from === undefined ? {} : { ExclusiveStartKey: from };
  const input = { TableName: table.name, FilterExpression: expression, ...attributes, ...start };
  const { Items, LastEvaluatedKey } = await call('Scan', input, scanSchema);
  const keys = Items.map((item) => Object.fromEntries(table.keyAttributes.map((name) => [name, item[name]])));
  if (LastEvaluatedKey === undefined) return keys;
  return [...keys, ...(await expiredKeys(call, table, { expression, ...attributes }, LastEvaluatedKey))];
}

/** The condition again: a function may have renewed the item since it was read. */
async function deleteIfExpired(call: Call, TableName: string, Key: unknown, window: Window): Promise<boolean> {
  const { expression: ConditionExpression, ...attributes } = window;
  try {
    await call('DeleteItem', { TableName, Key, ConditionExpression, ...attributes }, z.unknown());
    return true;
  } catch (error) {
    if (error instanceof DynamoDbError && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
