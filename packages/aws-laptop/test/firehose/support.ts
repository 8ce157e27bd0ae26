import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import {
  AwsError,
  authorize,
  type FunctionRuntime,
  type InvokeResult,
  type ObjectStore,
  type Principal,
  type Resource,
  type Template,
} from '../../src/aws.ts';

export const REGION = 'eu-west-1';
export const ACCOUNT = '111122223333';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/stream`;
export const FUNCTION = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:transform`;

export const everything: Principal = { arn: ROLE, allows: () => true };

/** A template of these resources, in which every role may do everything, or what `principal` says. */
export function templateOf(resources: readonly Resource[], principal: Principal = everything): Template {
  return {
    stackName: 'test',
    region: REGION,
    accountId: ACCOUNT,
    resources,
    outputs: [],
    ofType: (type) => resources.filter((resource) => resource.type === type),
    assetPath: () => '',
    principalOf: () => principal,
  };
}

export function streamResource(name: string, destination: Record<string, unknown>): Resource {
  return {
    logicalId: 'Stream',
    type: 'AWS::KinesisFirehose::DeliveryStream',
    properties: { DeliveryStreamType: 'DirectPut', ExtendedS3DestinationConfiguration: destination },
    ref: name,
    arn: `arn:aws:firehose:${REGION}:${ACCOUNT}:deliverystream/${name}`,
  };
}

export function tableResource(columns: Record<string, string>, partitionKeys: Record<string, string> = {}): Resource {
  const list = (of: Record<string, string>) => Object.entries(of).map(([Name, Type]) => ({ Name, Type }));
  return {
    logicalId: 'Table',
    type: 'AWS::Glue::Table',
    properties: {
      DatabaseName: 'shop',
      TableInput: {
        Name: 'events',
        PartitionKeys: list(partitionKeys),
        StorageDescriptor: { Columns: list(columns) },
      },
    },
    ref: 'events',
    arn: '',
  };
}

/** A destination that only concatenates. */
export const plain = { BucketARN: 'arn:aws:s3:::shop', RoleARN: ROLE, Prefix: 'out/!{timestamp:yyyy}/' };

export const processing = {
  Enabled: true,
  Processors: [
    {
      Type: 'Lambda',
      Parameters: [
        { ParameterName: 'LambdaArn', ParameterValue: `${FUNCTION}:$LATEST` },
        { ParameterName: 'RoleArn', ParameterValue: ROLE },
        { ParameterName: 'NumberOfRetries', ParameterValue: '1' },
      ],
    },
  ],
};

export const conversion = {
  Enabled: true,
  InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: {} } },
  OutputFormatConfiguration: { Serializer: { ParquetSerDe: { Compression: 'SNAPPY' } } },
  SchemaConfiguration: {
    DatabaseName: 'shop',
    TableName: 'events',
    RoleARN: ROLE,
    Region: REGION,
    VersionId: 'LATEST',
  },
};

export const backup = {
  BucketARN: 'arn:aws:s3:::raw',
  RoleARN: ROLE,
  Prefix: 'raw/',
  CompressionFormat: 'UNCOMPRESSED',
};

/** Transform, dynamic partitioning, Parquet and backup: the product's stream. */
export const full = {
  ...plain,
  Prefix: 'events/dt=!{partitionKeyFromLambda:dt}/family=!{partitionKeyFromLambda:family}/',
  ErrorOutputPrefix: 'failed/!{firehose:error-output-type}/dt=!{timestamp:yyyy-MM-dd}/',
  BufferingHints: { IntervalInSeconds: 60, SizeInMBs: 64 },
  CompressionFormat: 'UNCOMPRESSED',
  DynamicPartitioningConfiguration: { Enabled: true, RetryOptions: { DurationInSeconds: 300 } },
  ProcessingConfiguration: processing,
  DataFormatConversionConfiguration: conversion,
  S3BackupMode: 'Enabled',
  S3BackupConfiguration: backup,
};

export interface MemoryStore extends ObjectStore {
  /** By `bucket/key`. */
  readonly objects: Map<string, Buffer>;
  /** Thrown by every put while set. */
  failWith: Error | undefined;
}

export function memoryStore(): MemoryStore {
  const objects = new Map<string, Buffer>();
  return {
    objects,
    failWith: undefined,
    async put(principal, bucket, key, body) {
      authorize(principal, 's3:PutObject', `arn:aws:s3:::${bucket}/${key}`);
      if (this.failWith !== undefined) throw this.failWith;
      objects.set(`${bucket}/${key}`, body);
    },
    folderOf: () => os.tmpdir(),
  };
}

/** The contents of the objects under a prefix (`bucket/key…`), in the order they were written. */
export function contents(store: MemoryStore, prefix: string): string[] {
  return [...store.objects].flatMap(([key, body]) => (key.startsWith(prefix) ? [body.toString('utf8')] : []));
}

/** The error lines under a prefix, parsed. */
export function errorLines(store: MemoryStore, prefix: string): Record<string, unknown>[] {
  return contents(store, prefix).flatMap((text) =>
    text
      .trimEnd()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line)),
  );
}

export interface TransformEvent {
  readonly invocationId: string;
  readonly deliveryStreamArn: string;
  readonly region: string;
  readonly records: readonly { recordId: string; approximateArrivalTimestamp: number; data: string }[];
}

type Respond = (event: TransformEvent) => unknown;

/** A function runtime with one function; `respond` gives its payload, or throws an InvokeResult's error. */
export function functionsOf(respond: Respond): FunctionRuntime & { readonly events: TransformEvent[] } {
  const events: TransformEvent[] = [];
  return {
    events,
    async invoke(principal, functionArn, event): Promise<InvokeResult> {
      authorize(principal, 'lambda:InvokeFunction', functionArn);
      const parsed: TransformEvent = JSON.parse(JSON.stringify(event));
      events.push(parsed);
      try {
        return { payload: await respond(parsed) };
      } catch (error) {
        if (error instanceof AwsError) throw error;
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        return { payload: undefined, functionError: { errorType: name, errorMessage: message } };
      }
    },
  };
}

/** Gives each record back as it came, under the partition keys its own fields `dt` and `family` name. */
export const echo = functionsOfEcho();

function functionsOfEcho(): Respond {
  return (event) => ({
    records: event.records.map(({ recordId, data }) => {
      const { dt = '2026-01-02', family = 'messages' } = JSON.parse(Buffer.from(data, 'base64').toString());
      return { recordId, result: 'Ok', data, metadata: { partitionKeys: { dt, family } } };
    }),
  });
}

export function line(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}

/** A folder of its own for the length of a test; remove it with the function given. */
export async function temporaryFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'firehose-'));
  return { folder, remove: () => fs.rm(folder, { recursive: true, force: true }) };
}

/** Runs SQL over Parquet bytes, in which `$file` stands for them. */
export async function queryParquet(bytes: Buffer, sql: string): Promise<Record<string, unknown>[]> {
  const { folder, remove } = await temporaryFolder();
  const file = path.join(folder, 'object.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await fs.writeFile(file, bytes);
    const reader = await connection.runAndReadAll(sql.replaceAll('$file', `'${file}'`));
    return reader.getRowObjectsJS();
  } finally {
    connection.closeSync();
    instance.closeSync();
    await remove();
  }
}
