import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { removeFormerLeases } from '../../../bin/start/former-leases.ts';

test('the leases that a killed process left are removed, and nothing else is', async () => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url?.split('?')[0]}`);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const outputs = [{ key: 'LakeBucket', value: 'lake', description: '' }];
  await removeFormerLeases({ region: 'us-east-1', outputs }, `http://127.0.0.1:${port}`);
  await new Promise((resolve) => server.close(resolve).closeAllConnections());
  expect(requests).toEqual(['DELETE /lake/refresh/lease.json', 'DELETE /lake/compaction/lease.json']);
});
