import { type App, CfnElement, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import {
  COMPACTED_PREFIX,
  COMPACTION_PREFIX,
  EVENTS_PREFIX,
  MANIFESTS_PREFIX,
  REFERENCE_PREFIX,
} from '../../domain/contracts/lake-layout.ts';
import { FAILED_PREFIX, RAW_PREFIX } from '../lake/stores.ts';
import type { LakeStack } from '../lake-stack.ts';
import { VIEW_FAMILIES } from '../query/query.ts';

/** Runs cdk-nag at every synth. A finding fails it, unless it is answered here: which rule, where, and why. */
export function checkSecurity(app: App, stack: LakeStack): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  acknowledge(
    stack,
    'CloudFormation-Validate::W7001',
    'The CDK construct of the delivery stream brings a table of Firehose’s addresses that only VPC destinations use.',
  );
  secrets(stack);
  functions(stack);
  streams(stack);
  sealing(stack);
  roles(stack);
  replay(stack);
  frontDoor(stack);
  query(stack);
  compaction(stack);
  social(stack);
}

function secrets({ secrets }: LakeStack): void {
  const byHand = 'Its sender changes with it, by hand and first. Current and previous are both valid.';
  for (const secret of secrets.ofSource.values()) acknowledge(secret, 'AwsSolutions-SMG4', byHand);
  acknowledge(
    secrets.pepper,
    'AwsSolutions-SMG4',
    'A new pepper gives every contact a new key: rotation is a decision (add a version, name it current), not a schedule.',
  );
  acknowledge(
    secrets.eventKey,
    'AwsSolutions-SMG4',
    'A new secret would make every event count again: it must never change.',
  );
}

function functions({ stream, receiver, query, replay, compaction, sealFailed, social }: LakeStack): void {
  const rule =
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]';
  const always = [stream.transform, receiver.function, query.views, compaction.function, replay.function];
  const all = [...always, sealFailed.function, ...(social ? [social.function] : [])];
  for (const scope of all) {
    acknowledge(scope, rule, 'AWS’s own policy for functions: write to CloudWatch Logs, nothing else.');
  }
}

function streams({ stream, replay, stores }: LakeStack): void {
  const lake = logicalId(stores.lake);
  const names = 'Firehose names the objects, by time, below the prefixes that the stream writes to.';
  for (const role of [stream.role, replay.role]) {
    for (const prefix of [EVENTS_PREFIX, FAILED_PREFIX]) {
      acknowledge(role, `AwsSolutions-IAM5[Resource::<${lake}.Arn>/${prefix}*]`, names);
    }
  }
  const sealed = logicalId(stores.sealed);
  acknowledge(stream.backupRole, `AwsSolutions-IAM5[Resource::<${sealed}.Arn>/${RAW_PREFIX}*]`, names);
}

function sealing({ sealFailed, stores }: LakeStack): void {
  for (const bucket of [stores.lake, stores.sealed]) {
    acknowledge(
      sealFailed.function,
      `AwsSolutions-IAM5[Resource::<${logicalId(bucket)}.Arn>/${FAILED_PREFIX}*]`,
      'It moves every object below this one prefix, whose names Firehose makes.',
    );
  }
}

function roles({ roles, replay, catalog, stores }: LakeStack): void {
  const [lake, results, database] = [stores.lake, stores.results, catalog.database].map(logicalId);
  const { stackName } = Stack.of(roles);
  for (const policy of [roles.analyst, roles.operator]) {
    acknowledge(
      policy,
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudformation:<AWS::Region>:<AWS::AccountId>:stack/${stackName}/*]`,
      'This one stack: the star stands for its id, and a call that names it is checked on a star.',
    );
    for (const prefix of [EVENTS_PREFIX, COMPACTED_PREFIX, MANIFESTS_PREFIX, REFERENCE_PREFIX]) {
      const rows = 'Rows of all days and the reference data, which hold no payload.';
      acknowledge(policy, `AwsSolutions-IAM5[Resource::<${lake}.Arn>/${prefix}*]`, rows);
    }
    acknowledge(
      policy,
      `AwsSolutions-IAM5[Resource::<${results}.Arn>/*]`,
      'Athena writes results as its caller, under names that it makes.',
    );
    acknowledge(
      policy,
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:glue:<AWS::Region>:<AWS::AccountId>:table/<${database}>/*]`,
      'Definitions of the tables and views of this one database, to read.',
    );
  }
  const machine = `<${logicalId(replay.stateMachine)}.Name>`;
  acknowledge(
    roles.operator,
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${machine}:*]`,
    'The executions of this one state machine, which get their names when they are started.',
  );
  acknowledge(
    roles.operator,
    'AwsSolutions-IAM5[Resource::*]',
    'CloudWatch’s metrics know no resources, and its alarms are listed for the whole account.',
  );
}

function replay({ replay, stores }: LakeStack): void {
  const { function: reprocess, stateMachine } = replay;
  const [lake, sealed, results] = [stores.lake, stores.sealed, stores.results].map(logicalId);
  const places = [`<${sealed}.Arn>/raw/*`, `<${sealed}.Arn>/failed/*`];
  for (const objects of [...places, `<${lake}.Arn>/failed/*`, `<${lake}.Arn>/replays/*`]) {
    acknowledge(reprocess, `AwsSolutions-IAM5[Resource::${objects}]`, 'Objects whose names Firehose and time make.');
  }
  const run = (tail: string) =>
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:` +
    `{"Fn::Select":[6,{"Fn::Split":[":",{"Ref":"${logicalId(stateMachine)}"}]}]}${tail}]`;
  const own = 'CDK’s grant for a distributed map: its children are executions of itself.';
  for (const tail of [':*', '/*:*']) acknowledge(stateMachine, run(tail), own);
  acknowledge(
    stateMachine,
    `AwsSolutions-IAM5[Resource::<${logicalId(reprocess)}.Arn>:*]`,
    'CDK’s grant to invoke the function includes its versions and aliases.',
  );
  acknowledge(
    stateMachine,
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::<${results}>/*]`,
    'CDK’s grant to write the report, into a bucket that holds query results only.',
  );
  acknowledge(
    stateMachine,
    'AwsSolutions-IAM5[Resource::*]',
    'The deliveries of logs and the traces of X-Ray know no resources.',
  );
}

function frontDoor({ frontDoor }: LakeStack): void {
  acknowledge(
    frontDoor,
    'AwsSolutions-APIG4',
    'Vendors cannot sign in. The receiver checks each delivery’s signature over its bytes, and the callback check’s token.',
  );
}

function query({ query, catalog, stores }: LakeStack): void {
  const tables = 'arn:<AWS::Partition>:glue:<AWS::Region>:<AWS::AccountId>:table';
  acknowledge(
    query.views,
    `AwsSolutions-IAM5[Resource::${tables}/<${logicalId(catalog.database)}>/*]`,
    'It reads the definitions of all tables that views read, in this one database.',
  );
  for (const family of VIEW_FAMILIES) {
    acknowledge(
      query.views,
      `AwsSolutions-IAM5[Resource::${tables}/<${logicalId(catalog.database)}>/${family}_*]`,
      'Views whose names begin like this; no table of rows or reference data does.',
    );
  }
  acknowledge(
    query.views,
    `AwsSolutions-IAM5[Resource::<${logicalId(stores.results)}.Arn>/*]`,
    'Athena writes results as its caller, under names that it makes.',
  );
  for (const names of ['*.txt', '*.txt.metadata']) {
    acknowledge(
      query.views,
      `AwsSolutions-IAM5[Resource::<${logicalId(stores.results)}.Arn>/${names}]`,
      'What its own statements leave there, under names that Athena makes.',
    );
  }
}

function compaction({ compaction, stores }: LakeStack): void {
  acknowledge(
    compaction.function,
    `AwsSolutions-IAM5[Resource::<${logicalId(stores.results)}.Arn>/*]`,
    'Athena writes results as its caller, under names that it makes.',
  );
  for (const prefix of [EVENTS_PREFIX, COMPACTED_PREFIX, MANIFESTS_PREFIX, COMPACTION_PREFIX]) {
    acknowledge(
      compaction.function,
      `AwsSolutions-IAM5[Resource::<${logicalId(stores.lake)}.Arn>/${prefix}*]`,
      'Rows of all days: Firehose and Athena name the files, days come with time. It writes below prefixes of its own.',
    );
  }
}

function social({ social }: LakeStack): void {
  if (social === undefined) return;
  acknowledge(social.failed, 'AwsSolutions-SQS3', 'It is itself the queue of failed messages.');
  for (const action of ['kms:GenerateDataKey*', 'kms:ReEncrypt*']) {
    acknowledge(
      social.function,
      `AwsSolutions-IAM5[Action::${action}]`,
      'CDK’s grant to encrypt failed messages by the sealed key.',
    );
  }
}

/** As cdk-nag names resources in its findings. */
function logicalId(construct: IConstruct): string {
  const resource = construct.node.defaultChild;
  if (!CfnElement.isCfnElement(resource)) throw new Error(`${construct.node.path} is no resource.`);
  return Stack.of(construct).getLogicalId(resource);
}

function acknowledge(scope: IConstruct, id: string, reason: string): void {
  Validations.of(scope).acknowledge({ id, reason });
}
