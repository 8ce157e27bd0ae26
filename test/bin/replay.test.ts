import { expect, test } from 'vitest';
import { replayLines } from '../../bin/cli/replay-lines.ts';
import { NO_RUN, together } from '../../bin/cli/reprocess.ts';

const ANSWER = {
  ...NO_RUN,
  read: 5,
  matched: 3,
  put: 2,
  skipped: { exhausted: 1 },
  bySourceAndKind: { 'meta/status': 3 },
};

test('the counts of runs add up, and the last one’s cursor stays', () => {
  const other = { ...ANSWER, skipped: { exhausted: 2, not_json: 1 }, cursor: 'c', done: false };
  expect(together(ANSWER, other)).toEqual({
    ...other,
    read: 10,
    matched: 6,
    put: 4,
    skipped: { exhausted: 3, not_json: 1 },
    bySourceAndKind: { 'meta/status': 6 },
  });
});

test('each reason for not putting something is explained', () => {
  expect(replayLines(ANSWER, 'replay')).toBe(
    [
      'Replayed',
      'read                5  lines',
      'matched             3  of them, meant by this replay',
      'put                 2  of them, on the replay stream',
      '  exhausted         1  not put: It was replayed as often as is allowed, and failed each time.',
      '',
    ].join('\n'),
  );
});
