import { join } from 'node:path';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { readEnvironment, VIEWS_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { logger } from '../aws/observability.ts';
import { viewsPorts } from './aws.ts';
import { changeViews } from './change-views.ts';
import { tellCloudFormation } from './cloudformation.ts';
import { readViewFiles } from './view-files.ts';

const environment = readEnvironment(VIEWS_ENVIRONMENT, process.env);
const views = readViewFiles(join(import.meta.dirname, 'athena-sql'));
const ports = viewsPorts(environment);

/** The custom resource of the views: a statement that Athena refuses fails the deployment, with the reason. */
export async function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  const failure = await changeViews(event, views, ports).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  if (failure) logger.error('views not applied', failure);
  await tellCloudFormation(event, `views-of-${environment.DATABASE}`, failure);
}
