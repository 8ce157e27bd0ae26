import fc from 'fast-check';
import { expect, test } from 'vitest';
import { covers, extended, putLines, readMarker } from '../../../../domain/contracts/replay/marker.ts';

const NOW_MS = 1_795_190_400_000;
const lines = fc.uniqueArray(fc.nat(60)).map((numbers) => numbers.toSorted((a, b) => a - b));

test('it covers just the lines that were put, in whatever portions', () => {
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 5 }), (portions) => {
      let marker = extended(null, [], null, NOW_MS);
      for (const portion of portions) marker = extended(marker, portion, null, NOW_MS);
      const put = new Set(portions.flat());
      for (let line = 0; line <= 61; line += 1) expect(covers(marker, line)).toBe(put.has(line));
      expect(putLines(marker)).toBe(put.size);
      expect(readMarker(JSON.stringify(marker))).toEqual(marker);
    }),
  );
});

test('neighbours are one range, so that an object that was put whole takes a line', () => {
  const half = extended(null, [3, 4, 5], null, NOW_MS);
  expect(extended(half, [0, 1, 2], 6, NOW_MS)).toEqual({
    lines: 6,
    put: [[0, 5]],
    replayed_at: '2026-11-20T16:00:00.000Z',
  });
});

test('the end of an object stays known', () => {
  expect(extended(extended(null, [0], 2, NOW_MS), [1], null, NOW_MS).lines).toBe(2);
});

test.each(['', '{', '{}', '{"lines":1,"put":[[0]],"replayed_at":""}'])(
  '%j is no marker, and nothing is covered',
  (text) => {
    expect(readMarker(text)).toBeNull();
    expect(covers(null, 0)).toBe(false);
  },
);
