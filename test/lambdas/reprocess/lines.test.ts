import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rawFolderFrom, rawHourMs } from '../../../lambdas/reprocess/hours.ts';
import { linesOf } from '../../../lambdas/reprocess/lines.ts';

async function all(lines: AsyncIterable<Buffer | null>): Promise<readonly (string | null)[]> {
  const found = [];
  for await (const line of lines) found.push(line?.toString() ?? null);
  return found;
}

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let start = 0;
  for (const size of sizes) {
    yield bytes.subarray(start, start + size);
    start += size;
  }
  yield bytes.subarray(start);
}

test('lines are the same however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.array(fc.nat(9)), async (text, sizes) => {
      expect(await all(linesOf(cut(Buffer.from(text), sizes)))).toEqual(text.split('\n').filter((line) => line !== ''));
    }),
  );
});

test('a line that is too long is reported and not collected, and the lines around it are complete', async () => {
  const bytes = Buffer.from(`before\n${'x'.repeat(50)}\nafter\n${'y'.repeat(50)}`);
  expect(await all(linesOf(cut(bytes, [3, 9, 20, 20, 9]), 10))).toEqual(['before', null, 'after', null]);
});

test('an object of raw/ lies in its hour, and the folder of an hour sorts before its objects', () => {
  const hourMs = Date.UTC(2026, 10, 20, 9);
  expect(rawFolderFrom('raw/', hourMs + 59_000)).toBe('raw/dt=2026-11-20/hour=09/');
  expect(rawHourMs('raw/', 'raw/dt=2026-11-20/hour=09/stream-1.gz')).toBe(hourMs);
});

test.each(['raw/errors/x', 'raw/dt=2026-11-20/', 'failed/dt=2026-11-20/hour=09/x', 'raw/dt=2026-13-41/hour=09/x'])(
  '%s is no object of the source backup',
  (key) => {
    expect(rawHourMs('raw/', key)).toBeNull();
  },
);
