import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Copies, sortRows, writeFiles } from './numbers/files.ts';
import { type Format, openDuckDb, openNumbersLake, type Window } from './numbers/lake.ts';
import { type Reading, read } from './numbers/measure.ts';
import { QUESTIONS } from './numbers/questions.ts';
import { writeRows } from './numbers/traffic.ts';

const HELP = `npm run bench:numbers -- [--messages <n>] [--times <n>] [--no-json]

What the numbers of the exec page cost: time, and bytes of files read, of each question. On a lake of simulated traffic over
60 days; on the same rows as gzipped JSON by day; with ten times the history before them; and on ten times as many.
Files are as the compaction leaves them; DuckDB is the engine, with two threads; the bytes are the kernel's count of
what the process read (Linux only).

  --messages <n>  campaign messages simulated (default 289000, which are about a million events)
  --times <n>     how much greater the greater lake is, and how much longer the history (default 10)
  --no-json       not the gzipped JSON, which takes longest
  --help          this text
`;
const DAYS = { from: '2026-09-12', through: '2026-11-10', days: 60 };
/** What late statuses need before the window: domain/sql/reporting.ts. */
const WINDOW: Window = { firstDay: DAYS.from, firstDayRead: '2026-08-11' };

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '289000' },
    times: { type: 'string', default: '10' },
    json: { type: 'boolean', default: true },
    help: { type: 'boolean', default: false },
  },
  allowNegative: true,
});
if (values.help) process.stdout.write(HELP);
else await measure(Number(values.messages), Number(values.times), values.json);

interface Lake {
  readonly name: string;
  readonly format: Format;
  readonly copies: Omit<Copies, 'periodDays'>;
}

async function measure(messages: number, times: number, withJson: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'numbers-'));
  try {
    say(`Simulating ${messages.toLocaleString('en-US')} campaign messages …`);
    const rows = join(folder, 'rows.ndjson');
    const events = writeRows(rows, { messages, ...DAYS });
    const sample = join(folder, 'sample.parquet');
    await withDuckDb(folder, (connection) => sortRows(connection, rows, sample));
    rmSync(rows);
    const lakes: readonly Lake[] = [
      { name: `${count(events)} events, and as many before`, format: 'parquet', copies: { times: 1, periods: 2 } },
      ...(withJson
        ? [{ name: 'the same as gzipped JSON', format: 'json', copies: { times: 1, periods: 2 } } satisfies Lake]
        : []),
      { name: `${times} times the history before`, format: 'parquet', copies: { times: 1, periods: 1 + times } },
      { name: `${count(events * times)} events, and as many before`, format: 'parquet', copies: { times, periods: 2 } },
    ];
    const first = new Map<string, Reading>();
    for (const lake of lakes) await ask(folder, sample, lake, first);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `first` is what the first lake's questions took, filled by the first. */
async function ask(
  folder: string,
  sample: string,
  { name, format, copies }: Lake,
  first: Map<string, Reading>,
): Promise<void> {
  say(`\nWriting the files of ${name} …`);
  const files = join(folder, 'lake');
  rmSync(files, { recursive: true, force: true });
  const past = { ...copies, periodDays: DAYS.days };
  await withDuckDb(folder, (connection) => writeFiles(connection, sample, files, format, past));
  const lake = await openNumbersLake(files, format, WINDOW, spillFolder(folder));
  for (const { title, sql } of QUESTIONS) {
    const reading = await read(lake.connection, sql, join(folder, 'profile.json'));
    if (!first.has(title)) first.set(title, reading);
    print(title, reading, first.get(title) ?? reading);
  }
  lake.close();
}

async function withDuckDb(folder: string, work: (connection: DuckDBConnection) => Promise<void>): Promise<void> {
  const { connection, close } = await openDuckDb(spillFolder(folder));
  await work(connection);
  close();
}

function spillFolder(folder: string): string {
  return join(folder, 'spilled');
}

function print(title: string, { seconds, bytesRead, rows }: Reading, first: Reading): void {
  const times = (value: number, of: number) => `${(value / of).toFixed(1)}×`.padStart(8);
  const figures = [
    `${seconds.toFixed(2)} s`.padStart(10),
    times(seconds, first.seconds),
    `${(bytesRead / 1e6).toFixed(2)} MB`.padStart(12),
    times(bytesRead, first.bytesRead),
    `${count(rows)} rows`.padStart(14),
  ];
  say(`  ${title.padEnd(44)}${figures.join('')}`);
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
