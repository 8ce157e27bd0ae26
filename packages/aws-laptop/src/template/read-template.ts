import type { Principal, Resource, Template } from '../aws.ts';
import { readStackFiles, type SkippedStack, type StackFiles } from './assembly.ts';
import { type Lookup, resolve } from './intrinsics.ts';
import { readPrincipals } from './principals.ts';
import { resolveResources } from './resources.ts';
import { notCovered } from './values.ts';

export interface ReadTemplate extends Template {
  /** Stacks of the same app that ask to be left out, by the key `aws-laptop:skip` of their `Metadata`. */
  readonly skipped: readonly SkippedStack[];
}

/** A line for each, for whoever starts the stack: nothing is left out silently. */
export function skippedLines({ skipped }: Pick<ReadTemplate, 'skipped'>): readonly string[] {
  return skipped.map(({ stackName, reason }) => `skipped: ${stackName} (${reason})`);
}

/**
 * Reads a stack of a synthesised cloud assembly (`cdk.out`), every intrinsic function resolved. A resource without a
 * name of its own gets `<stack>-<logical id>`; a stack bound to no account gets AWS's documentation account.
 *
 * @param stackName may be left out when the assembly holds one stack, or one that does not ask to be left out.
 * @throws in plain words for whatever the laptop stack does not cover: nothing in the template is silently ignored.
 */
export function readTemplate(cloudAssemblyDir: string, stackName?: string): ReadTemplate {
  const files = readStackFiles(cloudAssemblyDir, stackName);
  const { resources, lookup } = resolveResources(files.document, files.scope);
  const principals = readPrincipals(resources);
  return {
    ...files.scope,
    skipped: files.skipped,
    resources,
    outputs: outputsOf(files, lookup),
    ofType: (type) => resources.filter((resource) => resource.type === type),
    assetPath: (s3Key) => assetPath(files, s3Key),
    principalOf: (roleArn) => principalOf(principals, resources, roleArn),
  };
}

function outputsOf({ document }: StackFiles, lookup: Lookup): Template['outputs'] {
  return Object.entries(document.Outputs).map(([key, output]) => {
    if (output.Condition !== undefined) {
      throw notCovered(`the condition on the output ${key}`, 'decide in the CDK app whether the output exists.');
    }
    return { key, value: String(resolve(output.Value, lookup)), description: output.Description };
  });
}

function assetPath({ assetFolders }: StackFiles, s3Key: string): string {
  const folder = assetFolders.get(s3Key);
  if (folder !== undefined) return folder;
  throw new Error(`The cloud assembly has no bundle under the key ${s3Key}: synthesise the CDK app again.`);
}

function principalOf(
  principals: ReadonlyMap<string, Principal>,
  resources: readonly Resource[],
  roleArn: string,
): Principal {
  const principal = principals.get(roleArn);
  if (principal !== undefined) return principal;
  const roles = resources.filter(({ type }) => type === 'AWS::IAM::Role').map(({ arn }) => arn);
  throw new Error(`${roleArn} is no role of the template; its roles: ${roles.join(', ') || 'none'}.`);
}
