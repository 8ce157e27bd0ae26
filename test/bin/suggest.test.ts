import fc from 'fast-check';
import { expect, test } from 'vitest';
import { didYouMean, nearest } from '../../bin/cli/suggest.ts';

const VIEWS = ['events', 'fact_messages', 'metric_messages', 'metric_message_funnel_daily', 'metric_cost'];

test.each([
  ['metric_mesages', ['metric_messages']],
  ['metric_messagse', ['metric_messages']],
  ['Event', ['events']],
  ['evenst', ['events']],
  ['messages', ['fact_messages', 'metric_messages']],
  ['funnel', ['metric_message_funnel_daily']],
  ['me', []],
  ['revenue', []],
])('near %s is %j', (word, near) => {
  expect(nearest(word, VIEWS)).toEqual(near);
});

test('a sentence names what is near, and nothing is said where nothing is', () => {
  expect(didYouMean('metric_mesages', VIEWS)).toBe(' Did you mean "metric_messages"?');
  expect(didYouMean('messages', VIEWS)).toBe(' Did you mean "fact_messages" or "metric_messages"?');
  expect(didYouMean('revenue', VIEWS)).toBe('');
  expect(didYouMean('events', [])).toBe('');
});

test('one slip in a long name is always found', () => {
  const name = 'metric_message_funnel_daily';
  fc.assert(
    fc.property(fc.nat(name.length - 1), fc.constantFrom('', 'x', 'xy'), (at, slip) => {
      const mistyped = name.slice(0, at) + slip + name.slice(at + 1);
      expect(nearest(mistyped, VIEWS)).toEqual([name]);
    }),
  );
});
