/** The workgroups of the template: where results go, and what a query may scan. */
import * as z from 'zod';
import { AwsError, type Resource, type Template } from '../aws.ts';

export interface WorkGroup {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  /** With it, Athena ignores the result location that a client gives ("Workgroup settings override client-side settings"). */
  readonly enforced: boolean;
  /** `s3://bucket/prefix/` */
  readonly outputLocation?: string;
  /** How results are encrypted, as the template has it: the bucket's own settings decide. */
  readonly encryption?: Readonly<Record<string, string>>;
  readonly publishesMetrics: boolean;
  /** A query that scans more is cancelled ("Data usage controls"); undefined for no limit. */
  readonly scanCutoffBytes?: number;
}

const properties = z.object({
  Name: z.string(),
  Description: z.string().default(''),
  State: z.literal('ENABLED', { error: 'a disabled workgroup is not covered on the laptop' }).default('ENABLED'),
  WorkGroupConfiguration: z
    .object({
      EnforceWorkGroupConfiguration: z.union([z.boolean(), z.stringbool()]).default(true),
      PublishCloudWatchMetricsEnabled: z.union([z.boolean(), z.stringbool()]).default(true),
      BytesScannedCutoffPerQuery: z.coerce.number().int().min(10_000_000).optional(),
      ManagedQueryResultsConfiguration: z
        .object({ Enabled: z.literal(false, { error: 'managed query results are not covered on the laptop' }) })
        .optional(),
      ResultConfiguration: z
        .object({
          OutputLocation: z.string().startsWith('s3://').optional(),
          EncryptionConfiguration: z.record(z.string(), z.string()).optional(),
        })
        .default({}),
    })
    .prefault({}),
});

/** @throws Error naming the workgroup whose configuration is not covered. */
export function readWorkGroups(template: Template): ReadonlyMap<string, WorkGroup> {
  const groups = template.ofType('AWS::Athena::WorkGroup').map((resource) => readWorkGroup(resource, template));
  return new Map(groups.map((group) => [group.name, group]));
}

function readWorkGroup(resource: Resource, { region, accountId }: Template): WorkGroup {
  const parsed = properties.safeParse(resource.properties);
  if (!parsed.success) throw new Error(`Athena workgroup ${resource.logicalId}: ${z.prettifyError(parsed.error)}`);
  const { Name, Description, WorkGroupConfiguration: configuration } = parsed.data;
  const { OutputLocation: outputLocation, EncryptionConfiguration: encryption } = configuration.ResultConfiguration;
  const scanCutoffBytes = configuration.BytesScannedCutoffPerQuery;
  return {
    name: Name,
    arn: `arn:aws:athena:${region}:${accountId}:workgroup/${Name}`,
    description: Description,
    publishesMetrics: configuration.PublishCloudWatchMetricsEnabled,
    enforced: configuration.EnforceWorkGroupConfiguration,
    ...(outputLocation === undefined ? {} : { outputLocation }),
    ...(encryption === undefined ? {} : { encryption }),
    ...(scanCutoffBytes === undefined ? {} : { scanCutoffBytes }),
  };
}

/** @throws AwsError InvalidRequestException naming the workgroups that there are. */
export function findWorkGroup(groups: ReadonlyMap<string, WorkGroup>, name: string): WorkGroup {
  const group = groups.get(name);
  if (group !== undefined) return group;
  throw new AwsError(
    'InvalidRequestException',
    `WorkGroup ${name} is not found. The template has: ${[...groups.keys()].join(', ')}.`,
  );
}

/** The folder that a query's results go to, with a slash at its end. @throws AwsError when none is given. */
export function resultFolder(group: WorkGroup, clientLocation: string | undefined): string {
  const location = group.enforced ? group.outputLocation : (clientLocation ?? group.outputLocation);
  if (location !== undefined) return location.replace(/\/?$/, '/');
  throw new AwsError(
    'InvalidRequestException',
    'No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.',
  );
}

/** The buckets of the template that workgroups put their results in. */
export function resultBuckets(template: Template): readonly string[] {
  const ofTemplate = new Set(template.ofType('AWS::S3::Bucket').map(({ ref }) => ref));
  const groups = [...readWorkGroups(template).values()];
  return groups
    .map(({ outputLocation = '' }) => splitS3Uri(outputLocation).bucket)
    .filter((name) => ofTemplate.has(name));
}

/** Bucket and key of an `s3://bucket/key`. */
export function splitS3Uri(uri: string): { bucket: string; key: string } {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri) ?? [];
  return { bucket, key };
}
