import { describe, expect, test } from 'vitest';
import { readStreams } from '../../src/firehose/streams.ts';
import { conversion, FUNCTION, full, plain, processing, ROLE, streamResource, templateOf } from './support.ts';

const MIB = 1024 * 1024;
const read = (destination: Record<string, unknown>) =>
  readStreams(templateOf([streamResource('events', destination)]))[0];

describe('a stream of the template', () => {
  test('is read with its buffering, processor, prefixes, schema and backup', () => {
    expect(read(full)).toMatchObject({
      name: 'events',
      bucket: 'shop',
      roleArn: ROLE,
      buffering: { intervalSeconds: 60, sizeBytes: 64 * MIB },
      dynamicPartitioning: true,
      fileExtension: '.parquet',
      processor: { functionArn: `${FUNCTION}:$LATEST`, retries: 1, buffering: { sizeBytes: MIB, intervalSeconds: 60 } },
      conversion: { database: 'shop', table: 'events', versionId: 'LATEST' },
      backup: { bucket: 'raw', gzip: false, buffering: { sizeBytes: 5 * MIB, intervalSeconds: 300 } },
    });
  });

  test('takes AWS defaults: 300 s and 5 MB, or 128 MB with conversion; three retries', () => {
    expect(read(plain)?.buffering).toEqual({ sizeBytes: 5 * MIB, intervalSeconds: 300 });
    const converting = {
      ...plain,
      ErrorOutputPrefix: 'e/!{firehose:error-output-type}/',
      DataFormatConversionConfiguration: conversion,
    };
    expect(read(converting)?.buffering.sizeBytes).toBe(128 * MIB);
    expect(read({ ...full, ProcessingConfiguration: withParameters({}) })?.processor?.retries).toBe(3);
  });

  test('has no processor when Enabled is omitted, but converts when it is', () => {
    expect(
      read({ ...plain, ProcessingConfiguration: { Processors: processing.Processors } })?.processor,
    ).toBeUndefined();
    const { Enabled, ...withoutEnabled } = conversion;
    expect(Enabled).toBe(true);
    expect(read({ ...full, DataFormatConversionConfiguration: withoutEnabled })?.conversion).toBeDefined();
  });

  test('may name log groups and keys, which change no object', () => {
    expect(read({ ...plain, CloudWatchLoggingOptions: { Enabled: true }, EncryptionConfiguration: {} })).toBeDefined();
  });
});

describe('a stream is refused, by name and rule, when', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['a property is unknown', { ...plain, Surprise: 1 }, /Stream.*Surprise is not covered/],
    ['a nested property is unknown', nestedSurprise(), /OpenXJsonSerDe\.Surprise is not covered/],
    ['the S3 compression is not UNCOMPRESSED', { ...plain, CompressionFormat: 'GZIP' }, /CompressionFormat/],
    ['partitions are buffered under 60 s', withHints(59, 64), /from 60 to 900, not 59/],
    ['partitions are buffered under 64 MB', withHints(60, 63), /from 64 to 128, not 63/],
    ['an interval is over 900 s', withHints(901, 64), /IntervalInSeconds/],
    ['conversion has under 64 MB', { ...full, BufferingHints: { IntervalInSeconds: 60, SizeInMBs: 5 } }, /at least 64/],
    [
      'dynamic partitioning has no error prefix',
      { ...full, ErrorOutputPrefix: undefined },
      /ErrorOutputPrefix is missing/,
    ],
    [
      'the error prefix does not name the type',
      { ...full, ErrorOutputPrefix: 'failed/' },
      /at least one !\{firehose:error-output-type/,
    ],
    [
      'partition keys come without dynamic partitioning',
      { ...full, DynamicPartitioningConfiguration: { Enabled: false } },
      /needs DynamicPartitioningConfiguration/,
    ],
    [
      'dynamic partitioning has no key in its prefix',
      { ...full, Prefix: 'events/' },
      /at least one !\{partitionKeyFromLambda/,
    ],
    [
      'dynamic partitioning has no processor',
      { ...full, ProcessingConfiguration: undefined },
      /needs an enabled Lambda processor/,
    ],
    [
      'the processor buffers more than 3 MB',
      { ...full, ProcessingConfiguration: withParameters({ BufferSizeInMBs: '4' }) },
      /0\.2 to 3, not 4/,
    ],
    [
      'the processor buffers less than 0.2 MB',
      { ...full, ProcessingConfiguration: withParameters({ BufferSizeInMBs: '0.1' }) },
      /0\.2 to 3/,
    ],
    [
      'a processor number is no number',
      { ...full, ProcessingConfiguration: withParameters({ NumberOfRetries: 'x' }) },
      /NumberOfRetries/,
    ],
    [
      'the error type stands in the data prefix',
      { ...full, Prefix: `${full.Prefix}!{firehose:error-output-type}/` },
      /only in ErrorOutputPrefix/,
    ],
    ['the time zone does not exist', { ...plain, CustomTimeZone: 'Mars/Base' }, /Mars\/Base/],
    ['the schema is pinned to a version', pinnedSchema(), /VersionId/],
    ['backup has no configuration', { ...plain, S3BackupMode: 'Enabled' }, /S3BackupConfiguration/],
    [
      'a prefix expression is unknown',
      { ...plain, Prefix: '!{partitionKeyFromQuery:a}' },
      /Prefix.*partitionKeyFromQuery/,
    ],
  ])('%s', (_name, destination, message) => {
    expect(() => read(destination)).toThrow(message);
  });

  test('its source is not DirectPut', () => {
    const resource = streamResource('events', plain);
    const properties = { ...resource.properties, DeliveryStreamType: 'KinesisStreamAsSource' };
    expect(() => readStreams(templateOf([{ ...resource, properties }]))).toThrow(/DeliveryStreamType/);
  });
});

function withHints(IntervalInSeconds: number, SizeInMBs: number): Record<string, unknown> {
  return { ...full, DataFormatConversionConfiguration: undefined, BufferingHints: { IntervalInSeconds, SizeInMBs } };
}

function withParameters(parameters: Record<string, string>): Record<string, unknown> {
  const all = Object.entries({ LambdaArn: FUNCTION, ...parameters });
  const Parameters = all.map(([ParameterName, ParameterValue]) => ({ ParameterName, ParameterValue }));
  return { Enabled: true, Processors: [{ Type: 'Lambda', Parameters }] };
}

function nestedSurprise(): Record<string, unknown> {
  const InputFormatConfiguration = { Deserializer: { OpenXJsonSerDe: { Surprise: true } } };
  return { ...full, DataFormatConversionConfiguration: { ...conversion, InputFormatConfiguration } };
}

function pinnedSchema(): Record<string, unknown> {
  const SchemaConfiguration = { ...conversion.SchemaConfiguration, VersionId: '3' };
  return { ...full, DataFormatConversionConfiguration: { ...conversion, SchemaConfiguration } };
}
