import { describe, expect, test } from 'vitest';
import { bars, heatMap, horizontalBars, intervals, type Point, type Trend, trend } from '../../dashboard/charts.ts';
import type { Html } from '../../dashboard/html.ts';
import { addDays } from '../../domain/pages/filter.ts';
import { all, words } from './pages.ts';

const DAYS = { from: '2026-11-01', through: '2026-11-10' };

function points(values: readonly (number | null)[], openFrom = values.length): readonly Point[] {
  return values.map((value, index) => ({
    day: addDays(DAYS.from, index),
    value: value === null ? null : String(value),
    isOpen: index >= openFrom,
  }));
}

function drawn(values: readonly (number | null)[], openFrom?: number, more: Partial<Trend> = {}): string {
  const series = [{ name: 'Sent', points: points(values, openFrom) }];
  const format = (value: string) => `${value}!`;
  return trend({ what: 'Sent by day', series, days: DAYS, kind: 'count', format, day: String, ...more }).toString();
}

/** How many points each part of a line goes through: one that is not broken is one part. */
function partsOf(page: string, isDashed: boolean): readonly number[] {
  const lines = all(page, 'g[fill=none] path').filter(
    (path) => (path.closest('g')?.getAttribute('stroke-dasharray') === '3 3') === isDashed,
  );
  const parts = lines.flatMap((path) => (path.getAttribute('d') ?? '').split('M').slice(1));
  return parts.map((part) => part.split('L').length);
}

describe('the course of a number', () => {
  test('is a whole line where every day is complete', () => {
    const page = drawn([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(partsOf(page, false)).toEqual([10]);
    expect(partsOf(page, true)).toEqual([]);
  });

  test('is dashed from the last complete day on', () => {
    const page = drawn([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 7);
    expect(partsOf(page, false)).toEqual([7]);
    expect(partsOf(page, true)).toEqual([4]);
  });

  test('has a gap where a day has no value or no row, and a dot where a day is alone', () => {
    expect(partsOf(drawn([1, 2, null, 4, 5, 6]), false)).toEqual([2, 3]);
    expect(all(drawn([1, null, 3, null, 5]), 'circle')).toHaveLength(3);
    expect(all(drawn([null, 7]), 'circle')).toHaveLength(1);
  });

  test('says what it is, its range and its last value, and which are incomplete', () => {
    const [svg] = all(drawn([5, 9, 2, 4], 3), 'svg');
    expect(svg?.getAttribute('aria-label')).toBe(
      'Sent by day, 2026-11-01 to 2026-11-10. Sent: lowest 2026-11-03: 2!; highest 2026-11-02: 9!; last 2026-11-04: 4! (incomplete).',
    );
    expect(svg?.getAttribute('role')).toBe('img');
  });

  test('names its lines where there are two', () => {
    const series = ['Cost', 'Known part'].map((name) => ({ name, points: points([1, 2]) }));
    expect(all(drawn([], 0, { series }), 'figcaption span').map(words)).toEqual(['Cost', 'Known part']);
    expect(all(drawn([1, 2]), 'figcaption')).toEqual([]);
  });

  test('has an axis of rates that is at least ten points wide, and of counts that begins at 0', () => {
    const labels = (page: string) =>
      all(page, 'g[text-anchor=end] text')
        .map(words)
        .filter((text) => text.endsWith('!'));
    expect(labels(drawn([0.95, 0.951, 0.949], 3, { kind: 'rate' }))).toEqual(['0.8!', '0.9!', '1!']);
    expect(labels(drawn([95, 96, 94]))).toEqual(['0!', '50!', '100!']);
  });
});

const FORMAT = (value: string) => value;
const ODD = `"<b>' & ${'x'.repeat(128)}`;
const FIGURES: readonly (readonly [string, () => Html])[] = [
  [
    'bars',
    () =>
      bars({
        what: 'Sent',
        bars: [
          { name: ODD, value: '3' },
          { name: 'b', value: null },
        ],
        format: FORMAT,
      }),
  ],
  ['horizontal bars', () => horizontalBars({ what: 'Failed', bars: [{ name: ODD, value: '3' }], format: FORMAT })],
  [
    'a heat map',
    () => {
      const cells = [{ column: '00', row: 'Mon', value: '3', usual: '1', mark: 'above' as const }];
      return heatMap({ what: ODD, across: ['00', '01'], down: ['Mon'], cells, format: FORMAT });
    },
  ],
  [
    'intervals',
    () =>
      intervals({ what: 'Rate', intervals: [{ name: ODD, low: '0.1', value: '0.2', high: '0.4' }], format: FORMAT }),
  ],
  ['nothing at all', () => horizontalBars({ what: 'Failed', bars: [], format: FORMAT })],
  [
    'a course of nothing',
    () =>
      trend({ what: ODD, series: [{ name: ODD, points: [] }], days: DAYS, kind: 'rate', format: FORMAT, day: FORMAT }),
  ],
];

describe.each(FIGURES)('%s', (_name, draw) => {
  const page = draw().toString();
  const [svg] = all(page, 'figure.chart > svg');

  test('is a picture with words and a size of its own', () => {
    expect(svg?.getAttribute('role')).toBe('img');
    expect(svg?.getAttribute('aria-label')?.length).toBeGreaterThan(4);
    for (const name of ['viewBox', 'width', 'height']) expect(svg?.getAttribute(name)).toMatch(/^[\d. ]+$/);
  });

  test('needs no style, no script and no id, and makes no element of a name', () => {
    const names = all(page, '*').flatMap((element) => [...element.attributes].map(({ name }) => name));
    expect(names.filter((name) => name === 'id' || name === 'style' || name.startsWith('on'))).toEqual([]);
    expect(all(page, 'style, script, b')).toEqual([]);
  });

  test('takes its colours from the style', () => {
    expect(page).not.toMatch(/(fill|stroke)="(#|rgb|black|white)/);
  });

  test('is the same each time', () => {
    expect(draw().toString()).toBe(page);
  });
});

test('intervals end where they are asked to, so that several figures have one scale', () => {
  const draw = (high: string, most?: number) => {
    const given = [{ name: 'a', low: '0.01', value: '0.02', high }];
    return intervals({
      what: 'Rate',
      intervals: given,
      format: FORMAT,
      ...(most !== undefined && { most }),
    }).toString();
  };
  const scale = (page: string) => all(page, 'g[font-variant] text').map(words);
  expect(scale(draw('0.03'))).not.toEqual(scale(draw('0.3')));
  expect(scale(draw('0.03', 0.3))).toEqual(scale(draw('0.3')));
});

test('a heat map says the value and the usual of each hour, and marks what is far from it', () => {
  const cells = [
    { column: '00', row: 'Mon', value: '9', usual: '3', mark: 'above' as const },
    { column: '01', row: 'Mon', value: null, usual: '2' },
  ];
  const page = heatMap({ what: 'Sent', across: ['00', '01'], down: ['Mon'], cells, format: FORMAT }).toString();
  expect(all(page, 'title').map(words)).toEqual(['Mon 00: 9, usually 3', 'Mon 01: no data, usually 2']);
  expect(all(page, 'text').map(words)).toContain('▲');
});
