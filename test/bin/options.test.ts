import { InvalidArgumentError } from 'commander';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day, instant, oneOf, someOf } from '../../bin/cli/options.ts';

test.each(['2026-11-31', '2026-02-29', '2026-04-31'])('%s is in no calendar', (value) => {
  const refusal = `${value} is not in the calendar: that month has fewer days.`;
  expect(() => day(value)).toThrow(refusal);
  expect(() => instant(value)).toThrow(refusal);
  expect(() => instant(`${value}T10:00:00Z`)).toThrow(refusal);
});

test.each(['2026-13-01', '2026-11-00', '2026-1-1', 'yesterday', ''])('"%s" is no day and no time', (value) => {
  expect(() => day(value)).toThrow('It must be a day: 2026-11-18.');
  expect(() => instant(value)).toThrow(InvalidArgumentError);
});

test('each day of the calendar is taken as it is', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      const text = date.toISOString().slice(0, 10);
      expect([day(text), instant(text)]).toEqual([text, `${text}T00:00:00.000Z`]);
    }),
  );
});

test.each([
  ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z'],
  ['2026-11-20T10:00', '2026-11-20T10:00:00.000Z'],
  ['2024-02-29T00:30:00+05:30', '2024-02-28T19:00:00.000Z'],
])('%s is the instant %s', (text, iso) => {
  expect(instant(text)).toBe(iso);
});

test('one of some names is taken, any other refused with all of them and the nearest', () => {
  const read = oneOf(['status', 'message']);
  expect(read('status')).toBe('status');
  expect(() => read('statuss')).toThrow('The values are: status, message. Did you mean "status"?');
  expect(() => read('toString')).toThrow('The values are: status, message.');
});

test('several are taken one after the other', () => {
  const read = someOf(['status', 'message']);
  expect(read('message', read('status'))).toEqual(['status', 'message']);
});
