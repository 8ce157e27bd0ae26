import { parse } from 'csv-parse/sync';
import { parseHTML } from 'linkedom';

export interface CsvRun {
  readonly findings: readonly string[];
  readonly tables: number;
}

/** What a row of a table shows, or its CSV says: a number by its raw value, nothing where it is missing. */
type Line = readonly string[];

const PREFIX = 'data:text/csv;charset=utf-8;base64,';

/** Compares each table of a page with the CSV file beside it: the same titles, rows and raw values. */
export function csvDifferences(html: string): CsvRun {
  const { document } = parseHTML(html);
  const tables = [...document.querySelectorAll('table')];
  const findings = tables.flatMap((table) => {
    const caption = table.querySelector('caption')?.textContent ?? 'a table without a caption';
    const link = table.closest('.table')?.querySelector('a.csv')?.getAttribute('href') ?? '';
    if (!link.startsWith(PREFIX)) return [`${caption}: no CSV beside it`];
    const shown = [...table.querySelectorAll('tr')].map((row) => [...row.querySelectorAll('th, td')].map(valueIn));
    return lineDifferences(shown, parse(Buffer.from(link.slice(PREFIX.length), 'base64'))).map(
      (one) => `${caption}: ${one}`,
    );
  });
  return { findings, tables: tables.length };
}

interface HtmlCell {
  readonly querySelector: (selector: string) => { readonly getAttribute: (name: string) => string | null } | null;
  readonly textContent: string | null;
}

function valueIn(cell: HtmlCell): string {
  if (cell.querySelector('.missing')) return '';
  return cell.querySelector('data')?.getAttribute('value') ?? cell.textContent?.trim() ?? '';
}

function lineDifferences(shown: readonly Line[], csv: readonly Line[]): readonly string[] {
  if (shown.length !== csv.length) return [`${shown.length} lines are shown, the CSV has ${csv.length}`];
  return shown.flatMap((line, place) => {
    const other = csv[place]?.map(withoutGuard) ?? [];
    return JSON.stringify(line) === JSON.stringify(other) ? [] : [`line ${place} shows ${line}; the CSV has ${other}`];
  });
}

/** An apostrophe before what a spreadsheet would run. */
function withoutGuard(field: string): string {
  return /^'[=+\-@\t\r]/.test(field) ? field.slice(1) : field;
}
