import fs from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { onTestFinished } from 'vitest';
import { AwsError, type AwsRequest, type AwsResponse, type AwsService, type Principal } from '../../src/aws.ts';
import { type CloudWatch, createCloudWatch } from '../../src/cloudwatch/cloudwatch.ts';

/** The time of the tests: 30 seconds into a minute. */
export const NOW = new Date('2026-03-10T12:00:30Z');
export const MINUTE = new Date('2026-03-10T12:00:00Z');

export function minutesFrom(start: Date, minutes: number): Date {
  return new Date(start.getTime() + minutes * 60_000);
}

export async function temporaryFolder(): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'cloudwatch-'));
  onTestFinished(() => fs.rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A clock that the test sets. */
export function clock(): { now: () => number; set(date: Date): void } {
  let time = NOW.getTime();
  return {
    now: () => time,
    set(date) {
      time = date.getTime();
    },
  };
}

export async function startCloudWatch(now: () => number = () => NOW.getTime()): Promise<CloudWatch> {
  const cloudWatch = createCloudWatch({ dataDir: await temporaryFolder(), now });
  onTestFinished(() => cloudWatch.close());
  return cloudWatch;
}

/** A real SDK client of the service, in the name of a role that may do the actions. */
export async function clientOf(
  service: AwsService,
  actions: readonly string[] = ['cloudwatch:GetMetricData', 'cloudwatch:ListMetrics'],
): Promise<CloudWatchClient> {
  const principal: Principal = {
    arn: 'arn:aws:sts::123456789012:assumed-role/reader/test',
    allows: (action, resource) => actions.includes(action) && resource === '*',
  };
  const client = new CloudWatchClient({
    endpoint: await serve(service, principal),
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'not-verified' },
    maxAttempts: 1,
  });
  onTestFinished(() => client.destroy());
  return client;
}

async function serve(service: AwsService, principal: Principal): Promise<string> {
  const server = createServer(async (message, response) => {
    const { status, headers, body } = await answer(service, await requestOf(message, principal));
    response.writeHead(status, { ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

async function requestOf(message: IncomingMessage, principal: Principal): Promise<AwsRequest> {
  const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: message.method ?? '',
    path: message.url ?? '',
    query: new URLSearchParams(),
    headers: Object.fromEntries(headers),
    body: Buffer.from(await text(message)),
    principal,
  };
}

async function answer(service: AwsService, request: AwsRequest): Promise<AwsResponse> {
  try {
    return await service.handle(request);
  } catch (error) {
    const { code, status, message } =
      error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
    return { status, body: JSON.stringify({ __type: code, message }) };
  }
}

export interface Question {
  readonly metricName: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly periodSeconds?: number;
  readonly stat?: string;
  readonly unit?: 'Count' | 'Milliseconds';
  readonly start?: Date;
  readonly end?: Date;
  readonly scanBy?: 'TimestampAscending' | 'TimestampDescending';
}

export function queryFor({ metricName, dimensions = {}, periodSeconds = 60, stat = 'Sum', unit }: Question) {
  return {
    Id: 'q1',
    MetricStat: {
      Metric: {
        Namespace: 'Shop',
        MetricName: metricName,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: periodSeconds,
      Stat: stat,
      Unit: unit,
    },
  } satisfies MetricDataQuery;
}

/** The data points of one metric in namespace Shop, as [ISO minute, value]. */
export async function ask(client: CloudWatchClient, question: Question): Promise<[string, number][]> {
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [queryFor(question)],
      StartTime: question.start ?? minutesFrom(MINUTE, -60),
      EndTime: question.end ?? minutesFrom(MINUTE, 1),
      ScanBy: question.scanBy,
    }),
  );
  const { Timestamps = [], Values = [] } = MetricDataResults?.[0] ?? {};
  return Timestamps.map((time, index) => [time.toISOString().slice(0, 16), Values[index] ?? Number.NaN]);
}
