import type { Statement } from './evaluate.ts';
import { PARTITION } from './scope.ts';
import { notCovered } from './values.ts';

const allow = (...actions: readonly string[]): Statement => ({
  effect: 'Allow',
  actions,
  exceptActions: false,
  resources: ['*'],
  exceptResources: false,
  conditions: [],
});

/** Source: AWS Managed Policy Reference Guide, the page of each policy. */
const MANAGED: ReadonlyMap<string, Statement> = new Map([
  [
    'service-role/AWSLambdaBasicExecutionRole',
    allow('logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'),
  ],
  [
    'AWSXRayDaemonWriteAccess',
    allow(
      'xray:PutTraceSegments',
      'xray:PutTelemetryRecords',
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
      'xray:GetSamplingStatisticSummaries',
    ),
  ],
]);

/**
 * The statements of a policy that AWS manages, by its ARN.
 * @throws for a policy outside the table: what it allows is not in the template.
 */
export function managedPolicy(arn: string): readonly Statement[] {
  const statement = MANAGED.get(arn.replace(`arn:${PARTITION}:iam::aws:policy/`, ''));
  if (statement !== undefined) return [statement];
  throw notCovered(`the managed policy ${arn}`, 'grant what the function needs, or add the policy to the table.');
}
