import { encodeEnvelope } from '../../domain/event/envelope.ts';
import { sourceNamed } from '../../domain/sources/registry.ts';
import { handler } from '../../lambdas/receiver/handler.ts';
import { receive } from '../../lambdas/receiver/receive.ts';
import { contextOf, deliveryOf } from './deliveries.ts';

/** What the parent asks for: so many POSTs of so many updates, one after the other, as an execution environment does. */
export interface Order {
  readonly what: 'handler' | 'core';
  readonly posts: number;
  readonly updates: number;
}

/** Of each POST, in milliseconds. */
export interface Times {
  readonly wallMs: number;
  /** Of all threads of the process. */
  readonly cpuMs: number;
}

let round = 0;

process.on('message', async ({ what, posts, updates }: Order) => {
  const times: Times[] = [];
  for (let post = 0; post < posts; post += 1) {
    round += 1;
    times.push(await (what === 'handler' ? timedHandler(updates) : timedCore(updates)));
  }
  process.send?.({ times });
});

async function timedHandler(updates: number): Promise<Times> {
  const event = deliveryOf(updates, round);
  return timed(async () => {
    const { statusCode, body } = await handler(event, contextOf(`request-${round}`));
    if (statusCode !== 200) throw new Error(`The receiver answered ${statusCode}: ${body}`);
  });
}

/** The same without its calls: verify, parse, split, name, wrap. */
async function timedCore(updates: number): Promise<Times> {
  const event = deliveryOf(updates, round);
  return timed(async () => {
    await receive(event, {
      source: sourceNamed,
      credentials: async () => ({ app_secret: 'bench-app-secret' }),
      freshCredentials: async () => null,
      eventKeySecret: async () => 'bench-event-key-secret-of-enough-length',
      ingest: async (envelopes) => {
        for (const envelope of envelopes) encodeEnvelope(envelope);
        return { accepted: envelopes.length, duplicates: 0, unfinished: [] };
      },
      onSecretError: (error) => {
        throw error;
      },
      count: () => {},
      nowMs: Date.now,
      apiVersion: 'v26.0',
      publicBaseUrl: '',
    });
  });
}

async function timed(work: () => Promise<void>): Promise<Times> {
  const startCpu = process.cpuUsage();
  const startMs = performance.now();
  await work();
  const wallMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(startCpu);
  return { wallMs, cpuMs: (user + system) / 1000 };
}
