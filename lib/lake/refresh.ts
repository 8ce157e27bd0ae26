import { Duration } from 'aws-cdk-lib';
import type { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { EnvironmentText, REFRESH_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import {
  COMPACTED_PREFIX,
  EVENTS_PREFIX,
  REFERENCE_PREFIX,
  REFRESH_PREFIX,
  REFRESHED_PREFIX,
} from '../../domain/contracts/lake-layout.ts';
import {
  grantStatements,
  grantTables,
  IN_PARTS_ON_BUCKET,
  IN_PARTS_ON_OBJECTS,
  workgroupArn,
} from '../query/athena-access.ts';
import { WITH_SQL } from '../query/query.ts';
import { LakeFunction } from '../shared/lake-function.ts';
import { acknowledgeWildcard, localArn, logicalId, objectsIn } from '../shared/security.ts';
import type { LakeProps } from './lake-props.ts';

/** Lambda's maximum. A refresh that takes longer goes on in another invocation. */
const TIMEOUT = Duration.minutes(15);

export interface RefreshProps extends LakeProps {
  /** Where its statements run. */
  readonly workgroup: CfnWorkGroup;
  /** Started when readers see new numbers; undefined where pages are made on demand only. */
  readonly pages: Pick<IFunction, 'functionName' | 'functionArn'> | undefined;
}

/** Computes the heavy relations as tables, one generation at a time, which all readers see at once: docs/adr/0022. */
export class Refresh extends Construct {
  readonly function: LakeFunction;
  /** Between two of them. */
  readonly minutes: number;

  constructor(scope: Construct, id: string, props: RefreshProps) {
    super(scope, id);
    this.minutes = props.settings.refreshMinutes;
    this.function = this.refreshFunction(props);
    this.grantCatalog(props);
    this.grantLake(props);
    this.grantGoingOn();
    if (props.pages) {
      const actions = ['lambda:InvokeFunction'];
      this.function.addToRolePolicy(new PolicyStatement({ actions, resources: [props.pages.functionArn] }));
    }
    new Rule(this, 'Schedule', {
      description: 'Refreshes the tables that the views of the event lake read',
      schedule: Schedule.rate(Duration.minutes(this.minutes)),
      targets: [new LambdaFunction(this.function)],
    });
  }

  private refreshFunction({ stores, catalog, workgroup, settings, pages }: RefreshProps): LakeFunction {
    const environment: EnvironmentText<typeof REFRESH_ENVIRONMENT> = {
      DATABASE: catalog.database.databaseName,
      WORKGROUP: workgroup.name,
      LAKE_BUCKET: stores.lake.bucketName,
      PAGES_FUNCTION: pages?.functionName ?? '',
    };
    return new LakeFunction(this, 'Refresh', {
      entry: 'lambdas/refresh/handler.ts',
      description: 'Heavy relations as tables of one generation',
      timeout: TIMEOUT,
      memoryMiB: 512,
      environment,
      settings,
      folders: WITH_SQL,
    });
  }

  /** It reads the tables and views of the database, replaces one view, and makes partitions of its own tables. */
  private grantCatalog(props: RefreshProps): void {
    const { catalog } = props;
    grantStatements(this.function, { ...props, tables: ['*'], actions: [] });
    grantTables(this.function, catalog, {
      tables: ['current_generation'],
      actions: ['glue:CreateTable', 'glue:UpdateTable'],
    });
    grantTables(this.function, catalog, {
      tables: ['refreshed_*'],
      actions: ['glue:BatchCreatePartition', 'glue:BatchUpdatePartition', 'glue:BatchDeletePartition'],
    });
    const tables = (pattern: string) => localArn('glue', `table/<${logicalId(catalog.database)}>/${pattern}`);
    acknowledgeWildcard(this.function, tables('*'), 'It computes from the tables and views of this one database.');
    acknowledgeWildcard(this.function, tables('refreshed_*'), 'The tables that it fills; no other begins like this.');
  }

  private grantLake({ stores: { lake }, workgroup }: RefreshProps): void {
    const objects = (...prefixes: string[]) => prefixes.map((prefix) => lake.arnForObjects(`${prefix}*`));
    const allow = (actions: string[], resources: string[]) =>
      this.function.addToRolePolicy(new PolicyStatement({ actions, resources }));
    const read = [EVENTS_PREFIX, COMPACTED_PREFIX, REFERENCE_PREFIX];
    const own = [REFRESHED_PREFIX, REFRESH_PREFIX];
    allow(['athena:GetQueryResults'], [workgroupArn(this, workgroup)]);
    allow(IN_PARTS_ON_BUCKET, [lake.bucketArn]);
    allow(['s3:GetObject'], objects(...read, ...own));
    allow(['s3:PutObject'], objects(...own));
    // Of former generations alone; it cannot delete events.
    allow(['s3:DeleteObject', ...IN_PARTS_ON_OBJECTS], objects(REFRESHED_PREFIX));
    for (const prefix of [...read, ...own]) {
      acknowledgeWildcard(
        this.function,
        objectsIn(lake, `${prefix}*`),
        'Rows of all days and reference data, in files that others name. It writes below prefixes of its own.',
      );
    }
  }

  /** A policy of its own: in the function's first policy, which the function waits for, its ARN would be a circle. */
  private grantGoingOn(): void {
    const { role, functionArn } = this.function;
    if (role === undefined) throw new Error(`${this.node.path} has no role.`);
    const statements = [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] })];
    new Policy(this, 'GoesOn', { roles: [role], statements });
  }
}
