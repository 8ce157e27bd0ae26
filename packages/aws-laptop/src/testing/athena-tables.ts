/** The template of a test's Athena: a database, a table with partition projection, a workgroup. */
import type { Resource, Template } from '../aws.ts';

export function resource(type: string, ref: string, properties: Record<string, unknown>, arn = ''): Resource {
  return { logicalId: ref, type, ref, arn, properties };
}

export const projectionOf = (bucket: string) => ({
  'projection.enabled': 'true',
  'projection.dt.type': 'date',
  'projection.dt.format': 'yyyy-MM-dd',
  'projection.dt.range': '2026-01-01,NOW+1DAYS',
  'projection.family.type': 'enum',
  'projection.family.values': 'message,status',
  'storage.location.template': `s3://${bucket}/events/dt=\${dt}/family=\${family}/`,
});

export const PARTITIONS = [
  { Name: 'dt', Type: 'string' },
  { Name: 'family', Type: 'string' },
];

export const storageOf = (bucket: string) => ({
  Location: `s3://${bucket}/events/`,
  InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  SerdeInfo: { SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
  Columns: [
    { Name: 'event_key', Type: 'string' },
    { Name: 'amount', Type: 'bigint' },
    { Name: 'event_at', Type: 'timestamp' },
    { Name: 'billable', Type: 'boolean' },
    { Name: 'rate', Type: 'double' },
  ],
});

export function workGroup(configuration: Record<string, unknown> = {}, name = 'team'): Resource {
  const base = { EnforceWorkGroupConfiguration: true, ResultConfiguration: { OutputLocation: 's3://results/athena/' } };
  return resource('AWS::Athena::WorkGroup', name, {
    Name: name,
    WorkGroupConfiguration: { ...base, ...configuration },
  });
}

export function templateOf(resources: readonly Resource[]): Template {
  return {
    stackName: 'Shop',
    region: 'us-east-1',
    accountId: '123456789012',
    resources,
    outputs: [],
    ofType: (type) => resources.filter((each) => each.type === type),
    assetPath: () => '',
    principalOf: () => ({ arn: '', allows: () => false }),
  };
}
