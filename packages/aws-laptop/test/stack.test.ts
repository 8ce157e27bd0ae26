import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasLostSecrets, takeDataFolder } from '../src/data-folder.ts';
import { STOPPED_CLOCK } from '../src/events/clock.ts';
import { type StackOptions, startStack } from '../src/stack.ts';
import { smallTemplate, temporaryFolder } from '../src/testing/small-template.ts';
import { apiTemplate } from './httpapi/stack.ts';

function options(dataDir: string, more: Partial<StackOptions>): StackOptions {
  const always = { port: 0, bufferSeconds: 600, clock: STOPPED_CLOCK, warn: () => undefined };
  return { template: apiTemplate(), dataDir, ...always, ...more };
}

/** A port on which nothing listens, unless `hold` keeps it. */
async function somePort(hold: boolean): Promise<{ port: number; free: () => void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const free = () => void server.close();
  if (!hold) await new Promise((resolve) => server.close(resolve));
  return { port: typeof address === 'object' && address ? address.port : 0, free };
}

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

test('the HTTP API opens last: before it does, the AWS APIs answer and what others need to find them is written', async () => {
  const { port } = await somePort(false);
  const url = `http://127.0.0.1:${port}/`;
  const steps: string[] = [];
  const seen: unknown[] = [];
  const stack = await startStack(
    options(temporaryFolder(), {
      port,
      onStep: (step) => steps.push(step),
      async beforeOpening(endpoint) {
        seen.push(await statusOf(endpoint), await statusOf(url).catch(() => 'closed'));
      },
    }),
  );
  expect(seen).toEqual([403, 'closed']);
  expect(await statusOf(url)).toBe(404);
  expect(steps.length).toBeGreaterThan(1);
  await stack.close();
});

test('a used port is refused before anything is written', async () => {
  const dataDir = temporaryFolder();
  const { port, free } = await somePort(true);
  await expect(startStack(options(dataDir, { port }))).rejects.toThrow(/^Port \d+ is in use: .* --port/);
  expect(readdirSync(dataDir)).toEqual([]);
  free();
});

describe('data whose secrets are gone', () => {
  const template = smallTemplate({
    Resources: { Shop: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: {} } } },
  });

  test.each(['s3', 'dynamodb', 'firehose', 'sqs'])('in %s are refused, and no new secrets are made', async (store) => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, store, 'orders'), { recursive: true });
    expect(hasLostSecrets(dataDir)).toBe(false);
    writeFileSync(join(dataDir, store, 'orders', 'one'), 'x');
    expect(hasLostSecrets(dataDir)).toBe(true);
    await expect(startStack(options(dataDir, { template }))).rejects.toThrow(/secrets\.json is missing, .*Restore/);
    expect(existsSync(join(dataDir, 'secrets.json'))).toBe(false);
  });

  test('are taken with a secrets file that says that there are none', () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 's3'));
    writeFileSync(join(dataDir, 's3', 'one'), 'x');
    writeFileSync(join(dataDir, 'secrets.json'), '{}', { mode: 0o600 });
    expect(hasLostSecrets(dataDir)).toBe(false);
  });
});

test.runIf(process.platform === 'linux')('a folder that cannot be made is refused at once, in one sentence', () => {
  const sentence = /^\/proc\/no cannot be made \(\w+\): name a folder that you may write to with --data\.$/;
  expect(() => takeDataFolder('/proc/no/such')).toThrow(sentence);
});
