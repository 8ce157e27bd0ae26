import { expect, test } from 'vitest';
import { simulatedDays } from '../../bin/cli/simulated-days.ts';

const NOW_MS = Date.parse('2026-11-28T00:00:01Z');

test.each([
  ['none', {}, ['2025-11-27', '2026-11-27']],
  ['the last', { through: '2024-02-29' }, ['2023-03-01', '2024-02-29']],
  ['the first', { from: '2026-11-01' }, ['2026-11-01', '2026-11-27']],
  ['both', { from: '2025-05-01', through: '2025-06-01' }, ['2025-05-01', '2025-06-01']],
])('a year until yesterday, where %s is given', (_which, given, [from, through]) => {
  expect(simulatedDays(given, NOW_MS)).toEqual({ from, through });
});
