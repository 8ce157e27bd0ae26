import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { GlueClient } from '@aws-sdk/client-glue';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import type { COMPACT_ENVIRONMENT, EnvironmentValues } from '../../domain/contracts/environment.ts';
import { COMPACTION_LEASE_KEY } from '../../domain/contracts/lake-layout.ts';
import { withLiterals } from '../../domain/sql/literals.ts';
import { reportingLiterals } from '../../domain/sql/reporting.ts';
import { athenaExecutions } from '../aws/athena.ts';
import { fetchResult } from '../aws/athena-result.ts';
import { start } from '../aws/invoke.ts';
import type { LeasePorts } from '../aws/lease.ts';
import { leaseObjectPorts } from '../aws/lease-object.ts';
import { type Bucket, bucketOf } from '../aws/objects.ts';
import { gluePartitions } from '../aws/partitions.ts';
import { newRunId } from '../aws/run-id.ts';
import type { Compaction, CompactionPorts } from './compact.ts';
import { maintenanceStatements } from './statements.ts';

type Environment = EnvironmentValues<typeof COMPACT_ENVIRONMENT>;

/** Views that hold the reporting window: made again each night, as the window moves. */
const WINDOW_VIEWS = ['intermediate/int_reporting_events', 'staging/stg_reporting_settings'];

export interface Deployed {
  readonly compaction: Omit<Compaction, 'lease'>;
  readonly lease: LeasePorts;
  readonly startRefresh: () => Promise<void>;
}

/** The compaction of a deployed lake, with the SQL of its bundle. */
export function deployed(environment: Environment, sqlFolder: string): Deployed {
  const { LAKE_BUCKET: bucket, OPEN_DAYS: openDays, DAYS_PER_RUN: daysPerRun } = environment;
  const s3 = new S3Client();
  const viewText = (path: string) => readFileSync(join(sqlFolder, `${path}.sql`), 'utf8');
  const windowTexts = WINDOW_VIEWS.map(viewText);
  const compaction = {
    ports: compactionPorts({ s3, athena: new AthenaClient(), glue: new GlueClient() }, environment),
    settings: {
      bucket,
      openDays,
      keptDays: environment.KEPT_DAYS,
      daysPerRun,
      deleteSuperseded: environment.DELETE_SUPERSEDED === 'true',
    },
    statements: maintenanceStatements(sqlFolder),
    eventsView: viewText('staging/events'),
    windowViews: (nowMs: number) =>
      windowTexts.map((text) => withLiterals(text, reportingLiterals(environment, nowMs))),
  };
  const lambda = new LambdaClient();
  const startRefresh = () => start(lambda, environment.REFRESH_FUNCTION, {});
  return { compaction, lease: leaseObjectPorts(s3, bucket, COMPACTION_LEASE_KEY), startRefresh };
}

/** The lifecycle rule of the lake's bucket looks for it (lib/lake/stores.ts). */
const SUPERSEDED = { TagSet: [{ Key: 'superseded', Value: 'true' }] };

const TABLE = 'compacted_rows';

interface Clients {
  readonly s3: S3Client;
  readonly athena: AthenaClient;
  readonly glue: GlueClient;
}

function compactionPorts({ s3, athena, glue }: Clients, environment: Environment): CompactionPorts {
  const { LAKE_BUCKET: Bucket, WORKGROUP: workgroup, DATABASE: database } = environment;
  const execute = athenaExecutions(athena, { workgroup, database });
  const objects = bucketOf(s3, Bucket);
  const partitions = gluePartitions(glue, database);
  return {
    keys: (prefix) => keysOf(objects, prefix),
    folders: objects.folders,
    readText: objects.readText,
    writeText: (key, text) => objects.writeText(key, text),
    remove: objects.remove,
    tagSuperseded: async (Key) =>
      void (await s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: SUPERSEDED }))),
    putPartitions: (some) => partitions.register(TABLE, some),
    removePartitions: (values) => partitions.remove(TABLE, values),
    run: async (sql) => void (await execute(sql)),
    rows: async (sql) => resultRows(athena, await execute(sql)),
    newRunId,
  };
}

async function* keysOf({ objects }: Bucket, prefix: string): AsyncGenerator<string> {
  for await (const { key } of objects(prefix)) yield key;
}

/** Without Athena's first row of a SELECT, its header. */
async function resultRows(client: AthenaClient, executionId: string): Promise<readonly (readonly string[])[]> {
  const { rows } = await fetchResult(client, executionId);
  return rows.slice(1).map((row) => row.map((value) => value ?? ''));
}
