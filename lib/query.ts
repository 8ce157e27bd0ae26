import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ArnFormat, CustomResource, Duration, FileSystem, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { EnvironmentText, VIEWS_ENVIRONMENT } from '../domain/environment.ts';
import type { Catalog } from './catalog.ts';
import { LakeFunction, PROJECT_ROOT } from './lake-function.ts';
import type { Settings } from './settings.ts';
import type { Stores } from './stores.ts';

const SQL_FOLDER = join(PROJECT_ROOT, 'athena-sql');
const VIEWS_TIMEOUT = Duration.minutes(5);

export interface QueryProps {
  readonly stores: Stores;
  readonly catalog: Catalog;
  readonly settings: Settings;
}

/** The workgroup that analysts query in, and the views that define the numbers, applied at every deployment. */
export class Query extends Construct {
  readonly workgroup: CfnWorkGroup;
  readonly views: LakeFunction;

  constructor(scope: Construct, id: string, { stores, catalog, settings }: QueryProps) {
    super(scope, id);
    this.workgroup = new CfnWorkGroup(this, 'Workgroup', {
      name: settings.stackName,
      description: 'Queries of the WhatsApp event lake',
      recursiveDeleteOption: false,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: settings.scanLimitGiB * 1024 ** 3,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: stores.results.s3UrlForObject(),
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: stores.lakeKey.keyArn },
        },
      },
    });
    this.workgroup.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.views = this.viewsFunction(catalog, settings);
    this.grantViews(stores, catalog);
    this.applyViews(catalog);
  }

  private viewsFunction(catalog: Catalog, settings: Settings): LakeFunction {
    const environment: EnvironmentText<typeof VIEWS_ENVIRONMENT> = {
      DATABASE: catalog.database.databaseName,
      WORKGROUP: this.workgroup.name,
    };
    return new LakeFunction(this, 'Views', {
      entry: 'lambdas/views/handler.ts',
      description: 'Applies the views to Athena when the stack is deployed',
      timeout: VIEWS_TIMEOUT,
      memoryMiB: 512,
      environment,
      settings,
      commandHooks: {
        beforeInstall: () => [],
        beforeBundling: () => [],
        afterBundling: (_input, output) => [`cp -R "${SQL_FOLDER}" "${join(output, 'athena-sql')}"`],
      },
    });
  }

  private applyViews(catalog: Catalog): void {
    const applied = new CustomResource(this, 'AppliedViews', {
      resourceType: 'Custom::AthenaViews',
      serviceToken: this.views.functionArn,
      serviceTimeout: VIEWS_TIMEOUT.plus(Duration.minutes(1)),
      properties: { ViewNames: viewNames(), Fingerprint: FileSystem.fingerprint(SQL_FOLDER) },
    });
    applied.node.addDependency(this.workgroup, catalog.eventRows, this.views);
  }

  /** Athena reads Glue and writes results as its caller. */
  private grantViews(stores: Stores, catalog: Catalog): void {
    const stack = Stack.of(this);
    const glue = (resource: string, resourceName?: string) =>
      stack.formatArn({ service: 'glue', resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
    this.views.addToRolePolicy(
      allow(
        ['athena:StartQueryExecution', 'athena:GetQueryExecution'],
        [stack.formatArn({ service: 'athena', resource: 'workgroup', resourceName: this.workgroup.name })],
      ),
    );
    this.views.addToRolePolicy(
      allow(
        [
          'glue:GetDatabase',
          'glue:GetTable',
          'glue:GetTables',
          'glue:CreateTable',
          'glue:UpdateTable',
          'glue:DeleteTable',
        ],
        [
          stack.formatArn({ service: 'glue', resource: 'catalog' }),
          glue('database', catalog.database.databaseName),
          glue('table', `${catalog.database.databaseName}/*`),
        ],
      ),
    );
    this.views.addToRolePolicy(allow(['s3:GetBucketLocation', 's3:ListBucket'], [stores.results.bucketArn]));
    this.views.addToRolePolicy(allow(['s3:GetObject', 's3:PutObject'], [stores.results.arnForObjects('*')]));
    this.views.addToRolePolicy(allow(['kms:Decrypt', 'kms:GenerateDataKey'], [stores.lakeKey.keyArn]));
  }
}

function allow(actions: string[], resources: string[]): PolicyStatement {
  return new PolicyStatement({ actions, resources });
}

function viewNames(): string[] {
  const paths = readdirSync(SQL_FOLDER, { recursive: true, encoding: 'utf8' });
  return paths
    .filter((path) => path.endsWith('.sql'))
    .map((path) => basename(path, '.sql'))
    .sort();
}
