import * as z from 'zod';
import type { Resource, Template } from '../aws.ts';
import type {
  BackupDefinition,
  Buffering,
  ConversionDefinition,
  ProcessorDefinition,
  StreamDefinition,
} from './definition.ts';
import { type Prefix, parsePrefix } from './prefix.ts';
import {
  type BufferingHints,
  type DestinationProperties,
  deliveryStreamProperties,
  type ProcessingProperties,
} from './properties.ts';
import { brokenRules } from './rules.ts';

const MIB = 1024 * 1024;

/**
 * Every `AWS::KinesisFirehose::DeliveryStream` of the template. Throws one plain message naming the stream and each
 * property that AWS would refuse or this Firehose does not cover.
 */
export function readStreams(template: Template): StreamDefinition[] {
  return template.ofType('AWS::KinesisFirehose::DeliveryStream').map((resource) => readStream(resource, template));
}

function readStream(resource: Resource, template: Template): StreamDefinition {
  const parsed = deliveryStreamProperties.safeParse(resource.properties);
  if (!parsed.success) throw refused(resource, parsed.error.issues.map(sentence));
  const stream = defineStream(resource, template, parsed.data.ExtendedS3DestinationConfiguration);
  const broken = brokenRules(stream);
  if (broken.length > 0) throw refused(resource, broken);
  return stream;
}

function defineStream(resource: Resource, template: Template, s3: DestinationProperties): StreamDefinition {
  const conversion = conversionOf(s3, template);
  const dynamicPartitioning = s3.DynamicPartitioningConfiguration?.Enabled ?? false;
  const where = resource.logicalId;
  return {
    name: resource.ref,
    arn: resource.arn,
    roleArn: s3.RoleARN,
    bucket: bucketName(s3.BucketARN),
    prefix: prefixOf(s3.Prefix ?? '', `${where}.Prefix`),
    errorPrefix:
      s3.ErrorOutputPrefix === undefined ? undefined : prefixOf(s3.ErrorOutputPrefix, `${where}.ErrorOutputPrefix`),
    buffering: bufferingOf(s3.BufferingHints, conversion !== undefined || dynamicPartitioning ? 128 : 5),
    fileExtension: s3.FileExtension ?? (conversion === undefined ? '' : '.parquet'),
    timeZone: s3.CustomTimeZone ?? 'UTC',
    dynamicPartitioning,
    processor: processorOf(s3.ProcessingConfiguration, s3.RoleARN, where),
    conversion,
    backup: backupOf(s3, where),
  };
}

/** An omitted `Enabled` means off for processing, but on for conversion, as on AWS. */
function processorOf(
  processing: ProcessingProperties | undefined,
  streamRoleArn: string,
  where: string,
): ProcessorDefinition | undefined {
  const processor = processing?.Processors?.[0];
  if (processing?.Enabled !== true || processor === undefined) return undefined;
  const parameters = new Map(processor.Parameters.map((each) => [each.ParameterName, each.ParameterValue]));
  const functionArn = parameters.get('LambdaArn');
  if (functionArn === undefined) throw new Error(`Stream ${where}: the Lambda processor has no LambdaArn parameter.`);
  return {
    functionArn,
    roleArn: parameters.get('RoleArn') ?? streamRoleArn,
    retries: Number(parameters.get('NumberOfRetries') ?? 3),
    buffering: {
      // AWS's default is 1 MB; documents that say 3 are out of date (ProcessorParameter).
      sizeBytes: Math.floor(Number(parameters.get('BufferSizeInMBs') ?? 1) * MIB),
      intervalSeconds: Number(parameters.get('BufferIntervalInSeconds') ?? 60),
    },
  };
}

function conversionOf(s3: DestinationProperties, template: Template): ConversionDefinition | undefined {
  const conversion = s3.DataFormatConversionConfiguration;
  if (conversion === undefined || conversion.Enabled === false) return undefined;
  const schema = conversion.SchemaConfiguration;
  return {
    database: schema.DatabaseName,
    table: schema.TableName,
    roleArn: schema.RoleARN,
    region: schema.Region ?? template.region,
    catalogId: schema.CatalogId ?? template.accountId,
    versionId: schema.VersionId ?? 'LATEST',
  };
}

function backupOf(s3: DestinationProperties, where: string): BackupDefinition | undefined {
  if (s3.S3BackupMode !== 'Enabled') return undefined;
  const backup = s3.S3BackupConfiguration;
  if (backup === undefined) throw new Error(`Stream ${where}: S3BackupMode Enabled needs S3BackupConfiguration.`);
  return {
    bucket: bucketName(backup.BucketARN),
    roleArn: backup.RoleARN,
    prefix: prefixOf(backup.Prefix ?? '', `${where}.S3BackupConfiguration.Prefix`),
    buffering: bufferingOf(backup.BufferingHints, 5),
    gzip: backup.CompressionFormat === 'GZIP',
  };
}

/** AWS's defaults: 300 seconds, and 5 MB, or 128 with conversion or dynamic partitioning (BufferingHints). */
function bufferingOf(hints: BufferingHints | undefined, defaultSizeInMBs: number): Buffering {
  return {
    sizeBytes: (hints?.SizeInMBs ?? defaultSizeInMBs) * MIB,
    intervalSeconds: hints?.IntervalInSeconds ?? 300,
  };
}

function bucketName(bucketArn: string): string {
  return bucketArn.slice('arn:aws:s3:::'.length);
}

function prefixOf(text: string, where: string): Prefix {
  try {
    return parsePrefix(text);
  } catch (cause) {
    throw new Error(`${where}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function refused(resource: Resource, sentences: readonly string[]): Error {
  return new Error(
    `The laptop's Firehose refuses the stream ${resource.logicalId}: ${sentences.join('; ')}. Change it in the CDK app.`,
  );
}

function sentence(issue: z.core.$ZodIssue): string {
  const path = z.core.toDotPath(issue.path);
  if (issue.code !== 'unrecognized_keys') return `${path}: ${issue.message}`;
  return `${[path, issue.keys.join(', ')].filter(Boolean).join('.')} is not covered`;
}
