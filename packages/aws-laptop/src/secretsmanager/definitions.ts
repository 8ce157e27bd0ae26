import * as z from 'zod';
import type { Resource, Template } from '../aws.ts';
import { keyArnNamed } from '../template/key-policy.ts';
import { generateSchema, generateSecret } from './generate.ts';

/** A secret of the template. */
export interface SecretDefinition {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  /** The template's key that seals it; without one AWS's own key does, which needs no grant. */
  readonly keyArn: string | undefined;
  /** The value CloudFormation would give it; undefined when it would be created without one. */
  readonly firstValue: () => string | undefined;
}

export const secretProperties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  KmsKeyId: z.string().optional(),
  GenerateSecretString: generateSchema.optional(),
  SecretString: z.string().optional(),
  Tags: z.unknown().optional(),
});

/** @throws for a property the laptop stack does not cover, such as replica regions. */
export function readSecretDefinitions(template: Template): readonly SecretDefinition[] {
  return template.ofType('AWS::SecretsManager::Secret').map((resource) => toDefinition(resource, template));
}

function toDefinition(resource: Resource, template: Template): SecretDefinition {
  const parsed = secretProperties.safeParse(resource.properties);
  if (!parsed.success) {
    throw new Error(`The laptop stack cannot read the secret ${resource.logicalId}: ${z.prettifyError(parsed.error)}`);
  }
  const { Description, KmsKeyId, GenerateSecretString: rule, SecretString } = parsed.data;
  return {
    logicalId: resource.logicalId,
    name: nameInArn(resource.arn),
    arn: resource.arn,
    description: Description,
    keyArn: KmsKeyId === undefined ? undefined : keyArnNamed(template, KmsKeyId, `the secret ${resource.logicalId}`),
    firstValue: () => (rule === undefined ? SecretString : generateSecret(rule)),
  };
}

/** The ARN ends with the name, a hyphen and six characters. */
function nameInArn(arn: string): string {
  return arn.slice(arn.indexOf(':secret:') + ':secret:'.length, -'-xxxxxx'.length);
}
