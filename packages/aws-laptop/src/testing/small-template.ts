import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Template } from '../aws.ts';
import { readTemplate } from '../template/read-template.ts';

interface SmallTemplate {
  readonly Resources: Readonly<Record<string, unknown>>;
  readonly [section: string]: unknown;
}

/** An empty folder that is gone when the test has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aws-laptop-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Writes a cloud assembly with one stack, `Shop`, as CDK would, into a folder that goes when the test has ended; and with
 * others, templates by their stack's name.
 */
export function writeAssembly(
  template: unknown,
  environment?: string,
  others: Readonly<Record<string, unknown>> = {},
): string {
  return writeInto(temporaryFolder(), template, { others, ...(environment === undefined ? {} : { environment }) });
}

/** A stack of a few hand-written resources, read as the real one is. */
export function smallTemplate(template: SmallTemplate, stackName = 'Shop'): Template {
  const folder = mkdtempSync(join(tmpdir(), 'aws-laptop-'));
  try {
    return readTemplate(writeInto(folder, template, { stackName }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeInto(
  folder: string,
  template: unknown,
  { environment = 'aws://unknown-account/unknown-region', stackName = 'Shop', others = {} },
): string {
  const stacks = Object.entries({ [stackName]: template, ...others });
  const artifacts = stacks.map(([name, body]) => {
    const templateFile = `${name}.template.json`;
    writeFileSync(join(folder, templateFile), JSON.stringify(body));
    return [name, { type: 'aws:cloudformation:stack', environment, properties: { templateFile } }] as const;
  });
  const manifest = { version: '55.0.0', artifacts: Object.fromEntries(artifacts) };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

/** A role named after its logical id, and the policy that gives it these statements. */
export function roleWith(roleName: string, statements: readonly unknown[]): Record<string, unknown> {
  const PolicyDocument = { Version: '2012-10-17', Statement: statements };
  return {
    [roleName]: {
      Type: 'AWS::IAM::Role',
      Properties: { RoleName: roleName, Policies: [{ PolicyName: 'inline', PolicyDocument }] },
    },
  };
}

/** `${name}`, as CloudFormation and IAM write a place to fill in. */
export function placeholder(name: string): string {
  return `\${${name}}`;
}
