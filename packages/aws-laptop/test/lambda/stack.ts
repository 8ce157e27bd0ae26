/** A template with one function, its bundle in a temporary folder, and the principals of the tests. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Principal, Resource, Template } from '../../src/aws.ts';
import { createFunctions, type LocalFunctions } from '../../src/lambda/functions.ts';

export const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:receiver';

export const anyone: Principal = { arn: 'arn:aws:iam::111122223333:role/caller', allows: () => true };

export const nobody: Principal = { arn: 'arn:aws:iam::111122223333:role/nobody', allows: () => false };

const cleanUps: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

export interface Stack {
  readonly functions: LocalFunctions;
  readonly lines: string[];
  readonly bundleFolder: string;
}

export interface StackOptions {
  readonly source: string;
  readonly fileName?: string;
  readonly properties?: Record<string, unknown>;
  readonly maxConcurrency?: number;
}

export function functionProperties(properties: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    Code: { S3Bucket: 'assets', S3Key: 'bundle.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: 'arn:aws:iam::111122223333:role/receiver',
    Timeout: 5,
    MemorySize: 256,
    ...properties,
  };
}

export function templateWith(properties: Record<string, unknown>, bundleFolder = '/bundle'): Template {
  const resource: Resource = {
    logicalId: 'Receiver',
    type: 'AWS::Lambda::Function',
    properties,
    ref: 'receiver',
    arn: ARN,
  };
  return {
    stackName: 'shop',
    region: 'us-east-1',
    accountId: '111122223333',
    resources: [resource],
    outputs: [],
    ofType: (type) => (type === resource.type ? [resource] : []),
    assetPath: () => bundleFolder,
    principalOf: () => anyone,
  };
}

/** Starts a stack whose only function is `source`; it is closed and removed after the test. */
export function startStack({ source, fileName = 'index.mjs', properties, maxConcurrency = 2 }: StackOptions): Stack {
  const folder = mkdtempSync(join(tmpdir(), 'lambda-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  const bundleFolder = join(folder, 'bundle');
  mkdirSync(bundleFolder);
  writeFileSync(join(bundleFolder, fileName), source);
  const lines: string[] = [];
  const functions = createFunctions({
    template: templateWith(functionProperties(properties), bundleFolder),
    environment: () => ({ AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1' }),
    maxConcurrency,
    onLog: (name, line) => lines.push(`${name}: ${line}`),
  });
  cleanUps.push(() => functions.close());
  return { functions, lines, bundleFolder };
}
