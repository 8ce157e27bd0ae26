import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { secretReader } from '../../../lambdas/shared/secrets.ts';

/** A reader over a service whose secret can be changed, with a clock of its own. */
function world(first: string) {
  const state = { text: first, reads: 0, nowMs: 1_795_176_000_000 };
  const awsSdkV3Client: SecretsManagerClient = Object.assign(
    Object.create(new SecretsManagerClient({ region: 'eu-west-1' })),
    {
      send: async () => {
        state.reads += 1;
        return { SecretString: state.text };
      },
    },
  );
  return { state, reader: secretReader(new SecretsProvider({ awsSdkV3Client }), 300, () => state.nowMs) };
}

test('a secret is read once and then kept', async () => {
  const { state, reader } = world('one');
  expect([await reader.read('id'), await reader.read('id'), state.reads]).toEqual(['one', 'one', 1]);
});

test('a refresh reads past the cache, and what it read is kept', async () => {
  const { state, reader } = world('one');
  await reader.read('id');
  state.text = 'two';
  expect(await reader.read('id')).toBe('one');
  expect(await reader.refresh('id')).toBe(true);
  expect(await reader.read('id')).toBe('two');
});

test('refreshes are at least 30 seconds apart, so that forged deliveries cannot press the service', async () => {
  const { state, reader } = world('one');
  expect(await reader.refresh('id')).toBe(true);
  state.nowMs += 29_999;
  expect(await reader.refresh('id')).toBe(false);
  expect(await reader.refresh('another')).toBe(true);
  state.nowMs += 1;
  expect(await reader.refresh('id')).toBe(true);
  expect(state.reads).toBe(3);
});

test('a secret without text is refused by its id', async () => {
  await expect(world('').reader.read('arn:secret')).rejects.toThrow(/arn:secret has no text/);
});
