import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Facts, FunctionCounts } from '../../dashboard/facts.ts';
import { readChecksReport } from '../../domain/contracts/checks-report.ts';
import { CHECKS_KEY } from '../../domain/contracts/lake-layout.ts';
import type { SocialMetric } from '../../domain/contracts/operations.ts';
import { lastHours, readCounts, readThrottled } from './counts.ts';
import { failedRecordsOf } from './failed-records.ts';
import { bucketOf } from './objects.ts';
import { replayRuns } from './replay-runs.ts';

export interface FactsClients {
  readonly cloudWatch: CloudWatchClient;
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
}

/** The stack's outputs of these names. */
export interface FactsPlace {
  readonly metricsNamespace: string;
  readonly reprocessFunctionName: string;
  readonly lakeBucket: string;
  /** Facts.lakeOption */
  readonly lakeOption: string;
}

const HOURS = 24;

/** Everything at once; what fails is a sentence among the problems, and the rest is there. */
export async function operationsFacts(clients: FactsClients, place: FactsPlace, nowMs: number): Promise<Facts> {
  const problems: string[] = [];
  const orNull = <T>(what: string, gathered: Promise<T>): Promise<T | null> =>
    gathered.catch((error: unknown) => {
      problems.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    });
  const [counts, failed, checks] = await Promise.all([
    orNull('The functions’ metrics could not be read', functionCounts(clients, place, nowMs)),
    orNull('What lies under failed/ could not be counted', failedRecords(clients, place, nowMs)),
    orNull('What the checks found could not be read', checksReport(clients, place)),
  ]);
  return { problems: problems.sort(), counts, failed, checks, lakeOption: place.lakeOption };
}

async function functionCounts(
  { cloudWatch }: FactsClients,
  { metricsNamespace }: FactsPlace,
  nowMs: number,
): Promise<FunctionCounts> {
  const hours = lastHours(HOURS, nowMs);
  const [counts, throttled] = await Promise.all([
    readCounts(cloudWatch, metricsNamespace, hours),
    readThrottled(cloudWatch, metricsNamespace, hours),
  ]);
  const bothWays = (metric: SocialMetric) => counts('receiver', metric) + counts('social', metric);
  return {
    hours: HOURS,
    received: bothWays('ItemsReceived'),
    duplicates: bothWays('ItemsDuplicate'),
    rejected: counts('receiver', 'ItemsRejected'),
    unfinished: bothWays('ItemsUnfinished'),
    refusedSignatures: counts('receiver', 'SignatureRefused'),
    previousSignatures: counts('receiver', 'SignaturePrevious'),
    throttled,
    failed: counts('transform', 'ItemsFailed'),
  };
}

/** As `lake failures` lists them. */
export function failedRecords(
  { lambda }: Pick<FactsClients, 'lambda'>,
  { reprocessFunctionName }: Pick<FactsPlace, 'reprocessFunctionName'>,
  nowMs: number,
) {
  const until = new Date(nowMs).toISOString();
  return failedRecordsOf(replayRuns(lambda, reprocessFunctionName, { from: 'failed', dryRun: true, until }));
}

async function checksReport({ s3 }: FactsClients, { lakeBucket }: FactsPlace) {
  return readChecksReport(await bucketOf(s3, lakeBucket).readText(CHECKS_KEY)) ?? 'never';
}
