import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod';
import type { Order } from './function.ts';

/** The receiver in a process of its own, with its services in another: a processor's time is then the receiver's. */
export interface Bench {
  readonly run: (order: Order) => Promise<Run>;
  readonly close: () => void;
}

/** What one order took: the times of each POST, and how many calls of each operation all of them made. */
export type Run = z.infer<typeof timesSchema> & z.infer<typeof callsSchema>;

const portSchema = z.object({ port: z.int() });
const timesSchema = z.object({ times: z.array(z.object({ wallMs: z.number(), cpuMs: z.number() })) });
const callsSchema = z.object({ calls: z.record(z.string(), z.number()) });

export async function startBench(): Promise<Bench> {
  const services = fork(new URL('./services.ts', import.meta.url));
  const { port } = await answerOf(services, portSchema);
  // Its standard output is the function's log.
  const receiver = fork(new URL('./function.ts', import.meta.url), {
    env: { ...process.env, ...environment(port) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    async run(order) {
      receiver.send(order);
      const { times } = await answerOf(receiver, timesSchema);
      services.send('calls');
      return { times, ...(await answerOf(services, callsSchema)) };
    },
    close() {
      receiver.kill();
      services.kill();
    },
  };
}

async function answerOf<T>(child: ChildProcess, schema: z.ZodType<T>): Promise<T> {
  const ended = new AbortController();
  child.once('exit', () => ended.abort(new Error('A process of the bench ended; what it said stands above.')));
  const [message] = await once(child, 'message', { signal: ended.signal });
  return schema.parse(message);
}

function environment(port: number): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    POWERTOOLS_SERVICE_NAME: 'receiver',
    POWERTOOLS_METRICS_NAMESPACE: 'Bench',
    CLAIMS_TABLE: 'claims',
    STREAM_NAME: 'stream',
    EVENT_KEY_SECRET: 'event-key',
    API_VERSION: 'v26.0',
    LEASE_SECONDS: '20',
    CLAIM_TTL_DAYS: '14',
    SECRET_CACHE_SECONDS: '300',
    PUBLIC_BASE_URL: '',
    SOURCE_SECRETS: JSON.stringify({ meta: 'source' }),
  };
}
