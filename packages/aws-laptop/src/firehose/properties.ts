import * as z from 'zod';

/**
 * The properties of `AWS::KinesisFirehose::DeliveryStream` that this Firehose covers. Every object is strict: a
 * property that is not listed is refused, because it might change what is delivered.
 */

/** Where errors are logged or how a bucket encrypts changes no object's place or content, so it is not looked at. */
const notLookedAt = z.unknown().optional();

const arn = z.string().startsWith('arn:');

const bufferingHints = z.strictObject({
  IntervalInSeconds: z.number().int().min(0).max(900).optional(),
  SizeInMBs: z.number().int().min(1).max(128).optional(),
});

const lambdaProcessor = z.strictObject({
  Type: z.literal('Lambda'),
  Parameters: z.array(
    z.strictObject({
      ParameterName: z.enum(['LambdaArn', 'RoleArn', 'NumberOfRetries', 'BufferSizeInMBs', 'BufferIntervalInSeconds']),
      ParameterValue: z.string(),
    }),
  ),
});

const processing = z.strictObject({
  Enabled: z.boolean().optional(),
  Processors: z.array(lambdaProcessor).max(1).optional(),
});

const conversion = z.strictObject({
  Enabled: z.boolean().optional(),
  InputFormatConfiguration: z.strictObject({
    Deserializer: z.strictObject({
      OpenXJsonSerDe: z.strictObject({ CaseInsensitive: z.literal(true).optional() }),
    }),
  }),
  OutputFormatConfiguration: z.strictObject({
    Serializer: z.strictObject({
      ParquetSerDe: z.strictObject({ Compression: z.literal('SNAPPY').optional() }),
    }),
  }),
  SchemaConfiguration: z.strictObject({
    DatabaseName: z.string(),
    TableName: z.string(),
    RoleARN: arn,
    Region: z.string().optional(),
    CatalogId: z.string().optional(),
    VersionId: z.literal('LATEST').optional(),
  }),
});

const backup = z.strictObject({
  BucketARN: z.string().startsWith('arn:aws:s3:::'),
  RoleARN: arn,
  Prefix: z.string().max(1024).optional(),
  ErrorOutputPrefix: notLookedAt,
  BufferingHints: bufferingHints.optional(),
  CompressionFormat: z.enum(['UNCOMPRESSED', 'GZIP']).optional(),
  CloudWatchLoggingOptions: notLookedAt,
  EncryptionConfiguration: notLookedAt,
});

const destination = z.strictObject({
  BucketARN: z.string().startsWith('arn:aws:s3:::'),
  RoleARN: arn,
  Prefix: z.string().max(1024).optional(),
  ErrorOutputPrefix: z.string().max(1024).optional(),
  BufferingHints: bufferingHints.optional(),
  CompressionFormat: z.literal('UNCOMPRESSED').optional(),
  DynamicPartitioningConfiguration: z.strictObject({ Enabled: z.boolean(), RetryOptions: notLookedAt }).optional(),
  ProcessingConfiguration: processing.optional(),
  DataFormatConversionConfiguration: conversion.optional(),
  S3BackupMode: z.enum(['Disabled', 'Enabled']).optional(),
  S3BackupConfiguration: backup.optional(),
  FileExtension: z
    .string()
    .max(128)
    .regex(/^$|^\.[0-9a-z!\-_.*'()]+$/)
    .optional(),
  CustomTimeZone: z.string().optional(),
  CloudWatchLoggingOptions: notLookedAt,
  EncryptionConfiguration: notLookedAt,
});

export const deliveryStreamProperties = z.strictObject({
  DeliveryStreamName: z
    .string()
    .regex(/^[a-zA-Z0-9_.-]{1,64}$/)
    .optional(),
  DeliveryStreamType: z.literal('DirectPut').optional(),
  ExtendedS3DestinationConfiguration: destination,
  DeliveryStreamEncryptionConfigurationInput: notLookedAt,
  Tags: notLookedAt,
});

export type DeliveryStreamProperties = z.infer<typeof deliveryStreamProperties>;
export type DestinationProperties = z.infer<typeof destination>;
export type BufferingHints = z.infer<typeof bufferingHints>;
export type ProcessingProperties = z.infer<typeof processing>;
