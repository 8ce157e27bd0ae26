import { expect, test } from 'vitest';
import type { Answer } from '../../bin/cli/answers.ts';
import { postingAgain, retryAfterMs } from '../../bin/cli/post-again.ts';

const OK: Answer = { status: 200, body: '{"accepted":1}' };
const of = (status: number, afterMs?: number): Answer => ({ status, body: '', retryAfterMs: afterMs });

/** Posts documents one after the other, each answered by its list; the last answer of a list is repeated. */
async function posted(...documents: readonly (readonly Answer[])[]) {
  const pauses: number[] = [];
  const untilAnswered = postingAgain((ms) => Promise.resolve(pauses.push(ms)));
  const answers: Answer[] = [];
  for (const list of documents) {
    let posts = 0;
    answers.push(await untilAnswered(() => Promise.resolve(list[Math.min(posts++, list.length - 1)] ?? of(0))));
  }
  return { seen: answers.map(({ status, postedAgain }) => [status, postedAgain]), pauses };
}

test.each([
  ['answered 200 at once', [OK], [200, 0], []],
  ['throttled, then unfinished, then taken', [of(429), of(503), OK], [200, 2], [1_000, 2_000]],
  ['without an answer at first', [of(0), OK], [200, 1], [1_000]],
  ['asked to wait', [of(503, 5_000), OK], [200, 1], [5_000]],
  ['asked not to wait', [of(503, 0), of(503, 0), OK], [200, 2], [1_000, 1_000]],
  ['asked to wait longer than is waited', [of(503, 31_000), OK], [503, 0], []],
  ['refused for good', [of(400), OK], [400, 0], []],
  ['failed inside', [of(500), OK], [500, 0], []],
  ['never taken', [of(503)], [503, 5], [1_000, 2_000, 4_000, 8_000, 15_000]],
])('a document %s', async (_what, answers, seen, pauses) => {
  expect(await posted(answers)).toEqual({ seen: [seen], pauses });
});

test('after a document that was given up the next are posted once, until one is answered', async () => {
  const { seen, pauses } = await posted([of(0)], [of(0), OK], [OK], [of(429), OK]);
  expect(seen).toEqual([
    [0, 5],
    [0, 0],
    [200, 0],
    [200, 1],
  ]);
  expect(pauses).toHaveLength(6);
});

test('Retry-After is seconds or a date', () => {
  const nowMs = Date.parse('2026-11-20T10:00:00Z');
  const read = (header: string | null) => retryAfterMs(header, nowMs);
  expect([null, '7', 'Fri, 20 Nov 2026 10:00:03 GMT', 'Fri, 20 Nov 2026 09:00:00 GMT', 'soon'].map(read)).toEqual([
    undefined,
    7_000,
    3_000,
    0,
    undefined,
  ]);
});
