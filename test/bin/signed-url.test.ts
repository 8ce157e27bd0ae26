import { expect, test } from 'vitest';
import { urlAtReceiver } from '../../bin/cli/deliver.ts';

test.each([
  ['https://hooks.example.com/lake/webhooks/meta?a=1&a=2', 'https://hooks.example.com/lake/webhooks/meta?a=1&a=2'],
  ['https://example.com:8443/webhooks/meta', 'https://example.com:8443/webhooks/meta'],
  ['http://127.0.0.1:3000/webhooks/meta?b=%20', 'https://127.0.0.1/webhooks/meta?b=%20'],
])('of a post to %s the vendor signs %s', (url, signed) => {
  expect(urlAtReceiver(url)).toBe(signed);
});
