import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import { SecretError } from '../../../domain/contracts/secret-error.ts';
import { REFRESH_SECONDS, secretReader } from '../../../lambdas/aws/secrets.ts';

const CACHE_SECONDS = 300;
const ONE = '{"app_secret":"one"}';
const TWO = '{"app_secret":"two"}';

/** A reader over a service whose secrets can be changed, with a clock of its own. */
function world(first: string) {
  const state = {
    text: first,
    others: new Map<string, string>(),
    down: false,
    reads: 0,
    nowMs: 1_795_176_000_000,
    problems: [] as string[],
  };
  const awsSdkV3Client: SecretsManagerClient = Object.assign(
    Object.create(new SecretsManagerClient({ region: 'eu-west-1' })),
    {
      send: async ({ input }: { input: { SecretId: string } }) => {
        state.reads += 1;
        if (state.down) throw new Error('Secrets Manager is down');
        return { SecretString: state.others.get(input.SecretId) ?? state.text };
      },
    },
  );
  const onFailedRefresh = ({ message }: SecretError) => state.problems.push(message);
  const provider = new SecretsProvider({ awsSdkV3Client });
  return { state, reader: secretReader(provider, CACHE_SECONDS, () => state.nowMs, onFailedRefresh) };
}

test('a secret is read once and then kept, until its time in the cache ends', async () => {
  const { state, reader } = world(ONE);
  expect([await reader.read('id'), await reader.read('id'), state.reads]).toEqual([ONE, ONE, 1]);
  state.text = TWO;
  state.nowMs += CACHE_SECONDS * 1_000 - 1;
  expect(await reader.read('id')).toBe(ONE);
  state.nowMs += 1;
  expect(await reader.read('id')).toBe(TWO);
});

test('a refresh reads past the cache, and what it read is kept', async () => {
  const { state, reader } = world(ONE);
  await reader.read('id');
  state.text = TWO;
  expect(await reader.read('id')).toBe(ONE);
  expect(await reader.refresh('id')).toBe(true);
  expect(await reader.read('id')).toBe(TWO);
});

test('refreshes of a secret are apart, so that forged deliveries cannot press the service', async () => {
  const { state, reader } = world(ONE);
  expect(await reader.refresh('id')).toBe(true);
  state.nowMs += REFRESH_SECONDS * 1_000 - 1;
  expect(await reader.refresh('id')).toBe(false);
  expect(await reader.refresh('another')).toBe(true);
  state.nowMs += 1;
  expect(await reader.refresh('id')).toBe(true);
  expect(state.reads).toBe(3);
});

describe('a refresh that fails', () => {
  test.each([
    ['for the service is down', { down: true }, /id could not be read/],
    ['for the new secret is malformed', { text: '{"app_secret":' }, /id is not a JSON object/],
    ['for the new secret is empty', { text: '' }, /id has no text/],
  ])('%s, leaves what was read before until its time ends, and is reported', async (_why, change, problem) => {
    const { state, reader } = world(ONE);
    await reader.read('id');
    Object.assign(state, change);
    expect(await reader.refresh('id')).toBe(false);
    expect(state.problems).toEqual([expect.stringMatching(problem)]);
    expect(await reader.read('id')).toBe(ONE);
    state.nowMs += CACHE_SECONDS * 1_000;
    await expect(reader.read('id')).rejects.toThrow(SecretError);
  });
});

describe('a secret that is not as those of this stack are', () => {
  test.each(['', 'hush-hush', '"hush-hush"', '["hush-hush"]', 'null', '{"hush-hush":1}', '{"a":{"hush-hush":""}}'])(
    'is refused by its id, without its content: %s',
    async (text) => {
      const refused = await world(text)
        .reader.read('arn:secret')
        .catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(SecretError);
      expect(String(refused)).toMatch(/The secret arn:secret (has no text|is not a JSON object)/);
      expect(String(refused)).not.toContain('hush-hush');
    },
  );

  test('does not keep the others from being read', async () => {
    const { state, reader } = world(ONE);
    state.others.set('malformed', '{');
    await expect(reader.read('malformed')).rejects.toThrow(SecretError);
    expect(await reader.read('id')).toBe(ONE);
  });
});
