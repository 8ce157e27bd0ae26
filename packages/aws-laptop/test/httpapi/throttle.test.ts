import { expect, test } from 'vitest';
import { createThrottle } from '../../src/httpapi/throttle.ts';
import { startApi } from './stack.ts';

test('a bucket lets its burst pass at once, then its rate, and holds no more than its burst', () => {
  const admits = createThrottle({ ratePerSecond: 2, burst: 3 });
  const passed = (nowMillis: number) => Array.from({ length: 5 }, () => admits(nowMillis)).filter(Boolean).length;
  expect(passed(0)).toBe(3);
  expect(passed(499)).toBe(0);
  expect(passed(500)).toBe(1);
  expect(passed(60_000)).toBe(3);
});

async function statuses(url: string, paths: readonly string[]): Promise<number[]> {
  const codes: number[] = [];
  for (const path of paths) codes.push((await fetch(url + path)).status);
  return codes;
}

test("a route's own limit wins over the stage's, and each route has a bucket of its own", async () => {
  const { url } = await startApi({
    routeKeys: ['GET /a', 'GET /b', 'GET /c'],
    stage: {
      DefaultRouteSettings: { ThrottlingBurstLimit: 1, ThrottlingRateLimit: 0.001 },
      RouteSettings: { 'GET /c': { ThrottlingBurstLimit: 2 } },
    },
  });
  expect(await statuses(url, ['/a', '/a', '/b', '/b'])).toEqual([200, 429, 200, 429]);
  expect(await statuses(url, ['/c', '/c', '/c'])).toEqual([200, 200, 429]);
});

test('a throttled request is told so in AWS words', async () => {
  const { url } = await startApi({
    stage: { DefaultRouteSettings: { ThrottlingBurstLimit: 0, ThrottlingRateLimit: 0 } },
  });
  const response = await fetch(`${url}/webhooks/shop`);
  expect(response.status).toBe(429);
  expect(await response.text()).toBe('{"message":"Too Many Requests"}');
});
