import { Duration, Stack } from 'aws-cdk-lib';
import type { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { EnvironmentText, PAGES_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { CHECKS_KEY } from '../../domain/contracts/lake-layout.ts';
import { PAGES_PREFIX } from '../../domain/contracts/pages.ts';
import type { LakeProps } from '../lake/lake-props.ts';
import { grantStatements, IN_PARTS_ON_BUCKET, workgroupArn } from '../query/athena-access.ts';
import { WITH_SQL } from '../query/query.ts';
import { LakeFunction } from '../shared/lake-function.ts';
import { acknowledgeWildcard, objectsIn } from '../shared/security.ts';
import { readableByPages } from './readable.ts';

/** Dozens of statements, ten at a time, a few seconds each. */
const TIMEOUT = Duration.minutes(5);

export interface PagesProps extends LakeProps {
  /** Where its statements run. */
  readonly workgroup: CfnWorkGroup;
  /** Its dry runs count what lies under `failed/`, for the operations page. */
  readonly reprocess: Pick<IFunction, 'functionName' | 'functionArn'>;
}

/** Writes pages as files that open without a network, into the bucket of reports: docs/adr/0024. */
export class Pages extends Construct {
  readonly function: LakeFunction;
  /** BCP 47. */
  readonly locale: string;

  constructor(scope: Construct, id: string, props: PagesProps) {
    super(scope, id);
    this.locale = props.settings.pageLocale;
    this.function = this.pagesFunction(props);
    this.grantReading(props);
    this.grantFacts(props);
    this.grantWriting(props);
  }

  private pagesFunction({ stores, catalog, workgroup, reprocess, settings }: PagesProps): LakeFunction {
    const environment: EnvironmentText<typeof PAGES_ENVIRONMENT> = {
      DATABASE: catalog.database.databaseName,
      WORKGROUP: workgroup.name,
      REPORTS_BUCKET: stores.reports.bucketName,
      LAKE_BUCKET: stores.lake.bucketName,
      METRICS_NAMESPACE: Stack.of(this).stackName,
      REPROCESS_FUNCTION: reprocess.functionName,
      REFRESH_MINUTES: String(settings.refreshMinutes),
      PAGE_LOCALE: settings.pageLocale,
    };
    return new LakeFunction(this, 'Pages', {
      entry: 'lambdas/pages/handler.ts',
      description: 'Pages as files: lake page, and after each refresh if scheduled',
      timeout: TIMEOUT,
      memoryMiB: 1024,
      environment,
      settings,
      folders: WITH_SQL,
    });
  }

  /** What the pages' statements read: the names are taken from these. */
  private grantReading({ stores, catalog, workgroup }: PagesProps): void {
    const { names, prefixes } = readableByPages();
    grantStatements(this.function, { stores, catalog, workgroup, tables: names, actions: [] });
    this.allow(['athena:BatchGetQueryExecution', 'athena:GetQueryResults'], [workgroupArn(this, workgroup)]);
    this.allow(IN_PARTS_ON_BUCKET, [stores.lake.bucketArn]);
    this.allow(
      ['s3:GetObject'],
      prefixes.map((prefix) => stores.lake.arnForObjects(`${prefix}*`)),
    );
    for (const prefix of prefixes) {
      acknowledgeWildcard(this.function, objectsIn(stores.lake, `${prefix}*`), 'Files of a table that the pages read.');
    }
  }

  /** What the operations page shows that no statement answers. */
  private grantFacts({ stores, reprocess }: PagesProps): void {
    this.allow(['s3:GetObject'], [stores.lake.arnForObjects(CHECKS_KEY)]);
    this.allow(['lambda:InvokeFunction'], [reprocess.functionArn]);
    this.allow(['cloudwatch:GetMetricData'], ['*']);
    acknowledgeWildcard(this.function, '*', 'CloudWatch metrics do not support resource-level permissions.');
  }

  private grantWriting({ stores: { reports } }: PagesProps): void {
    this.allow(['s3:PutObject'], [reports.arnForObjects(`${PAGES_PREFIX}*`)]);
    acknowledgeWildcard(
      this.function,
      objectsIn(reports, `${PAGES_PREFIX}*`),
      'Files of all pages, moments and filters.',
    );
  }

  private allow(actions: string[], resources: string[]): void {
    this.function.addToRolePolicy(new PolicyStatement({ actions, resources }));
  }
}
