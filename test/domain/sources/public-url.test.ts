import { describe, expect, test } from 'vitest';
import { publicBaseUrlFault, publicUrl } from '../../../domain/sources/public-url.ts';

const REQUEST = {
  rawPath: '/webhooks/meta',
  rawQueryString: '',
  requestContext: { domainName: 'abc123.execute-api.eu-central-1.amazonaws.com' },
};
/** Repeated names, both spellings of a blank, an encoded separator, small letters in an encoding, an empty value. */
const QUERY = 'b=2&a=1&a=3&text=a+b%20c&url=https%3a%2F%2Fexample.com%2F%3Fx%3D1%26y&empty=&flag';

describe('the URL that the vendor called', () => {
  test.each([
    ['API Gateway’s own address', '', '', 'https://abc123.execute-api.eu-central-1.amazonaws.com/webhooks/meta'],
    ['a proxy’s', 'https://hooks.example.com', '', 'https://hooks.example.com/webhooks/meta'],
    ['a proxy’s with a path', 'https://example.com:8443/lake', '', 'https://example.com:8443/lake/webhooks/meta'],
    [
      'the query as it was written',
      'https://hooks.example.com',
      QUERY,
      `https://hooks.example.com/webhooks/meta?${QUERY}`,
    ],
  ])('%s', (_name, base, rawQueryString, expected) => {
    expect(publicUrl(base, { ...REQUEST, rawQueryString })).toBe(expected);
  });
});

describe('what publicBaseUrl may be', () => {
  test.each(['', 'https://hooks.example.com', 'https://hooks.example.com:8443', 'https://example.com/lake/in'])(
    '%j',
    (value) => {
      expect(publicBaseUrlFault(value)).toBeNull();
    },
  );
});

describe('what it may not be', () => {
  test.each([
    'http://hooks.example.com',
    'hooks.example.com',
    'https://',
    'https://hooks.example.com/',
    'https://hooks.example.com/lake/',
    'https://hooks.example.com?a=1',
    'https://hooks.example.com?',
    'https://hooks.example.com#part',
    'https://user:password@hooks.example.com',
    'https://Hooks.Example.com',
    'https://hooks.example.com:443',
    ' https://hooks.example.com',
    'https://hooks.example.com/a b',
    'https://hooks.example.com/../lake',
  ])('%j', (value) => {
    expect(publicBaseUrlFault(value)).toMatch(/^must be empty or like https:/);
  });
});
