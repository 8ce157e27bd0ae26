import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { BUNDLING_STACKS } from 'aws-cdk-lib/cx-api';

const ROOT = join(import.meta.dirname, '../..');

/** An app with the context of `cdk.json`, without bundling, which these tests do not need. */
export function testApp(eventLake: unknown = {}): { readonly app: App; readonly outdir: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'app-'));
  const { context }: { context: Record<string, unknown> } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  return { outdir, app: new App({ outdir, context: { ...context, eventLake, [BUNDLING_STACKS]: [] } }) };
}
