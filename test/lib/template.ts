import type { CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { IConstruct } from 'constructs';
import { vi } from 'vitest';
import type { Source } from '../../domain/sources/source.ts';
import { LakeStack } from '../../lib/lake-stack.ts';
import { readSettings, type Settings } from '../../lib/settings.ts';
import { testApp } from './synthesised.ts';

export interface TestResource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface TestStack {
  readonly stack: LakeStack;
  readonly template: Template;
  /** The resource of a construct. */
  readonly resourceOf: (construct: IConstruct) => TestResource;
  /** Every resource of a type, by its logical id. */
  readonly ofType: (type: string) => Readonly<Record<string, TestResource>>;
}

/** The stack alone, without the security checks, which `security.test.ts` runs. */
export function testStack(eventLake: Partial<Settings> = {}, sources?: readonly Source[]): TestStack {
  const { app } = testApp();
  const stack = new LakeStack(app, 'Lake', { settings: readSettings(eventLake), ...(sources && { sources }) });
  // The CDK's own validation takes seconds; it is part of the security checks.
  vi.stubEnv('CDK_VALIDATION', 'false');
  const template = Template.fromStack(stack);
  vi.unstubAllEnvs();
  const resources: Record<string, TestResource> = template.toJSON().Resources;
  return {
    stack,
    template,
    resourceOf: (construct) => resources[logicalId(stack, construct)] ?? absent(construct),
    ofType: (type) => Object.fromEntries(Object.entries(resources).filter(([, { Type }]) => Type === type)),
  };
}

function logicalId(stack: Stack, construct: IConstruct): string {
  const resource = [construct, construct.node.defaultChild].find((one) => one && 'cfnResourceType' in one);
  // An L1 construct is recognised by its member; `defaultChild` has no narrower type than a construct.
  return resource === undefined ? '' : String(stack.resolve((resource as CfnResource).logicalId));
}

function absent(construct: IConstruct): never {
  throw new Error(`The template has no resource for ${construct.node.path}.`);
}
