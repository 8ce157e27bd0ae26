import { type App, CfnElement, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** Runs cdk-nag at every synth. A finding fails it, unless the construct that causes it accepts it by `acknowledge`. */
export function checkSecurity(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}

/** Accepts one finding on one construct. The reason says why the rule does not apply here. */
export function acknowledge(scope: IConstruct, rule: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: rule, reason });
}

/** Accepts that policies of the construct name this resource by a wildcard; the resource as cdk-nag writes it. */
export function acknowledgeWildcard(scope: IConstruct, resource: string, reason: string): void {
  acknowledge(scope, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
}

/** Objects of a bucket, as `raw/*`, as cdk-nag writes them. */
export function objectsIn(bucket: IConstruct, pattern: string): string {
  return `<${logicalId(bucket)}.Arn>/${pattern}`;
}

/** An ARN of the stack's account and region, as cdk-nag writes it. */
export function localArn(service: string, resource: string): string {
  return `arn:<AWS::Partition>:${service}:<AWS::Region>:<AWS::AccountId>:${resource}`;
}

/** The logical id of a construct's resource. */
export function logicalId(construct: IConstruct): string {
  const resource = construct.node.defaultChild;
  if (!CfnElement.isCfnElement(resource)) throw new Error(`${construct.node.path} is no resource.`);
  return Stack.of(construct).getLogicalId(resource);
}
