import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { COLUMNS } from '../domain/event/columns.ts';
import { FAMILIES } from '../domain/event/families.ts';
import { type Mix, rowsByFamily } from './family-rows.ts';

const HELP = `node bench/families.ts [--messages <n>] [--others <n>]

What a folder per family saves (docs/adr/0008): rows and Parquet bytes by family, and the bytes that the message funnel
reads with its condition on the family and without it. Parquet as Firehose's stand-in writes it: by DuckDB, SNAPPY, one
file a family here.

  --messages <n>  outbound messages of the sample day (default 10000)
  --others <n>    how many times each fixture of Meta's other kinds comes that day (default 10)
  --help          this text
`;

/** What fact_messages and the funnel read of a row; `dt` and `family` stand in the path. */
const FUNNEL_COLUMNS = [
  ...['event_key', 'transform_version', 'received_at'],
  ...['message_key', 'direction', 'event_type', 'event_at'],
];
const TYPES = {
  string: 'VARCHAR',
  int: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
};

interface FamilyFigures {
  readonly family: string;
  readonly rows: number;
  readonly fileBytes: number;
  /** Compressed, of the funnel's columns alone. */
  readonly funnelBytes: number;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`bench/families.ts: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      messages: { type: 'string', default: '10000' },
      others: { type: 'string', default: '10' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) process.stdout.write(HELP);
  else await measure({ messages: whole('--messages', values.messages), others: whole('--others', values.others) });
}

function whole(option: string, text: string): number {
  if (/^[1-9]\d{0,6}$|^0$/.test(text)) return Number(text);
  throw new Error(`${option} is "${text}"; it must be a whole number from 0 to 9999999.`);
}

async function measure(mix: Mix): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'families-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  try {
    const figures: FamilyFigures[] = [];
    for (const [family, rows] of rowsByFamily(mix)) {
      figures.push(await figuresOf(connection, join(folder, family), family, rows));
    }
    print(FAMILIES.flatMap((family) => figures.filter((one) => one.family === family)));
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true });
  }
}

async function figuresOf(
  connection: DuckDBConnection,
  path: string,
  family: string,
  rows: readonly object[],
): Promise<FamilyFigures> {
  const [json, parquet] = [`${path}.json`, `${path}.parquet`];
  writeFileSync(json, rows.map((row) => JSON.stringify(row)).join('\n'));
  const columns = COLUMNS.map(({ name, type }) => `${name}: '${TYPES[type]}'`).join(', ');
  const source = `read_json('${json}', format = 'newline_delimited', columns = {${columns}})`;
  await connection.run(`COPY (FROM ${source}) TO '${parquet}' (FORMAT parquet, COMPRESSION snappy)`);
  const names = FUNNEL_COLUMNS.map((name) => `'${name}'`).join(', ');
  const reader = await connection.runAndReadAll(
    `SELECT sum(total_compressed_size) FROM parquet_metadata('${parquet}') WHERE path_in_schema IN (${names})`,
  );
  return {
    family,
    rows: rows.length,
    fileBytes: statSync(parquet).size,
    funnelBytes: Number(reader.getRows()[0]?.[0]),
  };
}

function print(figures: readonly FamilyFigures[]): void {
  const total = (of: (one: FamilyFigures) => number, only = figures) => only.reduce((sum, one) => sum + of(one), 0);
  const messaging = figures.filter(({ family }) => family === 'messaging');
  const line = (name: string, one: readonly FamilyFigures[]) => {
    const cells = [total((f) => f.rows, one), total((f) => f.fileBytes, one), total((f) => f.funnelBytes, one)];
    const shown = cells.map((cell) => cell.toLocaleString('en-US').padStart(14)).join('');
    process.stdout.write(`${name.padEnd(12)}${shown}\n`);
  };
  process.stdout.write(`family                rows    file bytes  funnel columns\n`);
  for (const one of figures) line(one.family, [one]);
  line('all', figures);
  const share = (of: (one: FamilyFigures) => number) => ((100 * total(of, messaging)) / total(of)).toFixed(1);
  process.stdout.write(
    `The funnel reads ${share((f) => f.fileBytes)} % of the files' bytes, ${share((f) => f.funnelBytes)} % of its columns' bytes: 100 % without its condition.\n`,
  );
}
