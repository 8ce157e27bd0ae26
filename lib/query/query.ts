import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CustomResource, Duration, FileSystem, Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { EnvironmentText, REPORTING_ENVIRONMENT, VIEWS_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { CURRENT_GENERATION_KEY, THROUGH_KEY } from '../../domain/contracts/lake-layout.ts';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';
import { liveViews } from '../../domain/sql/deployed-views.ts';
import type { ViewFile } from '../../domain/sql/view-order.ts';
import type { Catalog } from '../lake/catalog.ts';
import type { LakeProps } from '../lake/lake-props.ts';
import type { Stores } from '../lake/stores.ts';
import type { Settings } from '../settings.ts';
import { type Folders, PROJECT_ROOT } from '../shared/bundle.ts';
import { LakeFunction } from '../shared/lake-function.ts';
import { RETAINED } from '../shared/retained.ts';
import { acknowledgeWildcard, localArn, logicalId, objectsIn } from '../shared/security.ts';
import { grantStatements, grantTables } from './athena-access.ts';

/** The SQL files, and their name beside a function's bundle. */
export const SQL_FOLDER = join(PROJECT_ROOT, 'athena-sql');
export const WITH_SQL: Folders = { 'athena-sql': SQL_FOLDER };
/** Dozens of statements, five at a time, a few seconds each; plus a minute until new policies are effective. */
const VIEWS_TIMEOUT = Duration.minutes(10);

/** Outputs of statements without rows; SELECTs write .csv. */
const STATEMENT_OUTPUTS = ['*.txt', '*.txt.metadata'];

/** Reporting settings, for the functions that apply views. */
export function reportingEnvironment(settings: Settings): EnvironmentText<typeof REPORTING_ENVIRONMENT> {
  return {
    REPORTING_DAYS: String(settings.reportingDays),
    REPORTING_TIME_ZONE: settings.reportingTimeZone,
    BILLING_TIME_ZONE: settings.billingTimeZone,
    BILLING_CURRENCY: settings.billingCurrency,
  };
}

/** The workgroup that analysts query in, and the views that define the numbers, applied at every deployment. */
export class Query extends Construct {
  readonly workgroup: CfnWorkGroup;
  readonly views: LakeFunction;

  constructor(scope: Construct, id: string, { stores, catalog, settings }: LakeProps) {
    super(scope, id);
    this.workgroup = new CfnWorkGroup(this, 'Workgroup', {
      name: settings.stackName,
      description: 'Queries of the WhatsApp event lake',
      // It is deleted only when a creation is rolled back. Without this, queries that it has already run would block that.
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: settings.scanLimitGiB * 1024 ** 3,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: `${stores.results.s3UrlForObject()}/`,
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: stores.lakeKey.keyArn },
        },
      },
    });
    this.workgroup.applyRemovalPolicy(RETAINED);
    this.views = this.viewsFunction(stores, catalog, settings);
    this.grantViews(stores, catalog, settings);
    this.applyViews(catalog, settings);
  }

  private viewsFunction(stores: Stores, catalog: Catalog, settings: Settings): LakeFunction {
    const environment: EnvironmentText<typeof VIEWS_ENVIRONMENT> = {
      ...reportingEnvironment(settings),
      LIVE_VIEWS: String(settings.liveViews),
      DATABASE: catalog.database.databaseName,
      WORKGROUP: this.workgroup.name,
      LAKE_BUCKET: stores.lake.bucketName,
    };
    return new LakeFunction(this, 'Views', {
      entry: 'lambdas/views/handler.ts',
      description: 'Applies the views to Athena when the stack is deployed',
      timeout: VIEWS_TIMEOUT,
      memoryMiB: 512,
      environment,
      settings,
      folders: WITH_SQL,
    });
  }

  private applyViews(catalog: Catalog, settings: Settings): void {
    const applied = new CustomResource(this, 'AppliedViews', {
      resourceType: 'Custom::AthenaViews',
      serviceToken: this.views.functionArn,
      serviceTimeout: VIEWS_TIMEOUT.plus(Duration.minutes(1)),
      properties: {
        // CloudFormation invokes the function again only if one of these changes: everything that the views depend on.
        ViewNames: viewNames(settings),
        Fingerprint: FileSystem.fingerprint(SQL_FOLDER),
        Reporting: reportingEnvironment(settings),
        Database: catalog.database.databaseName,
        Workgroup: this.workgroup.name,
        Code: this.codeOfViews(),
      },
    });
    applied.node.addDependency(
      this.workgroup,
      catalog.eventRows,
      catalog.compactedRows,
      catalog.reference,
      catalog.refreshed,
      this.views,
    );
  }

  /** The asset key of the function's bundle, which is a hash of its content. */
  private codeOfViews(): unknown {
    const resource = this.views.node.defaultChild;
    if (!(resource instanceof CfnFunction)) throw new Error(`${this.views.node.path} is no function.`);
    return Stack.of(this).resolve(resource.code).s3Key;
  }

  /** The function may read every table, create and drop the views by name, and read which days are closed. */
  private grantViews(stores: Stores, catalog: Catalog, settings: Settings): void {
    const access = { stores, catalog, workgroup: this.workgroup };
    grantStatements(this.views, { ...access, tables: ['*'], actions: ['glue:GetTables'] });
    const actions = ['glue:CreateTable', 'glue:UpdateTable', 'glue:DeleteTable'];
    grantTables(this.views, catalog, { tables: viewPatterns(settings), actions });
    const { lake } = stores;
    this.views.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [lake.bucketArn] }));
    const remembered = [THROUGH_KEY, CURRENT_GENERATION_KEY].map((key) => lake.arnForObjects(key));
    this.views.addToRolePolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: remembered }));
    const left = STATEMENT_OUTPUTS.map((names) => stores.results.arnForObjects(names));
    this.views.addToRolePolicy(new PolicyStatement({ actions: ['s3:DeleteObject'], resources: left }));
    this.acknowledgeWildcards(stores, catalog, settings);
  }

  private acknowledgeWildcards({ results }: Stores, { database }: Catalog, settings: Settings): void {
    const tables = (pattern: string) => localArn('glue', `table/<${logicalId(database)}>/${pattern}`);
    acknowledgeWildcard(
      this.views,
      tables('*'),
      'It reads the definitions of all tables that views read, in this one database.',
    );
    for (const family of viewFamilies(settings)) {
      acknowledgeWildcard(
        this.views,
        tables(`${family}_*`),
        'Views whose names begin like this; no table of rows or reference data does.',
      );
    }
    for (const names of STATEMENT_OUTPUTS) {
      acknowledgeWildcard(
        this.views,
        objectsIn(results, names),
        'Outputs of its own statements, under names that Athena makes.',
      );
    }
  }
}

/** Prefixes of view names that no table of rows or reference data has; test/lib/access.test.ts checks it. */
export const VIEW_FAMILIES = ['agg', 'contact', 'cube', 'dim', 'fact', 'int', 'message', 'metric', 'reporting', 'stg'];

function viewFamilies({ liveViews: isLive }: Settings): readonly string[] {
  return isLive ? [...VIEW_FAMILIES, 'live'] : VIEW_FAMILIES;
}

/** Views by name, or by one pattern per family: all names would exceed the size limit of a role's policies (10,240). */
function viewPatterns(settings: Settings): readonly string[] {
  const families = viewFamilies(settings);
  const isOfFamily = (name: string) => families.some((family) => name.startsWith(`${family}_`));
  return [...families.map((family) => `${family}_*`), ...viewNames(settings).filter((name) => !isOfFamily(name))];
}

/** The names of all views that the stack has. */
export function viewNames(settings: Pick<Settings, 'liveViews'>): string[] {
  const files = viewFiles();
  const live = settings.liveViews ? liveViews({ views: files, tables: REFRESHED_TABLES }) : [];
  return [...files, ...live].map(({ name }) => name).sort();
}

/** Every view of the lake, as its file has it. */
export function viewFiles(): readonly ViewFile[] {
  return readdirSync(SQL_FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql') && !path.endsWith('.checks.sql') && !/^(maintenance|pages)[\\/]/.test(path))
    .map((path) => ({ name: basename(path, '.sql'), sql: readFileSync(join(SQL_FOLDER, path), 'utf8') }));
}
