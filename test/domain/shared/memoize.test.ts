import fc from 'fast-check';
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

test('results of one key are computed once, whatever else the argument holds', () => {
  const computed: number[] = [];
  const first = memoize(
    10,
    ({ value }: { readonly key: string; readonly value: number }) => {
      computed.push(value);
      return value;
    },
    { keyOf: ({ key }) => key, maxKeyCharacters: 3 },
  );
  const ask = (key: string, value: number) => first({ key, value });
  expect([ask('a', 1), ask('a', 2), ask('b', 3)]).toEqual([1, 1, 3]);
  expect([ask('long', 4), ask('long', 5)]).toEqual([4, 5]);
  expect(computed).toEqual([1, 3, 4, 5]);
});

test('what is kept stays below the size that is allowed', () => {
  const computed: string[] = [];
  const copy = memoize(
    100,
    (text: string) => {
      computed.push(text);
      return text;
    },
    { sizeOf: (text) => text.length, maxSize: 5 },
  );
  for (const text of ['aa', 'bbb', 'aa', 'bbb', 'c', 'c', 'aa']) copy(text);
  expect(computed).toEqual(['aa', 'bbb', 'c', 'aa']);
});

test('property: it answers as the function that it memoizes', () => {
  const options = fc.record({ maxKeyCharacters: fc.nat(6), maxSize: fc.nat(20) });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      options,
      fc.array(fc.string({ maxLength: 8 })),
      (limit, bounds, asked) => {
        const reversed = (text: string) => [...text].reverse().join('');
        expect(asked.map(memoize(limit, reversed, { ...bounds, sizeOf: (text) => text.length }))).toEqual(
          asked.map(reversed),
        );
      },
    ),
  );
});
