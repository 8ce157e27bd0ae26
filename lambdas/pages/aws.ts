import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import type { EnvironmentValues, PAGES_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { bucketOf } from '../aws/objects.ts';
import { operationsFacts } from '../aws/operations-facts.ts';
import { athenaAsk, pageStatements } from '../aws/page-answers.ts';
import type { PageFilePorts } from './pages.ts';
import { reportUnanswered } from './report.ts';

/** People's queries share Athena's quotas. */
const PATIENT = { maxAttempts: 8 };

/** Of a deployed lake, with the SQL of its bundle. */
export function pageFilePorts(
  environment: EnvironmentValues<typeof PAGES_ENVIRONMENT>,
  sqlFolder: string,
): PageFilePorts {
  const { WORKGROUP: workgroup, DATABASE: database, REPORTS_BUCKET } = environment;
  const [s3, cloudWatch, lambda] = [new S3Client(), new CloudWatchClient(), new LambdaClient()];
  const reports = bucketOf(s3, REPORTS_BUCKET);
  const place = {
    metricsNamespace: environment.METRICS_NAMESPACE,
    reprocessFunctionName: environment.REPROCESS_FUNCTION,
    lakeBucket: environment.LAKE_BUCKET,
  };
  return {
    ask: athenaAsk(new AthenaClient(PATIENT), { workgroup, database }),
    statement: pageStatements(sqlFolder),
    facts: (lakeOption) => operationsFacts({ cloudWatch, lambda, s3 }, { ...place, lakeOption }, Date.now()),
    nowMs: Date.now,
    write: (key, html) => reports.writeText(key, html, 'text/html; charset=utf-8'),
    onFailed: reportUnanswered,
  };
}
