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
  const band = { type: 'band', label: null, tickSize: 0, padding: 0.08 } as const;
  return figure(
    `${what}: ${range}.`,
    {
      width: 680,
      height: 24 + down.length * 26,
      marginLeft: 44,
      marginRight: 4,
      marginTop: 4,
      marginBottom: 20,
      x: { ...band, domain: across },
      y: { ...band, domain: down },
      opacity: { domain: [0, Math.max(Number(most?.value ?? 0), 1)], range: [0.06, 1] },
      marks: [...fields(cells, said)],
    },
    { isWide: true },
  );
}

function fields(cells: readonly HeatCell[], title: (cell: HeatCell) => string): readonly Plot.Markish[] {
  const place = { x: ({ column }: HeatCell) => column, y: ({ row }: HeatCell) => row };
  const [known, unknown] = [cells.filter(({ value }) => value !== null), cells.filter(({ value }) => value === null)];
  const marked = cells.filter(({ mark }) => mark);
  const triangles = marked.map(({ mark }) => (mark === 'above' ? '▲' : '▼'));
  const halo = { fill: 'currentColor', stroke: 'var(--card)', strokeWidth: 3 };
  const darkness = known.map(({ value }) => Number(value));
  return [
    Plot.cell(known, { ...place, fill: 'var(--series)', fillOpacity: darkness, rx: 3, title }),
    Plot.cell(unknown, { ...place, stroke: 'var(--grid)', rx: 3, title }),
    Plot.text(marked, { ...place, text: triangles, ...halo }),
  ];
}
