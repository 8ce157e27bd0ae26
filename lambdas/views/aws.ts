import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import type { EnvironmentValues, VIEWS_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { reportingLiterals } from '../../domain/sql/reporting.ts';
import { athenaStatements } from '../aws/athena.ts';
import { discardResult } from '../aws/discard-result.ts';
import { bucketOf } from '../aws/objects.ts';
import type { ViewsPorts } from './change-views.ts';
import { withPatience } from './patience.ts';

/** Athena and the lake's bucket, as they answer while a stack is deployed: what may pass is tried again. */
export function viewsPorts(environment: EnvironmentValues<typeof VIEWS_ENVIRONMENT>): ViewsPorts {
  const { WORKGROUP: workgroup, DATABASE: database, LAKE_BUCKET } = environment;
  const s3 = new S3Client();
  const run = athenaStatements(new AthenaClient(), { workgroup, database }, discardResult(s3));
  const { readText } = bucketOf(s3, LAKE_BUCKET);
  return {
    run: (sql) => withPatience(() => run(sql)),
    readText: (key) => withPatience(() => readText(key)),
    literals: () => reportingLiterals(environment, Date.now()),
  };
}
