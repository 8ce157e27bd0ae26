import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { Html, html } from '../html.ts';

/**
 * The only file that imports the library that draws and its DOM. Colours are variables of the style; nothing depends on
 * a clock, and no id is made.
 */
export { Plot };

const { document } = parseHTML('<!doctype html><html></html>');

export type Format = (value: string) => string;

/** Of a chart in a tile, in units that the tile’s width scales. */
export const SIZE = { width: 320, height: 120 };

export const GRID = { stroke: 'var(--grid)', strokeOpacity: 1 };

interface Around {
  /** The names of the lines, in the order of their colours. */
  readonly legend?: readonly string[];
  /** It is scrolled where there is too little room, not scaled. */
  readonly isWide?: boolean;
}

/** A picture with its words: what it shows, the range, and the last value. */
export function figure(label: string, options: Plot.PlotOptions, { legend = [], isWide = false }: Around = {}): Html {
  const svg: Svg = Plot.plot({ document, className: 'plot', ...options });
  // It would have to be allowed by its hash; style.ts has what it says.
  svg.querySelector('style')?.remove();
  // The picture is one thing to a screen reader, and its label says what; the table beside it has the rest.
  for (const part of svg.querySelectorAll('[aria-label], [aria-hidden]')) {
    part.removeAttribute('aria-label');
    part.removeAttribute('aria-hidden');
  }
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  svg.removeAttribute('font-family');
  const names =
    legend.length > 1 &&
    html`<figcaption class="legend">${legend.map((name) => html`<span>${name}</span>`)}</figcaption>`;
  return html`<figure class="chart${isWide && ' wide'}"${isWide && html` tabindex="0"`}>${Html.trusted(svg.outerHTML)}${names}</figure>`;
}

/** What is used of the library’s DOM, whose types Node does not have. */
interface Element {
  readonly setAttribute: (name: string, value: string) => void;
  readonly removeAttribute: (name: string) => void;
}

interface Svg extends Element {
  readonly outerHTML: string;
  readonly querySelector: (selector: string) => { readonly remove: () => void } | null;
  readonly querySelectorAll: (selector: string) => Iterable<Element>;
}

export function numberOf({ value }: { readonly value: string | null }): number {
  return value === null ? Number.NaN : Number(value);
}

export function shownValue(value: string | null, format: Format): string {
  return value === null ? 'no data' : format(value);
}

const LONGEST_NAME = 34;

export function shortened(name: string): string {
  const letters = [...name];
  return letters.length <= LONGEST_NAME ? name : `${letters.slice(0, LONGEST_NAME - 1).join('')}…`;
}
