import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answer, exitCodeOf, inOrder, totalsOf } from '../../bin/cli/answers.ts';

function answer(status: number, body: object | string): Answer {
  return { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

const ACCEPTED = answer(200, { accepted: 2, duplicates: 1 });
const PART_REJECTED = answer(200, { accepted: 1, duplicates: 0, rejected: [{ index: 1, reason: 'no message_id' }] });
const ALL_REJECTED = answer(400, { error: 'nothing_valid', accepted: 0, duplicates: 0, rejected: [{ index: 0 }] });
const NO_ANSWER = answer(0, 'no answer: connect ECONNREFUSED');

describe('the exit code', () => {
  test.each([
    ['nothing to post', [], 0],
    ['everything accepted', [ACCEPTED, ACCEPTED], 0],
    ['some items rejected', [ACCEPTED, PART_REJECTED], 3],
    ['a document refused', [PART_REJECTED, ALL_REJECTED], 1],
    ['no answer', [ACCEPTED, NO_ANSWER], 1],
    ['an answer that is not JSON', [answer(502, '<html>')], 1],
  ])('of %s', (_what, answers, code) => {
    expect(exitCodeOf(answers)).toBe(code);
  });
});

test('the totals count documents by their answer, and items', () => {
  expect(totalsOf([])).toBe('0 documents posted. Items: 0 accepted, 0 duplicates, 0 rejected.');
  expect(totalsOf([ACCEPTED])).toBe('1 document posted: 1 answered 200. Items: 2 accepted, 1 duplicate, 0 rejected.');
  expect(totalsOf([ALL_REJECTED, ACCEPTED, NO_ANSWER, PART_REJECTED])).toBe(
    '4 documents posted: 1 not answered, 2 answered 200, 1 answered 400. Items: 3 accepted, 1 duplicate, 2 rejected.',
  );
});

test('the totals say how many documents were posted again', () => {
  const again = [
    { ...ACCEPTED, postedAgain: 2 },
    { ...ACCEPTED, postedAgain: 0 },
    { ...NO_ANSWER, postedAgain: 5 },
  ];
  expect(totalsOf(again)).toBe(
    '3 documents posted: 1 not answered, 2 answered 200, 2 posted again. Items: 4 accepted, 2 duplicates, 0 rejected.',
  );
});

test('whatever the order in which answers come, each is passed on once and in its place', () => {
  const orders = fc.nat(20).chain((n) => {
    const all = Array.from({ length: n }, (_, index) => index);
    return fc.shuffledSubarray(all, { minLength: n });
  });
  fc.assert(
    fc.property(orders, (order) => {
      const passed: (readonly [number, string])[] = [];
      const pass = inOrder<string>((index, item) => passed.push([index, item]));
      for (const index of order) pass(index, `item ${index}`);
      expect(passed).toEqual(order.map((_, index) => [index, `item ${index}`]));
    }),
  );
});
