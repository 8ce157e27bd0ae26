import { Agent, request } from 'node:http';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { AwsError, type AwsResponse } from '../aws.ts';
import type { Scope } from '../template/scope.ts';

/** dynalite on a thread of its own. */
export interface Dynalite {
  /** Passes a request on; its headers must be signed, with any signature. */
  post(headers: Readonly<Record<string, string>>, body: Buffer): Promise<AwsResponse>;
  close(): Promise<void>;
}

const SCRIPT = new URL('./dynalite-worker.ts', import.meta.url);
const readySchema = z.object({ port: z.number().int().positive() });

/** Connection headers belong to one connection; the answer is passed on whole, so it must not be compressed. */
const NOT_PASSED_ON = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding', 'expect'];

/**
 * Starts dynalite over a folder. It has its own thread because it answers a store that will not open, or that breaks
 * later, by throwing outside any call: there, that ends the thread and not the stack.
 */
export async function startDynalite(dataDir: string, scope: Scope): Promise<Dynalite> {
  const env = { AWS_ACCOUNT_ID: scope.accountId, AWS_REGION: scope.region };
  const worker = new Worker(SCRIPT, { workerData: { dataDir }, env, stdout: true, stderr: true });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.on('error', () => undefined); // The calls under way fail, and say why.
  const port = await portOf(worker, ended, dataDir);
  const agent = new Agent({ keepAlive: true });
  return {
    post: (headers, body) => post({ agent, port, dataDir }, headers, body),
    async close() {
      agent.destroy();
      worker.postMessage('close');
      await ended;
    },
  };
}

function portOf(worker: Worker, ended: Promise<void>, dataDir: string): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: unknown) => resolve(readySchema.parse(message).port));
    ended.then(() => reject(unusable(dataDir)));
  });
}

interface Target {
  readonly agent: Agent;
  readonly port: number;
  readonly dataDir: string;
}

function post(target: Target, headers: Readonly<Record<string, string>>, body: Buffer): Promise<AwsResponse> {
  const kept = Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.includes(name));
  const options = {
    agent: target.agent,
    host: '127.0.0.1',
    port: target.port,
    method: 'POST',
    headers: { ...Object.fromEntries(kept), 'content-length': body.length },
  };
  return new Promise((resolve, reject) => {
    const failed = () => reject(unusable(target.dataDir));
    const call = request(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', failed);
      answer.on('end', () => resolve(toResponse(answer.statusCode ?? 500, answer.headers, Buffer.concat(chunks))));
    });
    call.on('error', failed);
    call.end(body);
  });
}

function toResponse(status: number, headers: NodeJS.Dict<string | string[]>, body: Buffer): AwsResponse {
  const kept = ['content-type', 'x-amz-crc32'].map((name) => [name, String(headers[name] ?? '')]);
  return { status, headers: Object.fromEntries(kept.filter(([, value]) => value !== '')), body };
}

/** dynalite does not say why its store will not open: these are the causes there are. */
function unusable(dataDir: string): AwsError {
  return new AwsError(
    'InternalServerError',
    `The DynamoDB data folder ${dataDir} cannot be used: another running stack holds it, or it is corrupt. ` +
      'Stop the other stack, or move the folder away to begin with empty tables.',
    500,
  );
}
