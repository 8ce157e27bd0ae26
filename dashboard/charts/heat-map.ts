import type { Html } from '../html.ts';
import { type Format, figure, Plot, shownValue } from './plot.ts';

export interface HeatCell {
  /** Of `across` and `down`. */
  readonly column: string;
  readonly row: string;
  readonly value: string | null;
  /** What is usual there. */
  readonly usual: string | null;
  /** Where it is far from the usual: a triangle says so, because colour alone does not. */
  readonly mark?: 'above' | 'below' | undefined;
}

export interface Heat {
  readonly what: string;
  /** The hours, `00` to `23`. */
  readonly across: readonly string[];
  /** The days of the week. */
  readonly down: readonly string[];
  readonly cells: readonly HeatCell[];
  readonly format: Format;
}

/** Weekday by hour: the darker the more; cells without data stay empty. */
export function heatMap({ what, across, down, cells, format }: Heat): Html {
  const said = ({ row, column, value, usual }: HeatCell) =>
    `${row} ${column}: ${shownValue(value, format)}${usual === null ? '' : `, usually ${format(usual)}`}`;
  const known = cells.filter(({ value }) => value !== null);
  const by = (sign: number) => known.toSorted((a, b) => sign * (Number(a.value) - Number(b.value)))[0];
  const [least, most] = [by(1), by(-1)];
  const range = least && most ? `lowest ${said(least)}; highest ${said(most)}` : 'no data';
  const place = { x: (cell: HeatCell) => cell.column, y: (cell: HeatCell) => cell.row };
  return figure(
    `${what}: ${range}.`,
    {
      width: 680,
      height: 24 + down.length * 26,
      marginLeft: 44,
      marginRight: 4,
      marginTop: 4,
      marginBottom: 20,
      x: { type: 'band', domain: across, label: null, tickSize: 0, padding: 0.08 },
      y: { type: 'band', domain: down, label: null, tickSize: 0, padding: 0.08 },
      opacity: { domain: [0, Math.max(Number(most?.value ?? 0), 1)], range: [0.06, 1] },
      marks: [
        Plot.cell(known, {
          ...place,
          fill: 'var(--series)',
          fillOpacity: ({ value }) => Number(value),
          rx: 3,
          title: said,
        }),
        Plot.cell(
          cells.filter(({ value }) => value === null),
          { ...place, stroke: 'var(--grid)', rx: 3, title: said },
        ),
        Plot.text(
          cells.filter(({ mark }) => mark),
          {
            ...place,
            text: ({ mark }) => (mark === 'above' ? '▲' : '▼'),
            fill: 'currentColor',
            stroke: 'var(--card)',
            strokeWidth: 3,
          },
        ),
      ],
    },
    { isWide: true },
  );
}
