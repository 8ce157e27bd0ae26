import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { linkTo } from '../../bin/cli/page.ts';

const CREDENTIALS = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'invented', sessionToken: 'a session' };
const KEY = 'pages/exec/20261128T101500Z-0123456789.html';

test('a link is of one object, for so many minutes, by signature version 4', async () => {
  const client = new S3Client({ region: 'eu-west-1', credentials: CREDENTIALS });
  const url = new URL(await linkTo(client, { bucket: 'reports-of-lake', key: KEY }, 30));
  expect([url.protocol, url.host, url.pathname]).toEqual([
    'https:',
    'reports-of-lake.s3.eu-west-1.amazonaws.com',
    `/${KEY}`,
  ]);
  // What KMS encrypts can be read by this version alone ("CopyObject", Amazon S3 API Reference, on SSE-KMS).
  expect(url.searchParams.get('X-Amz-Algorithm')).toBe('AWS4-HMAC-SHA256');
  expect(url.searchParams.get('X-Amz-Expires')).toBe('1800');
  expect(url.searchParams.get('X-Amz-Security-Token')).toBe('a session');
  expect(url.href).not.toContain('invented');
});
