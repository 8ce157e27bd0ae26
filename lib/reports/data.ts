import { Aws } from 'aws-cdk-lib';
import { Effect, type IManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDataSet, CfnDataSource } from 'aws-cdk-lib/aws-quicksight';
import { Construct } from 'constructs';
import type { MetricView } from '../../domain/metrics/definition.ts';
import { acknowledgeWildcard } from '../shared/security.ts';
import { inputColumns } from './columns.ts';
import { permissionsOf } from './permissions.ts';

export interface ReportsDataProps {
  /** Prefix of the ids, which are unique in an account and region. */
  readonly name: string;
  /** The Quick Sight user or group that may use it. */
  readonly principal: string;
  /** What the queries may read: sums and counts. */
  readonly policy: IManagedPolicy;
  /** The Athena workgroup that queries run in. */
  readonly workgroup: string;
  /** The Glue database of the views. */
  readonly database: string;
  /** The views; each becomes a data set. */
  readonly views: readonly MetricView[];
}

/** The lake as Quick Sight sees it: a data source on the workgroup, and a data set for each view. */
export class ReportsData extends Construct {
  private readonly dataSets: ReadonlyMap<MetricView, CfnDataSet>;

  constructor(scope: Construct, id: string, props: ReportsDataProps) {
    super(scope, id);
    const source = this.source(props);
    this.dataSets = new Map(props.views.map((view) => [view, this.dataSet(view, source, props)]));
  }

  /** The ARN of the data set of a view. */
  arnOf(view: MetricView): string {
    const dataSet = this.dataSets.get(view);
    if (dataSet === undefined) throw new Error(`There is no data set of ${view.view}.`);
    return dataSet.attrArn;
  }

  private source({ name, principal, policy, workgroup }: ReportsDataProps): CfnDataSource {
    const role = this.role(policy);
    const source = new CfnDataSource(this, 'Source', {
      awsAccountId: Aws.ACCOUNT_ID,
      dataSourceId: name,
      name,
      type: 'ATHENA',
      dataSourceParameters: { athenaParameters: { workGroup: workgroup, roleArn: role.roleArn } },
      permissions: permissionsOf(principal, 'dataSource'),
    });
    // With its policy: Quick Sight tries the connection when the data source is made.
    source.node.addDependency(role);
    return source;
  }

  /**
   * Queries run as this role, not as the account-wide role of Quick Sight, so that they reach nothing else ("Running queries
   * as an IAM role in Quick Sight").
   */
  private role(policy: IManagedPolicy): Role {
    const role = new Role(this, 'Role', {
      description: 'Quick Sight queries the numbers of the WhatsApp event lake: no messages, no persons',
      assumedBy: new ServicePrincipal('quicksight.amazonaws.com'),
      managedPolicies: [policy],
    });
    role.addToPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ['athena:ListDataCatalogs', 'athena:ListEngineVersions', 'athena:ListWorkGroups'],
        resources: ['*'],
      }),
    );
    acknowledgeWildcard(
      role,
      '*',
      'These three actions do not support resource-level permissions; they list names only.',
    );
    return role;
  }

  /** Queried directly: an import would be older than the refresh it is of, and the views are small. docs/adr/0023 */
  private dataSet(
    view: MetricView,
    source: CfnDataSource,
    { name, principal, database }: ReportsDataProps,
  ): CfnDataSet {
    return new CfnDataSet(this, view.view, {
      awsAccountId: Aws.ACCOUNT_ID,
      dataSetId: `${name}-${view.view}`,
      name: `${name}: ${view.view}`,
      importMode: 'DIRECT_QUERY',
      physicalTableMap: {
        [view.view.replaceAll('_', '-')]: {
          relationalTable: {
            dataSourceArn: source.attrArn,
            catalog: 'AwsDataCatalog',
            schema: database,
            name: view.view,
            inputColumns: inputColumns(view.view).map(({ name: column, type }) => ({ name: column, type })),
          },
        },
      },
      permissions: permissionsOf(principal, 'dataSet'),
    });
  }
}
