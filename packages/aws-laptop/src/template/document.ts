import * as z from 'zod';

const resourceSchema = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DependsOn: z.union([z.string(), z.array(z.string())]).default([]),
  Condition: z.string().optional(),
  Metadata: z.unknown().optional(),
  CreationPolicy: z.never().optional(),
  UpdatePolicy: z.unknown().optional(),
  // Of no effect here: a data folder is removed by hand. CloudFormation refuses any other word.
  UpdateReplacePolicy: z.enum(['Delete', 'Retain', 'Snapshot']).optional(),
  DeletionPolicy: z.enum(['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot']).optional(),
});

const outputSchema = z.strictObject({
  Value: z.unknown(),
  Description: z.string().default(''),
  Export: z.unknown().optional(),
  Condition: z.string().optional(),
});

const documentSchema = z.strictObject({
  AWSTemplateFormatVersion: z.string().optional(),
  Description: z.string().optional(),
  Metadata: z.unknown().optional(),
  // Read only by Fn::FindInMap, Fn::If and the deployment itself; the laptop stack covers none of them.
  Mappings: z.unknown().optional(),
  Conditions: z.unknown().optional(),
  Rules: z.unknown().optional(),
  Parameters: z.record(z.string(), z.looseObject({ Type: z.string(), Default: z.unknown().optional() })).default({}),
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z.record(z.string(), outputSchema).default({}),
});

export type Document = z.infer<typeof documentSchema>;
export type DocumentResource = z.infer<typeof resourceSchema>;
export type DocumentOutput = z.infer<typeof outputSchema>;

/**
 * A CloudFormation template's anatomy; properties are left as they are.
 * @throws for a section (such as `Transform`) or a resource attribute the laptop stack does not know.
 */
export function parseDocument(input: unknown, file: string): Document {
  const parsed = documentSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Error(
    `${file} is not a CloudFormation template the laptop stack can read: ${z.prettifyError(parsed.error)}`,
  );
}
