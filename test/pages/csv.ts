import { parse } from 'csv-parse/sync';
import { parseHTML } from 'linkedom';

export interface CsvRun {
  readonly findings: readonly string[];
  readonly tables: number;
}

const PREFIX = 'data:text/csv;charset=utf-8,';

/** Compares each table of a page with the CSV file beside it: the same titles and rows, and the raw value of each number. */
export function csvDifferences(html: string): CsvRun {
  const { document } = parseHTML(html);
  // The live tail is gone before it could be saved; `lake query events` has what arrived.
  const tables = [...document.querySelectorAll('table')].filter((table) => table.querySelector('[data-poll]') === null);
  const findings = tables.flatMap((table) => {
    const caption = table.querySelector('caption')?.textContent ?? 'a table without a caption';
    const link = table.closest('.table')?.querySelector('a.csv')?.getAttribute('href') ?? '';
    if (!link.startsWith(PREFIX)) return [`${caption}: no CSV beside it`];
    const shown = [...table.querySelectorAll('tr')].map((row) => [...row.querySelectorAll('th, td')].map(cellOf));
    const csv = parse(decodeURIComponent(link.slice(PREFIX.length)));
    return lineDifferences(shown, csv).map((one) => `${caption}: ${one}`);
  });
  return { findings, tables: tables.length };
}

interface HtmlCell {
  readonly querySelector: (selector: string) => { readonly getAttribute: (name: string) => string | null } | null;
  readonly textContent: string | null;
}

interface ShownCell {
  readonly text: string;
  /** Of a number. */
  readonly value?: string;
}

function cellOf(cell: HtmlCell): ShownCell {
  const text = cell.textContent?.trim() ?? '';
  if (cell.querySelector('.missing')) return { text, value: '' };
  const value = cell.querySelector('data')?.getAttribute('value');
  return value === null || value === undefined ? { text } : { text, value };
}

function lineDifferences(
  shown: readonly (readonly ShownCell[])[],
  csv: readonly (readonly string[])[],
): readonly string[] {
  if (shown.length !== csv.length) return [`${shown.length} lines are shown, the CSV has ${csv.length}`];
  return shown.flatMap((line, place) => {
    const fields = csv[place] ?? [];
    const isEqual = line.length === fields.length && line.every((cell, at) => isSame(cell, fields[at] ?? '', place));
    const words = line.map(({ text, value }) => value ?? text);
    return isEqual ? [] : [`line ${place} shows ${words}; the CSV has ${fields}`];
  });
}

/** Words may be those of the vendor in the CSV; titles are the same. */
function isSame({ text, value }: ShownCell, field: string, place: number): boolean {
  if (value !== undefined) return field === value;
  return place === 0 ? field === text : (field === '') === (text === '');
}
