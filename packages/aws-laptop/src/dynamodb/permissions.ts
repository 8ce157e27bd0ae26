import * as z from 'zod';
import { AwsError } from '../aws.ts';

/** One thing a call must be allowed. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
}

type Kind = 'table' | 'index' | 'batch' | 'account';

/** The operations covered, by where each names its tables. Tables are the template's: no call creates or changes one. */
const OPERATIONS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['PutItem', 'table'],
  ['GetItem', 'table'],
  ['UpdateItem', 'table'],
  ['DeleteItem', 'table'],
  ['DescribeTable', 'table'],
  ['Query', 'index'],
  ['Scan', 'index'],
  ['BatchGetItem', 'batch'],
  ['BatchWriteItem', 'batch'],
  ['ListTables', 'account'],
]);

const inputSchema = z.looseObject({
  TableName: z.string().optional(),
  IndexName: z.string().optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
});

/**
 * What a call needs: its action on each table it names, or on the index it reads.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon DynamoDB".
 * @throws AwsError UnknownOperationException for an operation the laptop stack does not cover.
 */
export function permissionsFor(
  operation: string,
  body: string,
  tableArn: (name: string) => string,
): readonly Permission[] {
  const kind = OPERATIONS.get(operation);
  if (kind === undefined) throw unknownOperation(operation);
  const input = parseInput(body);
  const action = `dynamodb:${operation}`;
  if (kind === 'account') return [{ action, resource: '*' }];
  if (kind === 'batch') {
    return Object.keys(input.RequestItems ?? {}).map((name) => ({ action, resource: tableArn(name) }));
  }
  const index = kind === 'index' && input.IndexName !== undefined ? `/index/${input.IndexName}` : '';
  return [{ action, resource: tableArn(input.TableName ?? '') + index }];
}

function unknownOperation(operation: string): AwsError {
  const covered = [...OPERATIONS.keys(), 'BatchExecuteStatement'].join(', ');
  return new AwsError(
    'UnknownOperationException',
    `The laptop's DynamoDB does not cover "${operation}" (it has no transactions, and PartiQL in batches only); it covers ${covered}.`,
  );
}

function parseInput(body: string): z.infer<typeof inputSchema> {
  try {
    return inputSchema.parse(JSON.parse(body));
  } catch {
    throw new AwsError('SerializationException', 'The body is not a JSON object with a table’s name.');
  }
}
