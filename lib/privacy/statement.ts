import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

export function allow(actions: string[], resources: string[], conditions?: Record<string, Record<string, string>>) {
  return new PolicyStatement({ actions, resources, conditions });
}
