/** What the operations page shows of a running lake that no statement of its own answers. */
import { join } from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import type { Facts } from '../../dashboard/facts.ts';
import type { Tail } from '../../dashboard/tail.ts';
import type { FailedItem } from '../../domain/contracts/replay/answer.ts';
import { failedRecords, operationsFacts } from '../../lambdas/aws/operations-facts.ts';
import { athenaAsk, pageStatements } from '../../lambdas/aws/page-answers.ts';
import { lakeOptionOf } from './lake-option.ts';
import type { Target } from './target.ts';

const SQL_FOLDER = join(import.meta.dirname, '..', '..', 'athena-sql');
const TAIL = 'operations_tail';
/** The tail is asked for every two seconds; to list what failed is a run of the reprocess function. */
const LISTED_FOR_MS = 10_000;

export interface Operations {
  readonly facts: () => Promise<Facts>;
  readonly tail: () => Promise<Tail>;
}

/** Of a lake, with the rights of whoever runs it. */
export function operationsOf(target: Target, nowMs = Date.now): Operations {
  const { clientConfig, output } = target;
  const isLaptop = clientConfig.endpoint !== undefined;
  const clients = {
    cloudWatch: new CloudWatchClient(clientConfig),
    lambda: new LambdaClient(clientConfig),
    s3: new S3Client({ ...clientConfig, forcePathStyle: isLaptop }),
  };
  const place = {
    metricsNamespace: output('MetricsNamespace'),
    reprocessFunctionName: output('ReprocessFunctionName'),
    lakeBucket: output('LakeBucket'),
    lakeOption: lakeOptionOf(target),
  };
  const athena = new AthenaClient(clientConfig);
  const ask = athenaAsk(athena, { workgroup: output('Workgroup'), database: output('Database') });
  const sql = pageStatements(SQL_FOLDER)(TAIL).replace(/^(--.*\n)+/, '');
  const failed = remembered(LISTED_FOR_MS, nowMs, () => newestFailed(clients, place, nowMs()));
  const tail = async (): Promise<Tail> => {
    const [answer, items] = await Promise.all([answered(() => ask(sql), sql), failed()]);
    return { answer, failed: items };
  };
  const facts = async () => {
    const [gathered, newest] = await Promise.all([operationsFacts(clients, place, nowMs()), tail()]);
    return { ...gathered, tail: newest };
  };
  return { facts, tail };
}

async function newestFailed(...from: Parameters<typeof failedRecords>): Promise<readonly FailedItem[] | null> {
  return failedRecords(...from).then(
    ({ newest }) => newest,
    () => null,
  );
}

async function answered(ask: () => ReturnType<ReturnType<typeof athenaAsk>>, sql: string): Promise<Tail['answer']> {
  try {
    return { statement: TAIL, sql, ...(await ask()) };
  } catch (error) {
    return {
      statement: TAIL,
      sql,
      columns: [],
      rows: [],
      error: error instanceof Error ? error.message : String(error),
    };
  }
}

/** The same promise for some time. */
function remembered<T>(forMs: number, nowMs: () => number, make: () => Promise<T>): () => Promise<T> {
  let made: { readonly at: number; readonly value: Promise<T> } | undefined;
  return () => {
    if (made === undefined || nowMs() - made.at > forMs) made = { at: nowMs(), value: make() };
    return made.value;
  };
}
