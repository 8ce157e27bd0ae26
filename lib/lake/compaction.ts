import { Duration } from 'aws-cdk-lib';
import type { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { COMPACT_ENVIRONMENT, EnvironmentText } from '../../domain/contracts/environment.ts';
import {
  COMPACTED_PREFIX,
  COMPACTION_PREFIX,
  EVENTS_PREFIX,
  REPLACED_PREFIX,
} from '../../domain/contracts/lake-layout.ts';
import {
  grantStatements,
  grantTables,
  IN_PARTS_ON_BUCKET,
  IN_PARTS_ON_OBJECTS,
  workgroupArn,
} from '../query/athena-access.ts';
import { reportingEnvironment, WITH_SQL } from '../query/query.ts';
import { LakeFunction } from '../shared/lake-function.ts';
import { acknowledgeWildcard, objectsIn } from '../shared/security.ts';
import type { LakeProps } from './lake-props.ts';

/** Lambda's maximum. The Athena statements of a run take minutes; a run that is cut off is repeated. */
const TIMEOUT = Duration.minutes(15);
/** After most late-arriving events, and before people look at yesterday's numbers. UTC. */
const DAILY = Schedule.cron({ hour: '2', minute: '15' });

/** Views that a run applies again, because they contain the boundary between closed and open days. */
const SWITCHED_VIEWS = ['events', 'int_reporting_events', 'stg_reporting_settings'];

/** It registers, moves and removes partitions, by the columns of their table. */
const PARTITION_ACTIONS = ['glue:BatchCreatePartition', 'glue:BatchDeletePartition', 'glue:BatchUpdatePartition'];

export interface CompactionProps extends LakeProps {
  /** Where its statements run. */
  readonly workgroup: CfnWorkGroup;
  /** Started when the rows of closed days have changed. */
  readonly refresh: Pick<IFunction, 'functionName' | 'functionArn'>;
}

/** Every night, rewrites closed days into few, sorted files with each event once: docs/adr/0011. */
export class Compaction extends Construct {
  readonly function: LakeFunction;

  constructor(scope: Construct, id: string, props: CompactionProps) {
    super(scope, id);
    this.function = this.compactFunction(props);
    const tables = ['event_rows', 'compacted_rows', 'unloaded_rows', ...SWITCHED_VIEWS];
    grantStatements(this.function, { ...props, tables, actions: [] });
    const actions = ['glue:CreateTable', 'glue:UpdateTable'];
    grantTables(this.function, props.catalog, { tables: SWITCHED_VIEWS, actions });
    grantTables(this.function, props.catalog, { tables: ['compacted_rows'], actions: PARTITION_ACTIONS });
    this.grantLake(props);
    new Rule(this, 'Nightly', {
      description: 'Compacts the closed days of the event lake',
      schedule: DAILY,
      targets: [new LambdaFunction(this.function)],
    });
  }

  private compactFunction({ stores, catalog, workgroup, settings, refresh }: CompactionProps): LakeFunction {
    const environment: EnvironmentText<typeof COMPACT_ENVIRONMENT> = {
      ...reportingEnvironment(settings),
      DATABASE: catalog.database.databaseName,
      WORKGROUP: workgroup.name,
      LAKE_BUCKET: stores.lake.bucketName,
      OPEN_DAYS: String(settings.compactionOpenDays),
      DAYS_PER_RUN: String(settings.compactionDaysPerRun),
      KEPT_DAYS: String(settings.rawRetentionDays),
      DELETE_SUPERSEDED: String(settings.deleteSuperseded),
      REFRESH_FUNCTION: refresh.functionName,
    };
    return new LakeFunction(this, 'Compact', {
      entry: 'lambdas/compact/handler.ts',
      description: 'Closed days to few, sorted files with each event once',
      timeout: TIMEOUT,
      memoryMiB: 1024,
      environment,
      settings,
      folders: WITH_SQL,
    });
  }

  private grantLake({ stores: { lake }, workgroup, settings, refresh }: CompactionProps): void {
    const objects = (...prefixes: string[]) => prefixes.map((prefix) => lake.arnForObjects(`${prefix}*`));
    const allow = (actions: string[], resources: string[]) =>
      this.function.addToRolePolicy(new PolicyStatement({ actions, resources }));
    const own = [COMPACTED_PREFIX, COMPACTION_PREFIX];
    allow(['athena:GetQueryResults'], [workgroupArn(this, workgroup)]);
    allow(IN_PARTS_ON_BUCKET, [lake.bucketArn]);
    allow(['s3:GetObject'], objects(EVENTS_PREFIX, ...own));
    allow(['s3:PutObject'], objects(...own));
    allow(IN_PARTS_ON_OBJECTS, objects(COMPACTED_PREFIX));
    // Only its own marks: the function cannot delete rows.
    allow(['s3:DeleteObject'], objects(REPLACED_PREFIX));
    allow(['lambda:InvokeFunction'], [refresh.functionArn]);
    if (settings.deleteSuperseded) allow(['s3:PutObjectTagging'], objects(EVENTS_PREFIX, COMPACTED_PREFIX));
    for (const prefix of [EVENTS_PREFIX, ...own, REPLACED_PREFIX]) {
      acknowledgeWildcard(
        this.function,
        objectsIn(lake, `${prefix}*`),
        'Rows of all days, in files that Firehose and Athena name. It writes below prefixes of its own.',
      );
    }
  }
}
