import { join } from 'node:path';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { readEnvironment, VIEWS_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';
import { logger } from '../aws/observability.ts';
import { readStatement, readViewFiles } from '../aws/view-files.ts';
import { viewsPorts } from './aws.ts';
import { changeViews } from './change-views.ts';
import { tellCloudFormation } from './cloudformation.ts';

const environment = readEnvironment(VIEWS_ENVIRONMENT, process.env);
const sqlFolder = join(import.meta.dirname, 'athena-sql');
const lake = {
  views: readViewFiles(sqlFolder),
  tables: REFRESHED_TABLES,
  readStatement: readStatement(sqlFolder, 'read_generation'),
  live: environment.LIVE_VIEWS === 'true',
};
const ports = viewsPorts(environment);

/** The custom resource of the views: a statement that Athena refuses fails the deployment, with the reason. */
export async function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  const failure = await changeViews(event, lake, ports).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  if (failure) logger.error('views not applied', failure);
  await tellCloudFormation(event, `views-of-${environment.DATABASE}`, failure);
}
