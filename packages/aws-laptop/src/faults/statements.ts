import * as z from 'zod';
import type { AwsRequest, AwsResponse, AwsService } from '../aws.ts';
import type { Draw } from './outcomes.ts';

const inputSchema = z.looseObject({ Statements: z.array(z.unknown()) });
const outputSchema = z.looseObject({ Responses: z.array(z.unknown()) });

/** DynamoDB API Reference, "BatchStatementError": a code of its own, without the exception's ending. */
const THROTTLED = { Error: { Code: 'ThrottlingError', Message: 'Rate of requests exceeds the allowed throughput.' } };

/**
 * `partial` for BatchExecuteStatement: a statement that is struck is not carried out, and is answered as throttled
 * inside the 200, in its place among the others.
 */
export async function executeStatements(service: AwsService, request: AwsRequest, draw: Draw): Promise<AwsResponse> {
  const input = inputSchema.parse(JSON.parse(request.body.toString('utf8')));
  const isStruck = input.Statements.map(() => draw('dynamodb', 'BatchExecuteStatement', ['partial']) !== undefined);
  if (!isStruck.includes(true)) return service.handle(request);
  const Statements = input.Statements.filter((_statement, index) => isStruck[index] === false);
  const answers = (await carryOut(service, request, { ...input, Statements })).values();
  const Responses = isStruck.map((struck) => (struck ? THROTTLED : answers.next().value));
  const headers = { 'content-type': request.headers['content-type'] ?? 'application/x-amz-json-1.0' };
  return { status: 200, headers, body: JSON.stringify({ Responses }) };
}

async function carryOut(
  service: AwsService,
  request: AwsRequest,
  input: z.infer<typeof inputSchema>,
): Promise<readonly unknown[]> {
  if (input.Statements.length === 0) return [];
  const { body } = await service.handle({ ...request, body: Buffer.from(JSON.stringify(input)) });
  return outputSchema.parse(JSON.parse(body.toString())).Responses;
}
