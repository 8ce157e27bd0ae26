import * as z from 'zod';
import { AwsError } from '../aws.ts';

/** @throws AwsError InvalidRequestException naming the member and the rule. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AwsError('InvalidRequestException', z.prettifyError(parsed.error));
}
