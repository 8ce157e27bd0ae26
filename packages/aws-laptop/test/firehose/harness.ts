import type { AwsRequest, Principal, Resource } from '../../src/aws.ts';
import { createFirehose, type Firehose, type FirehoseOptions } from '../../src/firehose/firehose.ts';
import { echo, everything, functionsOf, memoryStore, streamResource, tableResource, templateOf } from './support.ts';

export const COLUMNS = { id: 'string', dt_seen: 'date', count: 'int', at: 'timestamp' };

export type HarnessOptions = Partial<FirehoseOptions> & {
  readonly dataDir: string;
  readonly destination: Record<string, unknown>;
  readonly principal?: Principal;
  readonly respond?: Parameters<typeof functionsOf>[0];
};

/** A Firehose with one stream, `events`, over an in-memory store and a function that echoes. */
export async function startHarness(options: HarnessOptions) {
  const store = memoryStore();
  const functions = functionsOf(options.respond ?? echo);
  const logged: string[] = [];
  const resources: Resource[] = [
    tableResource(COLUMNS, { dt: 'date', family: 'string' }),
    streamResource('events', options.destination),
  ];
  const firehose = await createFirehose({
    template: templateOf(resources, options.principal),
    store,
    functions,
    log: (text) => logged.push(text),
    ...options,
  });
  return { store, functions, logged, firehose, put: (records: readonly Buffer[]) => putBatch(firehose, records) };
}

/** Calls an operation over the wire protocol, as an SDK does. */
export async function call(
  firehose: Firehose,
  operation: string,
  input: unknown,
  principal: Principal = everything,
): Promise<Record<string, unknown>> {
  const request: AwsRequest = {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { 'x-amz-target': `Firehose_20150804.${operation}` },
    body: Buffer.from(JSON.stringify(input)),
    principal,
  };
  const { body } = await firehose.service.handle(request);
  return JSON.parse(body.toString());
}

export function putBatch(firehose: Firehose, records: readonly Buffer[]): Promise<Record<string, unknown>> {
  const Records = records.map((data) => ({ Data: data.toString('base64') }));
  return call(firehose, 'PutRecordBatch', { DeliveryStreamName: 'events', Records });
}
