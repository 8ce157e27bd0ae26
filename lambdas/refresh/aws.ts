import { randomBytes } from 'node:crypto';
import { AthenaClient } from '@aws-sdk/client-athena';
import { GlueClient } from '@aws-sdk/client-glue';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectsCommand, S3Client } from '@aws-sdk/client-s3';
import { GENERATION } from '../../domain/contracts/current-generation.ts';
import type { EnvironmentValues, REFRESH_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { REFRESH_LEASE_KEY } from '../../domain/contracts/lake-layout.ts';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';
import { withoutComments } from '../../domain/sql/comments.ts';
import type { Relations } from '../../domain/sql/deployed-views.ts';
import { refreshSteps } from '../../domain/sql/refresh-query.ts';
import { athenaExecutions, endOf, startExecution } from '../aws/athena.ts';
import { fetchResult } from '../aws/athena-result.ts';
import { start } from '../aws/invoke.ts';
import type { LeasePorts } from '../aws/lease.ts';
import { leaseObjectPorts } from '../aws/lease-object.ts';
import { bucketOf } from '../aws/objects.ts';
import { gluePartitions } from '../aws/partitions.ts';
import { newRunId } from '../aws/run-id.ts';
import { readViewFiles } from '../aws/view-files.ts';
import type { Refresh, RefreshPorts } from './refresh.ts';
import { refreshStatements } from './statements.ts';
import type { Call } from './under-lease.ts';

type Environment = EnvironmentValues<typeof REFRESH_ENVIRONMENT>;

/** An invocation of the function. */
export interface Invocation {
  readonly timeLeftMs: () => number;
  readonly functionName: string;
}

export interface Deployed {
  readonly work: Omit<Refresh, 'lease'>;
  readonly lease: LeasePorts;
  readonly call: Call;
}

/** People's queries share Athena's quotas, and a call that is given up costs the whole generation. */
const PATIENT = { maxAttempts: 8 };

/** Time kept at the end for saving how far it came. */
const TO_SAVE_MS = 30_000;
/** No statement is begun later: most end in less, and one that does not is waited for by the next invocation. */
const TO_BEGIN_MS = 120_000;
/** "DeleteObjects" (Amazon S3 API Reference): 1,000 keys at most. */
const MOST_DELETED = 1_000;

/** The refresh of a deployed lake, with the SQL of its bundle. */
export function deployed(environment: Environment, sqlFolder: string): (invocation: Invocation) => Deployed {
  const s3 = new S3Client();
  const clients = {
    s3,
    athena: new AthenaClient(PATIENT),
    glue: new GlueClient(PATIENT),
    lambda: new LambdaClient(),
  };
  const relations: Relations = { views: readViewFiles(sqlFolder), tables: REFRESHED_TABLES };
  const steps = refreshSteps(relations);
  const statements = refreshStatements(sqlFolder, relations, environment.LAKE_BUCKET);
  const lease = leaseObjectPorts(s3, environment.LAKE_BUCKET, REFRESH_LEASE_KEY);
  return (invocation) => {
    const ports = refreshPorts(clients, environment, invocation);
    return {
      work: { ports, steps, statements, tables: REFRESHED_TABLES },
      lease,
      call: callOf(clients.lambda, environment, invocation),
    };
  };
}

interface Clients {
  readonly s3: S3Client;
  readonly athena: AthenaClient;
  readonly glue: GlueClient;
  readonly lambda: LambdaClient;
}

function refreshPorts(
  { s3, athena, glue }: Clients,
  { LAKE_BUCKET: Bucket, WORKGROUP: workgroup, DATABASE: database }: Environment,
  { timeLeftMs }: Invocation,
): RefreshPorts {
  const execution = athenaExecutions(athena, { workgroup, database });
  const objects = bucketOf(s3, Bucket);
  const partitions = gluePartitions(glue, database);
  return {
    start: (sql) => startExecution(athena, { workgroup, database }, withoutComments(sql)),
    ended: (executionId) => endOf(athena, executionId, () => timeLeftMs() < TO_SAVE_MS),
    newFolder: () => randomBytes(4).toString('hex'),
    hasTime: () => timeLeftMs() > TO_BEGIN_MS,
    run: async (sql) => void (await execution(sql)),
    rows: async (sql) => (await fetchResult(athena, await execution(sql))).rows.slice(1),
    register: (table, added) =>
      partitions.register(
        table,
        added.map(({ values, prefix }) => ({ values, location: `s3://${Bucket}/${prefix}` })),
      ),
    unregister: partitions.remove,
    readText: objects.readText,
    writeText: (key, text) => objects.writeText(key, text, 'application/json'),
    listKeys: async (prefix) => {
      const keys: string[] = [];
      for await (const { key } of objects.objects(prefix)) keys.push(key);
      return keys;
    },
    generationsBelow: async (prefix) => (await objects.folders(prefix)).flatMap(generationOf),
    removeObjects: (keys) => removeObjects(s3, Bucket, keys),
    nowMs: Date.now,
  };
}

function generationOf(folder: string): readonly string[] {
  const [, generation = ''] = /generation=([^/]+)\/$/.exec(folder) ?? [];
  return GENERATION.test(generation) ? [generation] : [];
}

/** @throws Error naming the first object that S3 did not remove, and why. */
async function removeObjects(client: S3Client, Bucket: string, keys: readonly string[]): Promise<void> {
  for (let first = 0; first < keys.length; first += MOST_DELETED) {
    const Objects = keys.slice(first, first + MOST_DELETED).map((Key) => ({ Key }));
    const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    const [failed] = Errors;
    if (failed) throw new Error(`${failed.Key} could not be removed: ${failed.Code} ${failed.Message ?? ''}`);
  }
}

function callOf(
  lambda: LambdaClient,
  { PAGES_FUNCTION: pages }: Pick<Environment, 'PAGES_FUNCTION'>,
  { timeLeftMs, functionName }: Invocation,
): Call {
  return {
    timeLeftMs,
    newGeneration: newRunId,
    goOn: (request) => start(lambda, functionName, request),
    startPages: async () => (pages === '' ? undefined : start(lambda, pages, {})),
  };
}
