import { expect, test } from 'vitest';
import { selectionOf } from '../../bin/cli/replay-selection.ts';

test.each([
  [{ from: 'raw' }, 'raw', undefined],
  [{ from: 'failed', source: ['meta'] }, 'failed', ['meta']],
  [{ from: 'raw', source: ['meta', 'sends'] }, 'raw', ['meta', 'sends']],
  [{ from: 'raw', fromSource: ['meta'] }, 'raw', ['meta']],
  [{ from: 'raw', source: ['meta'], fromSource: ['meta', 'lake'] }, 'raw', ['meta', 'lake']],
  [{ from: 'social' }, 'social', undefined],
  // The older spelling.
  [{ source: ['raw'] }, 'raw', undefined],
  [{ source: ['failed'], fromSource: ['meta'] }, 'failed', ['meta']],
] as const)('%j reads %s', (given, store, sources) => {
  expect(selectionOf(given)).toEqual({ store, sources });
});

test.each([
  [{}, '--from raw, --from failed or --from social'],
  [{ source: ['meta'] }, '--source meta does not'],
  [{ source: ['raw', 'meta'] }, '--source raw meta does not'],
  [{ from: 'raw', source: ['raw'] }, '--source raw is the older spelling of --from raw'],
  [{ from: 'failed', source: ['meta', 'raw'] }, 'with --from, --source names a source'],
] as const)('%j is refused', (given, message) => {
  expect(() => selectionOf(given)).toThrow(message);
});
