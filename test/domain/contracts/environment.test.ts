import { describe, expect, test } from 'vitest';
import { RECEIVER_ENVIRONMENT, readEnvironment } from '../../../domain/contracts/environment.ts';

const GOOD = {
  CLAIMS_TABLE: 'claims',
  STREAM_NAME: 'stream',
  EVENT_KEY_SECRET: 'arn:key',
  SOURCE_SECRETS: '{"meta":"arn:meta"}',
  API_VERSION: 'v26.0',
  LEASE_SECONDS: '20',
  CLAIM_TTL_DAYS: '14',
  SECRET_CACHE_SECONDS: '300',
  PUBLIC_BASE_URL: 'https://hooks.example.com',
};

test('numbers are read as numbers, and JSON as what it holds', () => {
  expect(readEnvironment(RECEIVER_ENVIRONMENT, GOOD)).toEqual({
    ...GOOD,
    SOURCE_SECRETS: { meta: 'arn:meta' },
    LEASE_SECONDS: 20,
    CLAIM_TTL_DAYS: 14,
    SECRET_CACHE_SECONDS: 300,
  });
});

test('other variables of the function are left alone', () => {
  expect(readEnvironment(RECEIVER_ENVIRONMENT, { ...GOOD, AWS_REGION: 'eu-west-1' })).not.toHaveProperty('AWS_REGION');
});

describe('a wrong variable is named, and its value is not quoted', () => {
  test.each([
    ['CLAIMS_TABLE', undefined],
    ['STREAM_NAME', ''],
    ['SOURCE_SECRETS', 'not-json-secret'],
    ['SOURCE_SECRETS', '{"meta":7}'],
    ['LEASE_SECONDS', '20 secret'],
    ['LEASE_SECONDS', '-1'],
    ['LEASE_SECONDS', '0'],
    ['CLAIM_TTL_DAYS', '1.5'],
  ])('%s = %s', (name, value) => {
    const read = () => readEnvironment(RECEIVER_ENVIRONMENT, { ...GOOD, [name]: value });
    expect(read).toThrow(new RegExp(`lacks or garbles ${name}\\.`));
    expect(read).not.toThrow(/secret"|20 secret|not-json/);
  });
});

test('all that is wrong is named at once', () => {
  expect(() => readEnvironment(RECEIVER_ENVIRONMENT, {})).toThrow(Object.keys(RECEIVER_ENVIRONMENT).join(', '));
});
