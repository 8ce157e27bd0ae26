import { join } from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { readEnvironment, VIEWS_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { THROUGH_KEY } from '../../domain/contracts/lake-layout.ts';
import { atBoundary, readThrough } from '../../domain/sql/boundary.ts';
import { withLiterals } from '../../domain/sql/literals.ts';
import { reportingLiterals } from '../../domain/sql/reporting.ts';
import { athenaStatements, type RunStatement } from '../aws/athena.ts';
import { discardResult } from '../aws/discard-result.ts';
import { bucketOf } from '../aws/objects.ts';
import { logger } from '../aws/observability.ts';
import { applyViews } from './apply-views.ts';
import { tellCloudFormation } from './cloudformation.ts';
import { withPatience } from './patience.ts';
import { readViewFiles } from './view-files.ts';

const environment = readEnvironment(VIEWS_ENVIRONMENT, process.env);
const s3 = new S3Client();
const { WORKGROUP: workgroup, DATABASE: database } = environment;
const statements = athenaStatements(new AthenaClient(), { workgroup, database }, discardResult(s3));
const run: RunStatement = (sql) => withPatience(() => statements(sql));
const { readText } = bucketOf(s3, environment.LAKE_BUCKET);
const views = readViewFiles(join(import.meta.dirname, 'athena-sql'));
const formerProperties = z.object({ ViewNames: z.array(z.string()) });

/**
 * The custom resource of the views: a statement that Athena refuses fails the deployment, with the reason. On deletion
 * the views stay, as the tables that they read do.
 */
export async function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  const failure = await apply(event).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
  if (failure) logger.error('views not applied', failure);
  await tellCloudFormation(event, `views-of-${database}`, failure);
}

/** Nothing to do on deletion. */
async function apply(event: CloudFormationCustomResourceEvent): Promise<undefined> {
  if (event.RequestType === 'Delete') return;
  const former = formerProperties.safeParse('OldResourceProperties' in event ? event.OldResourceProperties : {});
  // A deployment must not open the days that are closed: their landed files may be gone.
  const through = readThrough(await withPatience(() => readText(THROUGH_KEY)));
  const literals = reportingLiterals(environment, Date.now());
  const placed = views.map((view) => ({ ...view, sql: withLiterals(atBoundary(view.sql, through), literals) }));
  await applyViews(placed, former.data?.ViewNames ?? [], run);
}
