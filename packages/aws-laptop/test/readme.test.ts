import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { STOPPED_CLOCK } from '../src/events/clock.ts';
import { OPERATOR_ACCESS_KEY } from '../src/operator.ts';
import { type RunningStack, startStack } from '../src/stack.ts';
import { supportedTypes } from '../src/supported.ts';
import { smallTemplate } from '../src/testing/small-template.ts';
import { newFolder, removeFolder } from './examples/launcher.ts';

const FILE = join(import.meta.dirname, '..', 'README.md');
const folder = newFolder();
let stack: RunningStack;

beforeAll(async () => {
  const template = smallTemplate({ Resources: {} });
  const warn = () => undefined;
  stack = await startStack({ template, dataDir: folder, port: 0, bufferSeconds: 1, clock: STOPPED_CLOCK, warn });
});

afterAll(async () => {
  await stack?.close();
  removeFolder(folder);
});

/** A section between its marks, which UPDATE=1 writes. */
function section(name: string, content: string): { written: string; content: string } {
  const readme = readFileSync(FILE, 'utf8');
  const start = `<!-- ${name} -->\n`;
  const from = readme.indexOf(start) + start.length;
  const to = readme.indexOf('<!-- end -->', from);
  if (process.env.UPDATE === '1') writeFileSync(FILE, readme.slice(0, from) + content + readme.slice(to));
  return { written: readFileSync(FILE, 'utf8').slice(from, from + content.length), content };
}

const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

test('the table of resource types is that of the code', () => {
  const rows = supportedTypes().map(({ type, isRun, used, withoutEffect }) => {
    const notRun = withoutEffect.length > 0 ? 'not run here' : 'not run here: any property is accepted';
    const first = isRun ? code(used) : notRun;
    return `| \`${type}\` | ${first} | ${code(withoutEffect)} |\n`;
  });
  const head = '| type | properties with effect | accepted without effect |\n|---|---|---|\n';
  const custom =
    '| custom resources | their function is invoked (Create) at the first start, and at one where a property or what they left has changed, or on a new day | |\n';
  const { written, content } = section('resource types', head + rows.join('') + custom);
  expect(written).toBe(content);
});

test('each type that is run names its properties', () => {
  const empty = supportedTypes().filter(({ isRun, used }) => isRun && used.length === 0);
  expect(empty.map(({ type }) => type)).toEqual([]);
});

/** The service's own words about what it covers. */
async function operationsOf(service: string): Promise<string> {
  const response = await fetch(stack.endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${OPERATOR_ACCESS_KEY}/20260101/us-east-1/${service}/aws4_request`,
      'x-amz-target': 'Any.NoSuchOperation',
    },
    body: '{}',
  });
  return / it covers ([\w, ]+)\./.exec(Object(await response.json()).message)?.[1] ?? '';
}

test('the table of operations is that of the services', async () => {
  const names = ['athena', 'dynamodb', 'firehose', 'glue', 'monitoring', 'secretsmanager', 'sqs'];
  const rows = await Promise.all(names.map(async (name) => `| \`${name}\` | ${await operationsOf(name)} |\n`));
  const { written, content } = section('operations', `| service | operations |\n|---|---|\n${rows.join('')}`);
  expect(written).toBe(content);
  for (const row of rows) expect(row.length).toBeGreaterThan(20);
});

test('each dependency has its reason', () => {
  const readme = readFileSync(FILE, 'utf8');
  const missing = Object.keys(manifest.dependencies).filter((name) => !readme.includes(`| \`${name}\` | `));
  expect(missing).toEqual([]);
});
