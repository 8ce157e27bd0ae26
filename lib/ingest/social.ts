import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { LakeFunction } from '../shared/lake-function.ts';
import { RETAINED } from '../shared/retained.ts';
import { acknowledge } from '../shared/security.ts';
import { grantIngest, type IngestProps, ingestEnvironment } from './ingest-access.ts';

export interface SocialProps extends IngestProps {
  /** ARN of the topic that AWS End User Messaging Social posts to; it is not part of the stack. */
  readonly topicArn: string;
  /** Encrypts failed messages, which hold personal data. */
  readonly sealedKey: IKey;
}

/** Lambda retries an asynchronous invocation twice, for up to 6 hours ("Configuring error handling settings"). */
const RETRIES = 2;
const MAX_EVENT_AGE = Duration.hours(6);
/** SQS's maximum. */
const FAILED_RETENTION = Duration.days(14);

/** Meta’s events by the SNS topic of AWS End User Messaging Social, instead of by webhook. */
export class Social extends Construct {
  readonly function: LakeFunction;
  /** Messages that failed all attempts, as SNS sent them. */
  readonly failed: Queue;

  constructor(scope: Construct, id: string, { topicArn, sealedKey, ...props }: SocialProps) {
    super(scope, id);
    const { settings } = props;
    this.function = new LakeFunction(this, 'Social', {
      entry: 'lambdas/social/handler.ts',
      description: 'AWS End User Messaging Social to the stream: split, claim, publish, confirm',
      timeout: Duration.seconds(settings.receiverTimeoutSeconds),
      memoryMiB: settings.receiverMemoryMiB,
      environment: ingestEnvironment(props),
      settings,
    });
    grantIngest(this.function, props);
    this.failed = new Queue(this, 'Failed', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: sealedKey,
      enforceSSL: true,
      retentionPeriod: FAILED_RETENTION,
      removalPolicy: RETAINED,
    });
    acknowledge(this.failed, 'AwsSolutions-SQS3', 'It is itself the queue of failed messages.');
    this.function.configureAsyncInvoke({
      retryAttempts: RETRIES,
      maxEventAge: MAX_EVENT_AGE,
      onFailure: new SqsDestination(this.failed),
    });
    for (const action of ['kms:GenerateDataKey*', 'kms:ReEncrypt*']) {
      acknowledge(
        this.function,
        `AwsSolutions-IAM5[Action::${action}]`,
        'CDK’s grant to encrypt failed messages with the sealed key.',
      );
    }
    Topic.fromTopicArn(this, 'Topic', topicArn).addSubscription(new LambdaSubscription(this.function));
  }
}
