import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import { jsonText } from '../../domain/shared/json-text.ts';

/** How a function failed. The message is the function's own: it may quote what it met. */
export interface FunctionFailure {
  readonly type: string;
  readonly message: string | undefined;
}

export type Invoked = { readonly payload: unknown } | { readonly failure: FunctionFailure };

const failureText = jsonText(z.object({ errorType: z.optional(z.string()), errorMessage: z.optional(z.string()) }));

/** Calls a function and waits for its answer. Throws the service's errors, not the function's. */
export async function invoke(client: LambdaClient, FunctionName: string, event: unknown): Promise<Invoked> {
  const { Payload, FunctionError } = await client.send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(event)) }),
  );
  const text = Buffer.from(Payload ?? '').toString('utf8');
  if (FunctionError === undefined) return { payload: JSON.parse(text || 'null') };
  const { errorType = FunctionError, errorMessage } = z.safeParse(failureText, text).data ?? {};
  return { failure: { type: errorType, message: errorMessage } };
}

/** Starts a function without waiting for it: Lambda queues the event, and tries again where the function fails. */
export async function start(client: LambdaClient, FunctionName: string, event: unknown): Promise<void> {
  const Payload = Buffer.from(JSON.stringify(event));
  await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
}

/** The function's answer. Throws with the function's own words when it fails. */
export async function answerOf(client: LambdaClient, functionName: string, event: unknown): Promise<unknown> {
  const invoked = await invoke(client, functionName, event);
  if ('payload' in invoked) return invoked.payload;
  const { message, type } = invoked.failure;
  throw new Error(message ?? `The function failed: ${type}.`);
}
