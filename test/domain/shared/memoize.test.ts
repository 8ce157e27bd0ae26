import { expect, test } from 'vitest';
import { memoize } from '../../../domain/shared/memoize.ts';

test('asks once for each question, until there are as many answers as it may hold', () => {
  const asked: string[] = [];
  const upper = memoize(2, (question: string) => {
    asked.push(question);
    return question.toUpperCase();
  });
  expect(['a', 'b', 'a', 'b'].map(upper)).toEqual(['A', 'B', 'A', 'B']);
  expect(asked).toEqual(['a', 'b']);
  expect(['c', 'a', 'c'].map(upper)).toEqual(['C', 'A', 'C']);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});

test('an answer that is null is an answer', () => {
  let asked = 0;
  const nothing = memoize(2, () => {
    asked += 1;
    return null;
  });
  expect([nothing('a'), nothing('a'), asked]).toEqual([null, null, 1]);
});

test('long texts are answered and not remembered, so that memory is bounded in bytes', () => {
  const asked: string[] = [];
  const lengthOf = memoize(10, (text: string) => {
    asked.push(text);
    return text.length;
  });
  const long = 'x'.repeat(1_025);
  expect([lengthOf(long), lengthOf(long), lengthOf('short'), lengthOf('short')]).toEqual([1_025, 1_025, 5, 5]);
  expect(asked).toEqual([long, long, 'short']);
});
