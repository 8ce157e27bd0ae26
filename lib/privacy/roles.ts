import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PAGES_PREFIX, pageFolder } from '../../domain/contracts/pages.ts';
import { viaS3 } from '../ingest/stream-role.ts';
import type { Catalog } from '../lake/catalog.ts';
import type { LakeProps } from '../lake/lake-props.ts';
import {
  acknowledgeResults,
  DEFAULT_DATABASE_ACTIONS,
  defaultDatabaseArns,
  IN_PARTS_ON_BUCKET,
  IN_PARTS_ON_OBJECTS,
  tableArns,
} from '../query/athena-access.ts';
import type { Query } from '../query/query.ts';
import type { LakeFunction } from '../shared/lake-function.ts';
import { acknowledgeWildcard, localArn, logicalId, objectsIn } from '../shared/security.ts';
import { acknowledgeOperation, type OperatingProps, operateStatements } from './operating.ts';
import { AGGREGATES, ALL_ROWS, type Queried } from './queried.ts';
import { allow } from './statement.ts';

export interface RolesProps extends OperatingProps, Pick<LakeProps, 'catalog'> {
  /** Analysts query in its workgroup. */
  readonly query: Query;
  /** Writes pages for operators and analysts, who may query all that it reads; finance may not. */
  readonly pages: LakeFunction;
}

/**
 * Managed policies for people, to attach to the roles that they sign in with. Neither allows reading `failed/`, `raw/` or
 * a secret. Secrets sign deliveries, so only whoever deploys may set or read them. Operators may have a key made by the
 * pepper, one at a time and logged (docs/adr/0021).
 */
export class Roles extends Construct {
  /** Queries the lake. */
  readonly analyst: ManagedPolicy;
  /** Queries sums and counts: metrics and cubes, no messages and no persons. */
  readonly finance: ManagedPolicy;
  /** Queries the lake and runs the `lake` command, except `console`, `deliver` and `status --secrets`, which need a secret. */
  readonly operator: ManagedPolicy;

  constructor(scope: Construct, id: string, props: RolesProps) {
    super(scope, id);
    this.analyst = new ManagedPolicy(this, 'Analyst', {
      description: 'Queries the WhatsApp event lake: rows and views, no payloads',
      statements: [...queryStatements(this, props, ALL_ROWS), ...pageStatements(props, ALL_PAGES)],
    });
    this.finance = new ManagedPolicy(this, 'Finance', {
      description: 'Queries the numbers of the WhatsApp event lake: no messages, no persons',
      statements: [...queryStatements(this, props, AGGREGATES), ...pageStatements(props, EXEC_PAGE)],
    });
    this.operator = new ManagedPolicy(this, 'Operator', {
      description: 'Operates and queries the WhatsApp event lake: no payloads, no secrets',
      statements: [
        ...queryStatements(this, props, ALL_ROWS),
        ...pageStatements(props, ALL_PAGES),
        ...operateStatements(this, props),
      ],
    });
    for (const policy of [this.analyst, this.operator]) {
      acknowledgeQueries(policy, props, ALL_ROWS);
      acknowledgePages(policy, props, ALL_PAGES);
    }
    acknowledgeQueries(this.finance, props, AGGREGATES);
    acknowledgePages(this.finance, props, EXEC_PAGE);
    acknowledgeOperation(this.operator, props);
  }
}

/** Which pages somebody may read, and whether they may have them made: the function reads more than sums. */
interface PageAccess {
  readonly prefix: string;
  readonly mayMake: boolean;
}

const ALL_PAGES: PageAccess = { prefix: PAGES_PREFIX, mayMake: true };
/** It holds what finance may query, and no more. */
const EXEC_PAGE: PageAccess = { prefix: pageFolder('exec'), mayMake: false };

function pageStatements({ stores, pages }: RolesProps, { prefix, mayMake }: PageAccess): PolicyStatement[] {
  return [
    // With `s3:ListBucket` a file that is not there is answered 404, not 403.
    allow(['s3:ListBucket'], [stores.reports.bucketArn]),
    allow(['s3:GetObject'], [stores.reports.arnForObjects(`${prefix}*`)]),
    ...(mayMake ? [allow(['lambda:InvokeFunction'], [pages.functionArn])] : []),
  ];
}

function acknowledgePages(policy: ManagedPolicy, { stores }: RolesProps, { prefix }: PageAccess): void {
  acknowledgeWildcard(policy, objectsIn(stores.reports, `${prefix}*`), 'Files of all moments and filters.');
}

function acknowledgeQueries(policy: ManagedPolicy, { stores, catalog }: RolesProps, queried: Queried): void {
  const { stackName } = Stack.of(policy);
  acknowledgeWildcard(
    policy,
    localArn('cloudformation', `stack/${stackName}/*`),
    'This one stack: the wildcard covers its id, and a call by name is checked on a wildcard.',
  );
  for (const prefix of queried.prefixes) {
    acknowledgeWildcard(
      policy,
      objectsIn(stores.lake, `${prefix}*`),
      'Rows of all days and the reference data, which hold no payload.',
    );
  }
  acknowledgeResults(policy, stores);
  for (const name of queried.tables.filter((table) => table.endsWith('*'))) {
    acknowledgeWildcard(
      policy,
      localArn('glue', `table/<${logicalId(catalog.database)}>/${name}`),
      'Reads the definitions of these tables and views of this one database.',
    );
  }
}

function queryStatements(
  scope: Construct,
  { stores, catalog, query }: RolesProps,
  queried: Queried,
): PolicyStatement[] {
  const { lake, results, lakeKey } = stores;
  return [
    // The `lake` command reads resource names from the stack's outputs.
    allow(['cloudformation:DescribeStacks'], [stackArns(scope)]),
    allow(
      [
        'athena:BatchGetQueryExecution',
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:GetQueryResultsStream',
        'athena:GetWorkGroup',
        'athena:ListQueryExecutions',
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
      ],
      [athenaArn(scope, 'workgroup', query.workgroup.name)],
    ),
    ...catalogStatements(scope, catalog, queried),
    allow(['s3:GetBucketLocation', 's3:ListBucket'], [lake.bucketArn]),
    allow(IN_PARTS_ON_BUCKET, [results.bucketArn]),
    allow(
      ['s3:GetObject'],
      [...queried.prefixes.map((prefix) => `${prefix}*`), ...queried.keys].map((key) => lake.arnForObjects(key)),
    ),
    // Athena reads and writes results as its caller, large ones in parts.
    allow(['s3:GetObject', 's3:PutObject', ...IN_PARTS_ON_OBJECTS], [results.arnForObjects('*')]),
    allow(['kms:Decrypt', 'kms:GenerateDataKey'], [lakeKey.keyArn], viaS3(scope)),
  ];
}

/** Athena calls Glue as its caller, also for the database `default` ("Configure access to databases"). */
function catalogStatements(scope: Construct, catalog: Catalog, { tables }: Queried): PolicyStatement[] {
  return [
    allow(
      [
        'glue:BatchGetPartition',
        'glue:GetDatabase',
        'glue:GetDatabases',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:GetTable',
        'glue:GetTables',
      ],
      tableArns(scope, catalog, tables),
    ),
    allow(DEFAULT_DATABASE_ACTIONS, defaultDatabaseArns(scope)),
    // For browsing in Athena's console and drivers, which also call Glue.
    allow(
      [
        'athena:GetDataCatalog',
        'athena:GetDatabase',
        'athena:GetTableMetadata',
        'athena:ListDatabases',
        'athena:ListTableMetadata',
      ],
      [athenaArn(scope, 'datacatalog', 'AwsDataCatalog')],
    ),
  ];
}

/**
 * A call by stack name, as the `lake` command makes, is checked on the literal `stack/<name>/*`, wildcard included; a call
 * by stack id on that id. Seen in denied DescribeStacks calls: github.com/aws/aws-parallelcluster/pull/754.
 */
function stackArns(scope: Construct): string {
  const { stackName } = Stack.of(scope);
  return Stack.of(scope).formatArn({ service: 'cloudformation', resource: 'stack', resourceName: `${stackName}/*` });
}

function athenaArn(scope: Construct, resource: string, resourceName: string): string {
  return Stack.of(scope).formatArn({ service: 'athena', resource, resourceName });
}
