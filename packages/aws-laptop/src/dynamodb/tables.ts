import * as z from 'zod';
import type { Resource, Template } from '../aws.ts';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const indexSchema = z.object({ IndexName: z.string(), KeySchema: keySchema, Projection: z.unknown() });

/** Nothing is billed, throttled, encrypted or backed up on the laptop, so what governs these changes nothing there. */
const HARMLESS = {
  BillingMode: z.unknown().optional(),
  ContributorInsightsSpecification: z.unknown().optional(),
  DeletionProtectionEnabled: z.unknown().optional(),
  OnDemandThroughput: z.unknown().optional(),
  PointInTimeRecoverySpecification: z.unknown().optional(),
  ProvisionedThroughput: z.unknown().optional(),
  SSESpecification: z.unknown().optional(),
  TableClass: z.unknown().optional(),
  Tags: z.unknown().optional(),
  WarmThroughput: z.unknown().optional(),
  WriteOnDemandThroughputSettings: z.unknown().optional(),
  WriteProvisionedThroughputSettings: z.unknown().optional(),
};

export const tableProperties = z.strictObject({
  ...HARMLESS,
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(indexSchema).optional(),
  LocalSecondaryIndexes: z.array(indexSchema).optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string().optional(), Enabled: z.boolean() }).optional(),
  Replicas: z
    .array(z.looseObject({ Region: z.string() }))
    .max(1, 'replicas in other regions are not simulated')
    .optional(),
});

/** A table of the template. */
export interface TableDefinition {
  readonly name: string;
  readonly arn: string;
  readonly keyAttributes: readonly string[];
  /** The attribute that holds when an item expires, in epoch seconds, when expiry is switched on. */
  readonly ttlAttribute: string | undefined;
  /** The input of `CreateTable`. */
  readonly createTable: Readonly<Record<string, unknown>>;
}

/**
 * The template's tables, as `AWS::DynamoDB::GlobalTable` (which CDK's TableV2 makes) and `AWS::DynamoDB::Table`.
 * @throws for a property the laptop stack does not cover, such as a change stream.
 */
export function readTables(template: Template): readonly TableDefinition[] {
  return ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'].flatMap((type) => template.ofType(type)).map(toTable);
}

function toTable(resource: Resource): TableDefinition {
  const parsed = tableProperties.safeParse(resource.properties);
  if (!parsed.success) {
    throw new Error(
      `The laptop stack does not cover the table ${resource.logicalId}: ${z.prettifyError(parsed.error)}`,
    );
  }
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes } = parsed.data;
  const ttl = parsed.data.TimeToLiveSpecification;
  return {
    name: resource.ref,
    arn: resource.arn,
    keyAttributes: KeySchema.map(({ AttributeName }) => AttributeName),
    ttlAttribute: ttl?.Enabled ? ttl.AttributeName : undefined,
    createTable: {
      TableName: resource.ref,
      AttributeDefinitions,
      KeySchema,
      BillingMode: 'PAY_PER_REQUEST',
      ...(GlobalSecondaryIndexes === undefined ? {} : { GlobalSecondaryIndexes }),
      ...(LocalSecondaryIndexes === undefined ? {} : { LocalSecondaryIndexes }),
    },
  };
}
