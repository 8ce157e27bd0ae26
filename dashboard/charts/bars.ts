import type { Html } from '../html.ts';
import { type Format, figure, numberOf, Plot, SIZE, shortened, shownValue } from './plot.ts';

export interface Bar {
  readonly name: string;
  readonly value: string | null;
}

export interface Bars {
  readonly what: string;
  readonly bars: readonly Bar[];
  readonly format: Format;
}

/** One bar a name, lying, the longest first as the rows are ordered: for names of any length. */
export function horizontalBars({ what, bars, format }: Bars): Html {
  const labels = bars.map(({ name, value }) => `${shortened(name)}  ${shownValue(value, format)}`);
  const y = bars.map((_, index) => index);
  return figure(`${what}. ${listed(bars, format)}`, {
    width: SIZE.width,
    height: 8 + bars.length * 30,
    marginLeft: 4,
    marginRight: 8,
    marginTop: 4,
    marginBottom: 4,
    x: { axis: null, domain: [0, mostOf(bars)] },
    y: { type: 'band', axis: null, domain: y },
    marks: [
      Plot.barX(bars, {
        x: bars.map(numberOf),
        y,
        fill: 'var(--series)',
        insetTop: 16,
        insetBottom: 4,
        title: titles(bars, format),
      }),
      Plot.text(labels, { x: () => 0, y, text: labels, textAnchor: 'start', dy: -7, fill: 'currentColor' }),
    ],
  });
}

/** One bar a category, standing, in the order of the rows. */
export function bars({ what, bars, format }: Bars): Html {
  const x = bars.map(({ name }) => name);
  return figure(`${what}. ${listed(bars, format)}`, {
    ...SIZE,
    marginLeft: 4,
    marginRight: 8,
    marginTop: 16,
    marginBottom: 20,
    x: { type: 'band', padding: 0.4, label: null, tickSize: 0, domain: x, tickFormat: shortened },
    y: { axis: null, domain: [0, mostOf(bars)] },
    marks: [
      Plot.barY(bars, { x, y: bars.map(numberOf), fill: 'var(--series)', title: titles(bars, format) }),
      Plot.text(bars, { x, y: bars.map(numberOf), text: bars.map(({ value }) => shownValue(value, format)), dy: -7 }),
      Plot.ruleY([0], { stroke: 'var(--grid)' }),
    ],
  });
}

function titles(bars: readonly Bar[], format: Format): readonly string[] {
  return bars.map(({ name, value }) => `${name}: ${shownValue(value, format)}`);
}

function listed(bars: readonly Bar[], format: Format): string {
  return bars.length === 0 ? 'No data.' : `${titles(bars, format).join('; ')}.`;
}

function mostOf(bars: readonly Bar[]): number {
  return Math.max(...bars.map(({ value }) => Number(value ?? 0)), Number.MIN_VALUE);
}
