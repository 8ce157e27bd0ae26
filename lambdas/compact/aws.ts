import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { PutObjectTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import type { COMPACT_ENVIRONMENT, EnvironmentValues } from '../../domain/contracts/environment.ts';
import { COMPACTION_LEASE_KEY } from '../../domain/contracts/lake-layout.ts';
import { withLiterals } from '../../domain/sql/literals.ts';
import { reportingLiterals } from '../../domain/sql/reporting.ts';
import { athenaExecutions } from '../aws/athena.ts';
import { fetchResult } from '../aws/athena-result.ts';
import type { LeasePorts } from '../aws/lease.ts';
import { leaseObjectPorts } from '../aws/lease-object.ts';
import { type Bucket, bucketOf } from '../aws/objects.ts';
import type { Compaction, CompactionPorts } from './compact.ts';
import { maintenanceStatements } from './statements.ts';

type Environment = EnvironmentValues<typeof COMPACT_ENVIRONMENT>;

/** Views that hold the reporting window: made again each night, as the window moves. */
const WINDOW_VIEWS = ['intermediate/int_reporting_events', 'staging/stg_reporting_settings'];

export interface Deployed {
  readonly compaction: Omit<Compaction, 'lease'>;
  readonly lease: LeasePorts;
}

/** The compaction of a deployed lake, with the SQL of its bundle. */
export function deployed(environment: Environment, sqlFolder: string): Deployed {
  const { LAKE_BUCKET: bucket, OPEN_DAYS: openDays, DAYS_PER_RUN: daysPerRun } = environment;
  const s3 = new S3Client();
  const viewText = (path: string) => readFileSync(join(sqlFolder, `${path}.sql`), 'utf8');
  const windowTexts = WINDOW_VIEWS.map(viewText);
  const compaction = {
    ports: compactionPorts(s3, new AthenaClient(), environment),
    settings: { bucket, openDays, daysPerRun, deleteSuperseded: environment.DELETE_SUPERSEDED === 'true' },
    statements: maintenanceStatements(sqlFolder),
    eventsView: viewText('staging/events'),
    windowViews: (nowMs: number) =>
      windowTexts.map((text) => withLiterals(text, reportingLiterals(environment, nowMs))),
  };
  return { compaction, lease: leaseObjectPorts(s3, bucket, COMPACTION_LEASE_KEY) };
}

/** The lifecycle rule of the lake's bucket looks for it (lib/lake/stores.ts). */
const SUPERSEDED = { TagSet: [{ Key: 'superseded', Value: 'true' }] };

function compactionPorts(s3: S3Client, athena: AthenaClient, environment: Environment): CompactionPorts {
  const { LAKE_BUCKET: Bucket, WORKGROUP: workgroup, DATABASE: database } = environment;
  const start = athenaExecutions(athena, { workgroup, database });
  const objects = bucketOf(s3, Bucket);
  return {
    listKeys: (prefix) => allKeys(objects, prefix),
    readText: objects.readText,
    writeText: (key, text) => objects.writeText(key, text),
    remove: objects.remove,
    tagSuperseded: async (Key) =>
      void (await s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: SUPERSEDED }))),
    run: async (sql) => void (await start(sql)),
    rows: async (sql) => resultRows(athena, await start(sql)),
    newRunId,
  };
}

async function allKeys({ objects }: Bucket, prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of objects(prefix)) keys.push(key);
  return keys;
}

/** Without Athena's first row of a SELECT, its header. */
async function resultRows(client: AthenaClient, executionId: string): Promise<readonly (readonly string[])[]> {
  const { rows } = await fetchResult(client, executionId);
  return rows.slice(1).map((row) => row.map((value) => value ?? ''));
}

/** `20261121T021500Z-1a2b3c4d`: in order of time, and never the same twice. */
function newRunId(): string {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `${time}-${randomBytes(4).toString('hex')}`;
}
