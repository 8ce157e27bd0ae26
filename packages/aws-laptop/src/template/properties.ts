import { notCovered } from './values.ts';

/** The properties of a resource type whose own reader does not list them. */
export interface PropertyLists {
  /** They change what happens here. */
  readonly used: readonly string[];
  /** They change nothing here: tags, descriptions, retention, what a person may do in the console. */
  readonly withoutEffect: readonly string[];
}

/** Source: CloudFormation's resource reference. A property outside the lists is refused. */
export const PROPERTIES: ReadonlyMap<string, PropertyLists> = new Map<string, PropertyLists>([
  [
    'AWS::S3::Bucket',
    {
      used: ['BucketEncryption', 'BucketName'],
      withoutEffect: [
        'AccessControl',
        'AnalyticsConfigurations',
        'IntelligentTieringConfigurations',
        'InventoryConfigurations',
        'LifecycleConfiguration',
        'LoggingConfiguration',
        'MetricsConfigurations',
        'OwnershipControls',
        'PublicAccessBlockConfiguration',
        'Tags',
        'VersioningConfiguration',
      ],
    },
  ],
  ['AWS::S3::BucketPolicy', { used: ['Bucket', 'PolicyDocument'], withoutEffect: [] }],
  [
    'AWS::KMS::Key',
    {
      used: ['KeyPolicy'],
      withoutEffect: [
        'Description',
        'EnableKeyRotation',
        'MultiRegion',
        'PendingWindowInDays',
        'RotationPeriodInDays',
        'Tags',
      ],
    },
  ],
  ['AWS::KMS::Alias', { used: ['AliasName', 'TargetKeyId'], withoutEffect: [] }],
  [
    'AWS::Lambda::Permission',
    { used: ['Action', 'FunctionName', 'Principal', 'SourceArn'], withoutEffect: ['SourceAccount'] },
  ],
  [
    'AWS::Logs::LogGroup',
    { used: ['LogGroupName'], withoutEffect: ['KmsKeyId', 'LogGroupClass', 'RetentionInDays', 'Tags'] },
  ],
  ['AWS::Logs::LogStream', { used: ['LogStreamName'], withoutEffect: ['LogGroupName'] }],
  [
    'AWS::IAM::Role',
    {
      used: ['ManagedPolicyArns', 'Path', 'Policies', 'RoleName'],
      withoutEffect: ['AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'Tags'],
    },
  ],
  ['AWS::IAM::Policy', { used: ['PolicyDocument', 'Roles'], withoutEffect: ['Groups', 'PolicyName', 'Users'] }],
  [
    'AWS::IAM::ManagedPolicy',
    {
      used: ['ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles'],
      withoutEffect: ['Description', 'Groups', 'Users'],
    },
  ],
  ['AWS::CloudWatch::Dashboard', { used: [], withoutEffect: ['DashboardBody', 'DashboardName', 'Tags'] }],
  ['AWS::Glue::Database', { used: ['DatabaseInput'], withoutEffect: ['CatalogId'] }],
  ['AWS::Glue::Table', { used: ['DatabaseName', 'TableInput'], withoutEffect: ['CatalogId'] }],
  [
    'AWS::Athena::WorkGroup',
    {
      used: ['Name', 'State', 'WorkGroupConfiguration'],
      withoutEffect: ['Description', 'RecursiveDeleteOption', 'Tags'],
    },
  ],
]);

/** Types that a template may have and that do nothing here; those without a list above may have any property. */
export const NOT_RUN: readonly string[] = [
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Logs::MetricFilter',
  'AWS::StepFunctions::StateMachine',
];

/** @throws for a property outside the lists, with its path. Types with a reader of their own are checked by that. */
export function refuseUnknownProperties(type: string, logicalId: string, properties: object): void {
  const lists = PROPERTIES.get(type);
  if (lists === undefined) return;
  const known = [...lists.used, ...lists.withoutEffect];
  const unknown = Object.keys(properties).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const paths = unknown.map((name) => `Resources.${logicalId}.Properties.${name}`);
  throw notCovered(`${paths.join(', ')} (${type})`, `leave it out in the CDK app. Covered are ${known.join(', ')}.`);
}
