import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { howTo } from '../../../bin/start/how-to.ts';
import { SOURCES } from '../../../domain/sources/registry.ts';
import type { Source } from '../../../domain/sources/source.ts';

const running = { url: 'http://127.0.0.1:8787', endpoint: 'http://127.0.0.1:4001' };
const text = (data: string, once: boolean, sources: readonly Source[] = SOURCES) =>
  howTo({ ...running, region: 'us-east-1', data: resolve(data), once, sources });

test('every source of the registry has its webhook, and is one that can be posted for', () => {
  const [meta] = SOURCES;
  if (meta === undefined) throw new Error('The registry is empty.');
  const shown = text('.lake', false, [meta, { ...meta, name: 'toy' }]);
  expect(shown).toMatch(
    /^Webhook +http:\/\/127\.0\.0\.1:8787\/webhooks\/meta\n +http:\/\/127\.0\.0\.1:8787\/webhooks\/toy$/m,
  );
  expect(shown).toContain('npx lake deliver meta|toy <file.json>');
});

test('a data folder of one’s own is in each command', () => {
  expect(text('.lake', false)).not.toContain('--data');
  const commands = text('/tmp/one', false).match(/npx lake .*/g) ?? [];
  expect(commands.length).toBeGreaterThan(3);
  for (const command of commands) expect(command).toMatch(/^npx lake --data \/tmp\/one /);
});

test('the page is named first, and nowhere where nobody can look at it', () => {
  const shown = howTo({
    ...running,
    region: 'us-east-1',
    data: resolve('.lake'),
    once: false,
    page: 'http://127.0.0.1:8788/',
  });
  expect(shown.trimStart()).toMatch(/^Page +http:\/\/127\.0\.0\.1:8788\/\nWebhook /);
  expect(text('.lake', true)).not.toContain('Page');
});

test('the AWS APIs come with a command to copy that has all the variables it needs', () => {
  expect(text('.lake', false)).toMatch(
    /AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:4001 AWS_DEFAULT_REGION=us-east-1 AWS_ACCESS_KEY_ID=\w+ AWS_SECRET_ACCESS_KEY=\w+ aws /,
  );
});

test('how to end is said where the stack goes on, and the help is named in any case', () => {
  expect(text('.lake', false)).toContain('Ctrl-C');
  expect(text('.lake', true)).not.toContain('Ctrl-C');
  for (const once of [true, false]) expect(text('.lake', once)).toContain('npm start -- --help');
});
