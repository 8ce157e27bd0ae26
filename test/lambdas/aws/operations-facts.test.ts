import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { type ChecksReport, checksReportText } from '../../../domain/contracts/checks-report.ts';
import { type FactsPlace, operationsFacts } from '../../../lambdas/aws/operations-facts.ts';
import { NO_RUN } from '../../../lambdas/aws/replay-runs.ts';

const NOW_MS = Date.parse('2026-11-28T12:30:00Z');
const PLACE: FactsPlace = {
  metricsNamespace: 'Lake',
  reprocessFunctionName: 'Reprocess',
  lakeBucket: 'lake',
  lakeOption: '--stack Lake',
};
const REPORT: ChecksReport = {
  checkedAt: '2026-11-28T03:00:00.000Z',
  seconds: 9.8,
  totals: { checks: 2, ok: 1, warn: 0, fail: 1, error: 0 },
  findings: [{ outcome: 'fail', view: 'metric_cost', rule: 'no negative cost', rows: 3 }],
};

interface World {
  /** `receiver.SignatureRefused`, or a metric without a service; hours of it. */
  readonly metrics?: Readonly<Record<string, readonly number[]>>;
  readonly answers?: readonly object[];
  readonly report?: string;
  /** The calls that are denied. */
  readonly denied?: readonly string[];
}

function clientsOf({ metrics = {}, answers = [NO_RUN], report, denied = [] }: World) {
  const asked: unknown[] = [];
  const left = [...answers];
  const send = async (command: unknown) => {
    if (denied.includes(Object(command).constructor.name)) throw new Error('AccessDenied: not yours');
    if (command instanceof GetMetricDataCommand) {
      asked.push(command.input);
      const resultOf = ({ Id, Label, MetricStat }: MetricDataQuery) => {
        const [service] = MetricStat?.Metric?.Dimensions ?? [];
        const name = [service?.Value, MetricStat?.Metric?.MetricName].filter(Boolean).join('.');
        return { Id, Label, Values: metrics[name] ?? [] };
      };
      return { MetricDataResults: command.input.MetricDataQueries?.map(resultOf) };
    }
    if (command instanceof InvokeCommand) {
      asked.push(JSON.parse(String(command.input.Payload)));
      return { Payload: Buffer.from(JSON.stringify(left.shift())) };
    }
    if (!(command instanceof GetObjectCommand)) throw new Error('No other call is made.');
    if (report === undefined) throw Object.assign(new Error('no such key'), { name: 'NoSuchKey' });
    return { Body: { transformToString: async () => report } };
  };
  const region = 'eu-west-1';
  const cloudWatch: CloudWatchClient = Object.assign(new CloudWatchClient({ region }), { send });
  const lambda: LambdaClient = Object.assign(new LambdaClient({ region }), { send });
  const s3: S3Client = Object.assign(new S3Client({ region }), { send });
  return { clients: { cloudWatch, lambda, s3 }, asked };
}

describe('what no statement answers', () => {
  test('is counted from the metrics of 24 hours and the one under way, by webhook and by topic together', async () => {
    const { clients, asked } = clientsOf({
      metrics: {
        ...{ 'receiver.ItemsReceived': [10, 5], 'social.ItemsReceived': [2], 'receiver.SignatureRefused': [3] },
        ...{ 'receiver.ItemsRejected': [4], RequestsThrottled: [7, 1] },
      },
    });
    const { counts, problems } = await operationsFacts(clients, PLACE, NOW_MS);
    expect(problems).toEqual([]);
    expect(counts).toEqual({
      ...{ hours: 24, received: 17, duplicates: 0, rejected: 4, unfinished: 0 },
      ...{ refusedSignatures: 3, previousSignatures: 0, throttled: 8, failed: 0 },
    });
    const [StartTime, EndTime] = [new Date('2026-11-27T12:00:00Z'), new Date('2026-11-28T13:00:00Z')];
    expect(asked).toContainEqual(expect.objectContaining({ StartTime, EndTime }));
  });

  test('says nothing of throttled requests where none was ever counted', async () => {
    const { counts } = await operationsFacts(clientsOf({}).clients, PLACE, NOW_MS);
    expect(counts).toMatchObject({ throttled: null, refusedSignatures: 0 });
  });

  test('is what lies under failed/, of all runs together, and nothing is put', async () => {
    const group = { type: 'processing-failed', code: 'c', reason: 'normaliser_error', firstSeenMs: 1, lastSeenMs: 2 };
    const other = { ...group, reason: 'not_json', count: 4 };
    const item = { source: 'meta', kind: 'status', eventKey: 'a', reason: 'normaliser_error' };
    const { clients, asked } = clientsOf({
      answers: [
        {
          ...NO_RUN,
          failures: [{ ...group, count: 2 }, other],
          newestFailed: [{ ...item, receivedAtMs: 1 }],
          cursor: 'on',
        },
        { ...NO_RUN, failures: [{ ...group, count: 3, lastSeenMs: 9 }], newestFailed: [{ ...item, receivedAtMs: 9 }] },
      ],
    });
    const { failed } = await operationsFacts(clients, PLACE, NOW_MS);
    expect(failed?.groups).toEqual([{ ...group, count: 5, lastSeenMs: 9 }, other]);
    expect(failed?.newest.map(({ receivedAtMs }) => receivedAtMs)).toEqual([9, 1]);
    expect(asked).toContainEqual({ from: 'failed', dryRun: true, until: '2026-11-28T12:30:00.000Z', cursor: 'on' });
  });

  test('is what the last run of the checks found, or that there was none', async () => {
    const { checks } = await operationsFacts(clientsOf({ report: checksReportText(REPORT) }).clients, PLACE, NOW_MS);
    expect(checks).toEqual(REPORT);
    expect((await operationsFacts(clientsOf({}).clients, PLACE, NOW_MS)).checks).toBe('never');
  });
});

test.each([
  ['GetMetricDataCommand', 'counts', 'The functions’ metrics could not be read: AccessDenied: not yours'],
  ['InvokeCommand', 'failed', 'What lies under failed/ could not be counted: AccessDenied: not yours'],
  ['GetObjectCommand', 'checks', 'What the checks found could not be read: AccessDenied: not yours'],
] as const)(
  'where %s fails, %s are missing with a sentence, and the rest is there',
  async (command, name, sentence) => {
    const facts = await operationsFacts(clientsOf({ denied: [command] }).clients, PLACE, NOW_MS);
    expect(facts.problems).toEqual([sentence]);
    const missing = (['counts', 'failed', 'checks'] as const).filter((one) => facts[one] === null);
    expect(missing).toEqual([name]);
  },
);

test('a report that cannot be read is a problem with what to do', async () => {
  const { checks, problems } = await operationsFacts(clientsOf({ report: '{"a":1}' }).clients, PLACE, NOW_MS);
  expect([checks, problems]).toEqual([null, [expect.stringContaining('npx lake check')]]);
});
