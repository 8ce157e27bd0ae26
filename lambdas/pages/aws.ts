import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import type { EnvironmentValues, PAGES_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { bucketOf } from '../aws/objects.ts';
import { athenaAsk, pageStatements } from '../aws/page-answers.ts';
import type { PageFilePorts } from './pages.ts';
import { reportUnanswered } from './report.ts';

/** People's queries share Athena's quotas. */
const PATIENT = { maxAttempts: 8 };

/** Of a deployed lake, with the SQL of its bundle. */
export function pageFilePorts(
  { WORKGROUP: workgroup, DATABASE: database, REPORTS_BUCKET }: EnvironmentValues<typeof PAGES_ENVIRONMENT>,
  sqlFolder: string,
): PageFilePorts {
  const reports = bucketOf(new S3Client(), REPORTS_BUCKET);
  return {
    ask: athenaAsk(new AthenaClient(PATIENT), { workgroup, database }),
    statement: pageStatements(sqlFolder),
    facts: async () => null,
    nowMs: Date.now,
    write: (key, html) => reports.writeText(key, html, 'text/html; charset=utf-8'),
    onFailed: reportUnanswered,
  };
}
