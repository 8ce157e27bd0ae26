import { describe, expect, test } from 'vitest';
import { all, filed, served, tile, words } from './pages.ts';
import type { Given } from './views.ts';

describe('what the period does not cover', () => {
  const custom = (from: string, through: string) =>
    ({ period: { kind: 'custom', from, through }, slices: {} }) as const;
  const said = (given: Given) => words(all(served(given).html, '.coverage')[0]);

  test.each([
    ['2026-11-01', '2026-11-20', ''],
    ['2026-11-01', '2026-11-21', 'Days younger than 7 days may still change: a change compares them with whole days.'],
    ['2024-01-01', '2024-01-31', 'The whole period lies before the data: the data begin on 1 Aug 2026.'],
    ['2027-01-01', '2027-01-31', 'The whole period is still to come: the numbers end on 28 Nov 2026.'],
    ['2026-07-01', '2026-08-31', 'The data begin on 1 Aug 2026: earlier days of the period are in no number.'],
    [
      '2026-11-01',
      '2026-11-30',
      'Days after 28 Nov 2026 have no numbers yet. 28 Nov is still running, and days younger than 7 days may still change: a change compares them with whole days.',
    ],
  ])('%s to %s: %s', (from, through, words) => {
    expect(said({ filter: custom(from, through) })).toBe(words);
  });

  test('is in each period of a file, and nowhere in an empty lake', () => {
    expect(all(filed().html, '.variant .coverage')).toHaveLength(3);
    expect(said({ header: { asOf: null, firstDataDay: null } })).toBe('');
  });
});

test('a period before that does not lie in the data has no counts, which is not 0', () => {
  const html = served({ header: { firstDataDay: '2026-10-05' } }).html;
  for (const [id, caption] of [
    ['messages', 'By category'],
    ['failed', 'The ten most frequent causes'],
  ] as const) {
    const table = all(tile(html, id), 'table').find((one) => words(one.querySelector('caption')) === caption);
    const place = table ? all(table, 'thead th').map(words).indexOf('Before') : -1;
    const cells = table ? all(table, 'tbody tr').map((row) => [...row.querySelectorAll('th, td')][place]) : [];
    expect(cells.length).toBeGreaterThan(0);
    for (const cell of cells) expect(words(cell)).toBe('– no earlier period: the data begin on 5 Oct 2026');
  }
});
