import { billingAccountSchema } from './billing-accounts.ts';
import { accountConflicts, type Conflict, marketConflicts, rateConflicts } from './overlaps.ts';
import { rateCardSchema } from './rate-cards.ts';
import { rateMarketSchema } from './rate-markets.ts';
import { type Placed, readRows } from './read-rows.ts';
import { csvRecords, type Fault, ndjsonRecords, type Records } from './records.ts';
import { REFERENCE_TABLES, type ReferenceKind } from './tables.ts';
import { warningsOf } from './warnings.ts';

/** A file of reference data: one to import, or one that lies in the lake. */
export interface ReferenceFile {
  readonly kind: ReferenceKind;
  readonly name: string;
  readonly records: Records;
}

export interface CheckedImport {
  /** The rows as the lake keeps them, JSON a line; to be imported only where there are no faults. */
  readonly ndjson: string;
  readonly rows: number;
  /** In the order of their lines. */
  readonly faults: readonly Fault[];
  readonly warnings: readonly string[];
}

/** Rows of a file by its name: CSV, or NDJSON where it ends so. Throws where it is neither. */
export function recordsOf(name: string, content: string): Records {
  if (name.endsWith('.ndjson')) return ndjsonRecords(content);
  if (name.endsWith('.csv')) {
    requireCommas(name, content);
    return csvRecords(content);
  }
  throw new Error(`${name} is neither .csv nor .ndjson; name the file by what it holds.`);
}

const SEPARATORS = [
  [';', '";"'],
  ['\t', 'tabs'],
  ['|', '"|"'],
] as const;

/** A spreadsheet separates by semicolons where it writes decimals with a comma. The first line shows it. */
function requireCommas(name: string, content: string): void {
  const header = /^[^\r\n]*/.exec(content)?.[0] ?? '';
  const [, found] = SEPARATORS.find(([mark]) => !header.includes(',') && header.includes(mark)) ?? [];
  if (found !== undefined) throw new Error(`${name} is separated by ${found}: save it with commas.`);
}

/**
 * Checks a file by itself and with what lies in the lake (`others`, of every kind, without the file that it replaces): a
 * charge must find one rate, a country one market, an account one zone.
 */
export function checkImport(file: ReferenceFile, others: readonly ReferenceFile[]): CheckedImport {
  const all = [...others, file];
  const cards = rowsOf(all, 'rate_cards', rateCardSchema);
  const markets = rowsOf(all, 'rate_markets', rateMarketSchema);
  const accounts = rowsOf(all, 'billing_accounts', billingAccountSchema);
  const of = { rate_cards: cards, rate_markets: markets, billing_accounts: accounts }[file.kind];
  const conflicts = {
    rate_cards: () => rateConflicts(cards.rows),
    rate_markets: () => marketConflicts(markets.rows),
    billing_accounts: () => accountConflicts(accounts.rows),
  }[file.kind]();
  const own = of.rows.filter((placed) => placed.file === file.name);
  return {
    ndjson: own.map(({ row }) => `${JSON.stringify(row)}\n`).join(''),
    rows: own.length,
    faults: [...(of.faults.get(file.name) ?? []), ...faultsOf(conflicts, file.name)].toSorted(
      (a, b) => a.line - b.line,
    ),
    warnings: file.kind === 'billing_accounts' ? [] : warningsOf(cards.rows, markets.rows),
  };
}

function rowsOf<Row>(
  files: readonly ReferenceFile[],
  kind: ReferenceKind,
  schema: Parameters<typeof readRows<Row>>[0],
): { rows: readonly Placed<Row>[]; faults: ReadonlyMap<string, readonly Fault[]> } {
  const read = files
    .filter((file) => file.kind === kind)
    .map((file) => ({ file, ...readRows(schema, REFERENCE_TABLES[kind].columns, file.records, file.name) }));
  return {
    rows: read.flatMap(({ rows }) => rows),
    faults: new Map(read.map(({ file, faults }) => [file.name, faults])),
  };
}

/** A conflict is reported for the imported file, even if the row in the lake is the later one. */
function faultsOf(conflicts: readonly Conflict[], name: string): readonly Fault[] {
  return conflicts.flatMap(({ place, other, problem }): Fault[] => {
    if (place.file === name) return [{ line: place.line, problem }];
    return other?.file === name
      ? [{ line: other.line, problem: `conflicts: ${place.file} line ${place.line} ${problem}` }]
      : [];
  });
}
