import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { FrontDoor } from '../ingest/front-door.ts';
import type { Secrets } from '../ingest/secrets.ts';
import type { Social } from '../ingest/social.ts';
import type { Stream } from '../ingest/stream.ts';
import type { Catalog } from '../lake/catalog.ts';
import type { Compaction } from '../lake/compaction.ts';
import type { Refresh } from '../lake/refresh.ts';
import type { Stores } from '../lake/stores.ts';
import type { Pages } from '../pages/pages.ts';
import type { Find } from '../privacy/find.ts';
import type { Roles } from '../privacy/roles.ts';
import type { Query } from '../query/query.ts';
import type { OperatorDashboard } from './dashboard.ts';
import type { Replay } from './replay.ts';

/** The parts of the stack whose names the `lake` command and its operators need. */
export interface OutputParts {
  readonly secrets: Secrets;
  readonly frontDoor: FrontDoor;
  readonly stores: Stores;
  readonly catalog: Catalog;
  readonly query: Query;
  readonly stream: Stream;
  readonly refresh: Refresh;
  readonly compaction: Compaction;
  readonly replay: Replay;
  readonly pages: Pages;
  readonly find: Find;
  readonly roles: Roles;
  readonly dashboard: OperatorDashboard;
  readonly social: Social | undefined;
}

/** The outputs of the stack. The `lake` command finds its resources by their names, so these never change. */
export function addOutputs(stack: Stack, parts: OutputParts, stackName: string): void {
  const output = (name: string, value: string, description: string) =>
    new CfnOutput(stack, name, { value, description });
  for (const [source, secret] of parts.secrets.ofSource) {
    const title = source[0]?.toUpperCase() + source.slice(1);
    output(`${title}WebhookUrl`, parts.frontDoor.webhookUrl(source), `Callback URL for source "${source}"`);
    output(`${title}SecretArn`, secret.secretArn, `Secret with the signing secrets of source "${source}"`);
    output(
      `${title}ConsoleCommand`,
      `npx lake console ${source} --stack ${stackName}`,
      'Prints what to paste into the vendor’s console',
    );
  }
  if (parts.social) {
    output('SocialFailedQueueUrl', parts.social.failed.queueUrl, 'Queue of failed messages from the topic');
    output('SocialFunctionName', parts.social.function.functionName, 'Function that handles messages from the topic');
  }
  output('Database', parts.catalog.database.databaseName, 'Glue database to query');
  output('LakeBucket', parts.stores.lake.bucketName, 'Bucket with the rows and the reference data');
  output('Workgroup', parts.query.workgroup.name, 'Athena workgroup to query in');
  output('RefreshFunctionName', parts.refresh.function.functionName, 'Function that refreshes the tables of the views');
  output('RefreshMinutes', String(parts.refresh.minutes), 'Minutes between two refreshes of the tables of the views');
  output('CompactFunctionName', parts.compaction.function.functionName, 'Function that compacts closed days');
  output('ReprocessFunctionName', parts.replay.function.functionName, 'Function that replays raw/ and failed/');
  output(
    'FindFunctionName',
    parts.find.function.functionName,
    'Function that makes the keys of what `lake find` looks up',
  );
  output('PagesFunctionName', parts.pages.function.functionName, 'Function that writes pages as files');
  output('PageLocale', parts.pages.locale, 'Language and number format of the pages');
  output('ReportsBucket', parts.stores.reports.bucketName, 'Bucket with the pages as files');
  output('ReplayStreamName', parts.replay.stream.deliveryStreamName, 'Firehose stream for replays');
  output(
    'ReplayStateMachineArn',
    parts.replay.stateMachine.stateMachineArn,
    'State machine that replays raw/ at scale',
  );
  output('AnalystPolicyArn', parts.roles.analyst.managedPolicyArn, 'Policy for people who query the lake');
  output('FinancePolicyArn', parts.roles.finance.managedPolicyArn, 'Policy for people who read sums and counts only');
  output('OperatorPolicyArn', parts.roles.operator.managedPolicyArn, 'Policy for people who operate the lake');
  output('DashboardUrl', parts.dashboard.url, 'CloudWatch dashboard, in the console of the commercial regions');
  output('StreamName', parts.stream.stream.deliveryStreamName, 'Firehose stream for live events');
  output('MetricsNamespace', stack.stackName, 'CloudWatch namespace of the functions’ metrics');
}
