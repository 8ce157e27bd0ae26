import { type App, CfnElement, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import type { LakeStack } from './lake-stack.ts';

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
  stream(stack);
  frontDoor(stack);
  query(stack);
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

function functions({ stream, receiver, query, social }: LakeStack): void {
  const rule =
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]';
  const all = [stream.transform, receiver.function, query.views, ...(social ? [social.function] : [])];
  for (const scope of all) {
    acknowledge(scope, rule, 'AWS’s own policy for functions: write to CloudWatch Logs, nothing else.');
  }
}

function stream({ stream, stores }: LakeStack): void {
  const role = stream.stream;
  const objects =
    'CDK’s grant for Firehose on its two buckets: it writes, lists and cleans up objects whose names it makes.';
  for (const action of ['s3:Abort*', 's3:DeleteObject*', 's3:GetBucket*', 's3:GetObject*', 's3:List*']) {
    acknowledge(role, `AwsSolutions-IAM5[Action::${action}]`, objects);
  }
  for (const bucket of [stores.lake, stores.sealed]) {
    acknowledge(role, `AwsSolutions-IAM5[Resource::<${logicalId(bucket)}.Arn>/*]`, objects);
  }
  for (const action of ['kms:GenerateDataKey*', 'kms:ReEncrypt*']) {
    acknowledge(
      role,
      `AwsSolutions-IAM5[Action::${action}]`,
      'CDK’s grant for Firehose on the two keys of its buckets.',
    );
  }
  acknowledge(
    role,
    'AwsSolutions-IAM5[Resource::*]',
    'glue:GetSchemaVersion knows no resources; it reads schemas only.',
  );
  acknowledge(
    role,
    `AwsSolutions-IAM5[Resource::<${logicalId(stream.transform)}.Arn>:*]`,
    'CDK’s grant to invoke the transform includes its versions and aliases.',
  );
}

function frontDoor({ frontDoor }: LakeStack): void {
  acknowledge(
    frontDoor,
    'AwsSolutions-APIG4',
    'Vendors cannot sign in. The receiver checks each delivery’s signature over its bytes, and the handshake’s token.',
  );
}

function query({ query, catalog, stores }: LakeStack): void {
  const tables = 'arn:<AWS::Partition>:glue:<AWS::Region>:<AWS::AccountId>:table';
  acknowledge(
    query.views,
    `AwsSolutions-IAM5[Resource::${tables}/<${logicalId(catalog.database)}>/*]`,
    'It creates the views, whose names come with the SQL files, in this one database.',
  );
  acknowledge(
    query.views,
    `AwsSolutions-IAM5[Resource::<${logicalId(stores.results)}.Arn>/*]`,
    'Athena writes results as its caller, under names that it makes.',
  );
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
