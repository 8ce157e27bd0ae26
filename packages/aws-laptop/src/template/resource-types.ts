import { BUCKET, CATALOG, generatedName, type NameShape, PLAIN } from './names.ts';
import { arnOf, PARTITION, queueHost, type Scope, stableHex, stableUuid, URL_SUFFIX } from './scope.ts';
import { at, notCovered } from './values.ts';

/** What the template says of a resource, its properties already resolved. */
export interface Declared {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What other resources may ask of a resource: `Ref`, its ARN (or an empty string), and `Fn::GetAtt`. */
export interface Identity {
  readonly ref: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface Named {
  readonly name: string;
  readonly declared: Declared;
  readonly scope: Scope;
}

/** How a resource type gets its name, ARN, `Ref` (the name unless said) and attributes. */
interface TypeRule {
  readonly nameAt?: readonly string[];
  readonly shape?: NameShape;
  readonly arn?: (named: Named) => string;
  readonly ref?: (named: Named, arn: string) => string;
  readonly attributes?: (named: Named, arn: string) => Readonly<Record<string, string>>;
}

const withArn = (_: Named, arn: string) => ({ Arn: arn });
const regional = (service: string, prefix: string) => (named: Named) =>
  arnOf(named.scope, service, `${prefix}${named.name}`);
const shortId = ({ declared, scope }: Named) => stableHex(scope.stackName, declared.logicalId).slice(0, 10);

/** Facts: IAM ARNs carry no region, and the role's or policy's path comes before its name. */
const identityArn = (kind: string) => (named: Named) =>
  `arn:${PARTITION}:iam::${named.scope.accountId}:${kind}${String(at(named.declared.properties, ['Path']) ?? '/')}${named.name}`;

const glueTableArn = (named: Named) =>
  arnOf(named.scope, 'glue', `table/${String(named.declared.properties.DatabaseName)}/${named.name}`);

/** A change stream has an ARN only when the table has one switched on. */
const tableAttributes = (named: Named, arn: string): Record<string, string> => ({
  Arn: arn,
  ...(Object.hasOwn(named.declared.properties, 'StreamSpecification')
    ? { StreamArn: `${arn}/stream/2026-01-01T00:00:00.000` }
    : {}),
});

const table: TypeRule = { nameAt: ['TableName'], arn: regional('dynamodb', 'table/'), attributes: tableAttributes };

const bucketAttributes = ({ name, scope }: Named, arn: string) => ({
  Arn: arn,
  DomainName: `${name}.s3.${URL_SUFFIX}`,
  RegionalDomainName: `${name}.s3.${scope.region}.${URL_SUFFIX}`,
});

const queueUrl = ({ name, scope }: Named) => `https://${queueHost(scope)}/${scope.accountId}/${name}`;

/** Source: CloudFormation's resource reference, "Return values" of each type. */
const RULES: ReadonlyMap<string, TypeRule> = new Map<string, TypeRule>([
  [
    'AWS::S3::Bucket',
    {
      nameAt: ['BucketName'],
      shape: BUCKET,
      arn: ({ name }) => `arn:${PARTITION}:s3:::${name}`,
      attributes: bucketAttributes,
    },
  ],
  ['AWS::S3::BucketPolicy', {}],
  [
    'AWS::KMS::Key',
    {
      arn: ({ declared, scope }) => arnOf(scope, 'kms', `key/${stableUuid(scope.stackName, declared.logicalId)}`),
      ref: (_, arn) => arn.slice(arn.indexOf('/') + 1),
      attributes: (_, arn) => ({ Arn: arn, KeyId: arn.slice(arn.indexOf('/') + 1) }),
    },
  ],
  ['AWS::KMS::Alias', { nameAt: ['AliasName'], arn: regional('kms', '') }],
  [
    'AWS::SecretsManager::Secret',
    {
      nameAt: ['Name'],
      // Secrets Manager adds a hyphen and six characters of its own to the name in the ARN.
      arn: ({ name, scope }) => arnOf(scope, 'secretsmanager', `secret:${name}-${stableHex(name).slice(0, 6)}`),
      ref: (_, arn) => arn,
      attributes: (_, arn) => ({ Id: arn }),
    },
  ],
  ['AWS::DynamoDB::GlobalTable', table],
  ['AWS::DynamoDB::Table', table],
  ['AWS::Lambda::Function', { nameAt: ['FunctionName'], arn: regional('lambda', 'function:'), attributes: withArn }],
  ['AWS::Lambda::Permission', {}],
  [
    'AWS::Logs::LogGroup',
    {
      nameAt: ['LogGroupName'],
      arn: ({ name, scope }) => arnOf(scope, 'logs', `log-group:${name}:*`),
      attributes: withArn,
    },
  ],
  ['AWS::Logs::LogStream', { nameAt: ['LogStreamName'] }],
  // Not run here, as the alarms that read its metric are not.
  ['AWS::Logs::MetricFilter', { nameAt: ['FilterName'] }],
  ['AWS::IAM::Role', { nameAt: ['RoleName'], arn: identityArn('role'), attributes: withArn }],
  ['AWS::IAM::Policy', {}],
  ['AWS::IAM::ManagedPolicy', { nameAt: ['ManagedPolicyName'], arn: identityArn('policy'), ref: (_, arn) => arn }],
  [
    'AWS::KinesisFirehose::DeliveryStream',
    { nameAt: ['DeliveryStreamName'], arn: regional('firehose', 'deliverystream/'), attributes: withArn },
  ],
  ['AWS::Glue::Database', { nameAt: ['DatabaseInput', 'Name'], shape: CATALOG, arn: regional('glue', 'database/') }],
  ['AWS::Glue::Table', { nameAt: ['TableInput', 'Name'], shape: CATALOG, arn: glueTableArn }],
  ['AWS::Athena::WorkGroup', { nameAt: ['Name'], arn: regional('athena', 'workgroup/') }],
  [
    'AWS::ApiGatewayV2::Api',
    {
      ref: shortId,
      arn: (named) => `arn:${PARTITION}:apigateway:${named.scope.region}::/apis/${shortId(named)}`,
      attributes: (named) => ({
        ApiId: shortId(named),
        ApiEndpoint: `https://${shortId(named)}.execute-api.${named.scope.region}.${URL_SUFFIX}`,
      }),
    },
  ],
  ['AWS::ApiGatewayV2::Stage', { nameAt: ['StageName'] }],
  ['AWS::ApiGatewayV2::Route', { ref: shortId, attributes: (named) => ({ RouteId: shortId(named) }) }],
  ['AWS::ApiGatewayV2::Integration', { ref: shortId, attributes: (named) => ({ IntegrationId: shortId(named) }) }],
  ['AWS::CloudWatch::Alarm', { nameAt: ['AlarmName'], arn: regional('cloudwatch', 'alarm:'), attributes: withArn }],
  // Nothing to run: a page of CloudWatch's console. Its ARN has no region, since dashboards are global.
  [
    'AWS::CloudWatch::Dashboard',
    {
      nameAt: ['DashboardName'],
      arn: ({ name, scope }) => `arn:${PARTITION}:cloudwatch::${scope.accountId}:dashboard/${name}`,
    },
  ],
  ['AWS::Events::Rule', { nameAt: ['Name'], arn: regional('events', 'rule/'), attributes: withArn }],
  // Not run here: the function of its children runs as well without it.
  [
    'AWS::StepFunctions::StateMachine',
    {
      nameAt: ['StateMachineName'],
      arn: regional('states', 'stateMachine:'),
      ref: (_, arn) => arn,
      attributes: ({ name }, arn) => ({ Arn: arn, Name: name }),
    },
  ],
  [
    'AWS::SQS::Queue',
    {
      nameAt: ['QueueName'],
      arn: regional('sqs', ''),
      ref: queueUrl,
      attributes: (named, arn) => ({ Arn: arn, QueueName: named.name, QueueUrl: queueUrl(named) }),
    },
  ],
  [
    'AWS::Lambda::EventSourceMapping',
    {
      arn: ({ declared, scope }) =>
        arnOf(scope, 'lambda', `event-source-mapping:${stableUuid(scope.stackName, declared.logicalId)}`),
      ref: (_, arn) => arn.split(':').at(-1) ?? '',
      attributes: (_, arn) => ({ EventSourceMappingArn: arn, Id: arn.split(':').at(-1) ?? '' }),
    },
  ],
  ['AWS::CDK::Metadata', {}],
]);

/** The types that a template may have, besides custom resources. */
export const RESOURCE_TYPES: readonly string[] = [...RULES.keys()];

/** Whether a resource is a custom one: its function decides its id and attributes, at deployment. */
export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

/**
 * The resource's names. The same template gives the same names at each start.
 * @throws for a resource type outside the closed table.
 */
export function identityOf(declared: Declared, scope: Scope): Identity {
  const rule = isCustom(declared.type) ? {} : RULES.get(declared.type);
  if (rule === undefined) throw unknownType(declared);
  const given = rule.nameAt === undefined ? undefined : at(declared.properties, rule.nameAt);
  const name = typeof given === 'string' ? given : generatedName(scope, declared.logicalId, rule.shape ?? PLAIN);
  const named = { name, declared, scope };
  const arn = rule.arn?.(named) ?? '';
  return { ref: rule.ref?.(named, arn) ?? name, arn, attributes: rule.attributes?.(named, arn) ?? {} };
}

function unknownType({ type, logicalId }: Declared): Error {
  return notCovered(
    `${type} (logical id ${logicalId})`,
    `covered are ${RESOURCE_TYPES.join(', ')} and custom resources. Leave the resource out of the stack.`,
  );
}
