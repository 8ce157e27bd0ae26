import { expect, test } from 'vitest';
import { assemblyOf } from '../../../bin/start/build.ts';
import { contextWith } from '../../../bin/start/cdk-context.ts';

test('a setting of the start is in the context, beside those of cdk.json', () => {
  const set = { reportingTimeZone: 'Asia/Kolkata' };
  expect(contextWith(set).eventLake).toEqual({ ...Object(contextWith({}).eventLake), ...set });
});

test('a start with other settings has another build', () => {
  const folders = [{}, { bufferSeconds: 60 }, { bufferSeconds: 61 }, {}].map((set) =>
    assemblyOf(JSON.stringify(contextWith(set))),
  );
  expect(new Set(folders).size).toBe(3);
  expect(folders[0]).toBe(folders[3]);
});

test('a setting that does not exist is refused with the nearest one', () => {
  expect(() => contextWith({ reportingTimezone: 'UTC' })).toThrow(
    /"reportingTimezone"\. Did you mean "reportingTimeZone"\?/,
  );
  expect(() => contextWith({ x: 1 })).toThrow('There is no setting "x". docs/settings.md lists all of them.');
});

test('a value that is not allowed is refused in the words of the synth', () => {
  expect(() => contextWith({ bufferSeconds: 10 })).toThrow(/bufferSeconds: .*>=60 \(given: 10\)/);
});
