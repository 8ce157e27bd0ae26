/** What of a template is run, from the schemas that read it: the README's table. */
import * as z from 'zod';
import { tableProperties } from './dynamodb/tables.ts';
import { ruleProperties } from './events/rules.ts';
import { deliveryStreamProperties } from './firehose/properties.ts';
import { apiProperties, integrationProperties, routeProperties, stageProperties } from './httpapi/properties.ts';
import { functionProperties } from './lambda/definition.ts';
import { mappingProperties } from './lambda/queue-mapping-definition.ts';
import { secretProperties } from './secretsmanager/definitions.ts';
import { queueProperties } from './sqs/definition.ts';
import { NOT_RUN, PROPERTIES, type PropertyLists } from './template/properties.ts';
import { RESOURCE_TYPES } from './template/resource-types.ts';

const SCHEMAS: ReadonlyMap<string, z.ZodObject> = new Map<string, z.ZodObject>([
  ['AWS::ApiGatewayV2::Api', apiProperties],
  ['AWS::ApiGatewayV2::Integration', integrationProperties],
  ['AWS::ApiGatewayV2::Route', routeProperties],
  ['AWS::ApiGatewayV2::Stage', stageProperties],
  ['AWS::DynamoDB::GlobalTable', tableProperties],
  ['AWS::DynamoDB::Table', tableProperties],
  ['AWS::Events::Rule', ruleProperties],
  ['AWS::KinesisFirehose::DeliveryStream', deliveryStreamProperties],
  ['AWS::Lambda::EventSourceMapping', mappingProperties],
  ['AWS::Lambda::Function', functionProperties],
  ['AWS::SecretsManager::Secret', secretProperties],
  ['AWS::SQS::Queue', queueProperties],
]);

export interface SupportedType extends PropertyLists {
  readonly type: string;
  /** False for a type that a template may have and that does nothing here. */
  readonly isRun: boolean;
}

/** Each type that a template may have, by name. */
export function supportedTypes(): readonly SupportedType[] {
  return RESOURCE_TYPES.toSorted().map((type) => ({
    type,
    isRun: !NOT_RUN.includes(type),
    ...listsOf(SCHEMAS.get(type), PROPERTIES.get(type)),
  }));
}

function listsOf(schema: z.ZodObject | undefined, lists: PropertyLists | undefined): PropertyLists {
  if (schema === undefined) return lists ?? { used: [], withoutEffect: [] };
  const names = Object.keys(schema.shape).toSorted();
  const isIgnored = (name: string) => isUnknown(schema.shape[name]);
  return { used: names.filter((name) => !isIgnored(name)), withoutEffect: names.filter(isIgnored) };
}

/** A property whose value is not looked at is `z.unknown().optional()` in its schema. */
function isUnknown(schema: unknown): boolean {
  return schema instanceof z.ZodOptional && schema.unwrap() instanceof z.ZodUnknown;
}
