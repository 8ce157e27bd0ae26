/** Executions and workgroups as `GetQueryExecution` and `GetWorkGroup` show them. Times are epoch seconds. */
import type { Execution } from './execution.ts';
import type { Statement } from './statement.ts';
import type { WorkGroup } from './workgroups.ts';

const STATEMENT_TYPES: Readonly<Record<Statement['kind'], readonly [type: string, subtype: string]>> = {
  select: ['DML', 'SELECT'],
  explain: ['UTILITY', 'EXPLAIN'],
  unload: ['DML', 'UNLOAD'],
  createView: ['DDL', 'CREATE_VIEW'],
  dropView: ['DDL', 'DROP_VIEW'],
  showTables: ['UTILITY', 'SHOW_TABLES'],
  showViews: ['UTILITY', 'SHOW_VIEWS'],
  showColumns: ['UTILITY', 'SHOW_COLUMNS'],
  showDatabases: ['UTILITY', 'SHOW_DATABASES'],
  showPartitions: ['UTILITY', 'SHOW_PARTITIONS'],
  showCreateTable: ['UTILITY', 'SHOW_CREATE_TABLE'],
  showCreateView: ['UTILITY', 'SHOW_CREATE_VIEW'],
  describe: ['UTILITY', 'DESCRIBE_TABLE'],
};

export function describeExecution(execution: Execution): unknown {
  const [statementType, substatementType] = STATEMENT_TYPES[execution.statement.kind];
  return {
    QueryExecutionId: execution.id,
    Query: execution.sql,
    StatementType: statementType,
    SubstatementType: substatementType,
    ResultConfiguration: { OutputLocation: execution.outputLocation },
    QueryExecutionContext: { Database: execution.database, Catalog: 'awsdatacatalog' },
    Status: describeStatus(execution),
    Statistics: {
      EngineExecutionTimeInMillis: execution.engineMillis,
      TotalExecutionTimeInMillis: (execution.completedMillis ?? execution.submittedMillis) - execution.submittedMillis,
      DataScannedInBytes: execution.scannedBytes,
      DataManifestLocation: execution.manifestLocation,
    },
    WorkGroup: execution.workGroup.name,
    EngineVersion: ENGINE_VERSION,
  };
}

const ENGINE_VERSION = { SelectedEngineVersion: 'AUTO', EffectiveEngineVersion: 'Athena engine version 3' };

/** AthenaError's category 2: the fault is in the query or its permissions, not in the service. */
const USER_ERROR = 2;

function describeStatus({ state, reason, submittedMillis, completedMillis }: Execution): unknown {
  return {
    State: state,
    SubmissionDateTime: submittedMillis / 1_000,
    ...(completedMillis === undefined ? {} : { CompletionDateTime: completedMillis / 1_000 }),
    ...(reason === undefined ? {} : { StateChangeReason: reason }),
    ...(state === 'FAILED'
      ? { AthenaError: { ErrorCategory: USER_ERROR, ErrorMessage: reason, Retryable: false } }
      : {}),
  };
}

export function describeWorkGroup(group: WorkGroup): unknown {
  const { name, description, enforced, outputLocation, encryption, publishesMetrics, scanCutoffBytes } = group;
  return {
    Name: name,
    State: 'ENABLED',
    Description: description,
    Configuration: {
      EnforceWorkGroupConfiguration: enforced,
      PublishCloudWatchMetricsEnabled: publishesMetrics,
      RequesterPaysEnabled: false,
      ResultConfiguration: { OutputLocation: outputLocation, EncryptionConfiguration: encryption },
      ...(scanCutoffBytes === undefined ? {} : { BytesScannedCutoffPerQuery: scanCutoffBytes }),
      EngineVersion: ENGINE_VERSION,
    },
  };
}

/** As `ListWorkGroups` shows it. */
export function summariseWorkGroup({ name, description }: WorkGroup): unknown {
  return { Name: name, State: 'ENABLED', Description: description, EngineVersion: ENGINE_VERSION };
}
