import * as z from 'zod';
import type { Dynalite } from './dynalite-process.ts';

/** Calls by the local service itself, which no role's policies govern. */
export type Call = <T>(operation: string, input: unknown, schema: z.ZodType<T>) => Promise<T>;

/** An error that DynamoDB answered. */
export class DynamoDbError extends Error {
  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}

const errorSchema = z.looseObject({ __type: z.string(), message: z.string().default('') });

/** A client that sends operations straight to dynalite and parses what it answers. */
export function directClient(dynalite: Dynalite): Call {
  return async (operation, input, schema) => {
    const answer = await dynalite.post(headersFor(operation), Buffer.from(JSON.stringify(input)));
    const output: unknown = JSON.parse(answer.body.toString());
    if (answer.status === 200) return schema.parse(output);
    const { __type, message } = errorSchema.parse(output);
    throw new DynamoDbError(__type.split('#').at(-1) ?? __type, message);
  };
}

/** dynalite asks that a request looks signed; it does not verify it. */
function headersFor(operation: string): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    'x-amz-date': '20260101T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=stack/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none',
  };
}
