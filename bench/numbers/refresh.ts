/** A process of its own that makes one generation by the statements of the product's refresh, one at a time. */
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { DuckDBConnection } from '@duckdb/node-api';
import { parseUnload, type Unload } from 'aws-laptop/athena';
import * as z from 'zod';
import { storedName } from '../../domain/contracts/lake-layout.ts';
import { readingTables } from '../../domain/sql/deployed-views.ts';
import { refreshSteps } from '../../domain/sql/refresh-query.ts';
import { inDependencyOrder } from '../../domain/sql/view-order.ts';
import { refreshStatements } from '../../lambdas/refresh/statements.ts';
import { type GenerationPorts, writeGeneration } from '../../lambdas/refresh/write-generation.ts';
import { readInput } from './child.ts';
import { openEngine } from './engine.ts';
import { createStored, createTables } from './lake.ts';
import type { StatementFigures } from './measure.ts';
import { bytesReadSoFar, cpuSecondsSoFar, forgetPeak, peakBytes } from './process-figures.ts';
import { relationsOf, SQL_FOLDER } from './relations.ts';
import { statementLine } from './report.ts';

const BUCKET = 'lake';
const FILE = 'unload.parquet';

const schema = z.object({
  lake: z.string(),
  spillFolder: z.string(),
  memoryLimit: z.string(),
  window: z.object({ firstDay: z.string(), firstDayRead: z.string() }),
  generation: z.string(),
  parts: z.number(),
});

const input = schema.parse(await readInput());
const relations = relationsOf(input.window);
const engine = await openEngine(input);
await createTables(engine.connection, input.lake, 'parquet');
const tables = readingTables(relations);
for (const { name, sql } of inDependencyOrder(relations.views)) if (!tables.has(name)) await engine.createView(sql);

const figures: StatementFigures[] = [];
const steps = refreshSteps(relations);
const statements = refreshStatements(SQL_FOLDER, relations, BUCKET);
const { generation, parts } = input;
const progress = { generation, parts, begunAtMs: Date.now(), done: [], running: {} };
const left = await writeGeneration({ ports: portsOf(engine.connection), steps, statements }, progress);
if (left !== undefined) throw new Error('The generation is not whole, although nothing ended its time.');
process.stdout.write(JSON.stringify({ statements: figures, contents: await contentsOf(engine.connection) }));
engine.close();

/** Statements run when they are started, each after the one before, so that the figures are its own. */
function portsOf(connection: DuckDBConnection): GenerationPorts {
  const executions = new Map<string, Promise<void>>();
  let last = Promise.resolve();
  return {
    start: async (sql) => {
      const id = String(executions.size);
      last = last.then(() => measured(connection, sql));
      executions.set(id, last);
      return id;
    },
    ended: async (id) => {
      await executions.get(id);
      return 'done';
    },
    register: async (stored) => {
      const table = relations.tables.find(({ name }) => stored === storedName(name));
      if (table !== undefined) await createStored(connection, input.lake, table);
    },
    hasTime: () => true,
    newFolder: () => 'run',
  };
}

async function measured(connection: DuckDBConnection, sql: string): Promise<void> {
  const unload = parseUnload(sql.replace(/^UNLOAD\s*/, ''));
  const prefix = unload.location.replace(`s3://${BUCKET}/`, '');
  const target = join(input.lake, prefix);
  mkdirSync(target, { recursive: true });
  forgetPeak();
  const before = { bytes: bytesReadSoFar(), cpu: cpuSecondsSoFar(), ms: performance.now() };
  const { rowsChanged } = await connection.run(copyStatement(unload, target));
  const seconds = (performance.now() - before.ms) / 1_000;
  const cpuSeconds = cpuSecondsSoFar() - before.cpu;
  const bytesRead = bytesReadSoFar() - before.bytes;
  const memoryBytes = peakBytes();
  const [, , table = '', , part] =
    /^refreshed\/(\w+)\/(\w+)\/generation=([^/]*)\/\w+\/(?:part=(\d+)\/)?$/.exec(prefix) ?? [];
  if (rowsChanged === 0) rmSync(join(target, FILE), { force: true });
  const files = parquetFiles(target);
  const bytesWritten = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const figure = { table, part: part === undefined ? null : Number(part), seconds, cpuSeconds, memoryBytes, bytesRead };
  const whole = { ...figure, bytesWritten, files: files.length, rows: rowsChanged };
  figures.push(whole);
  // Before all have ended: those of a long run that is cut off.
  process.stderr.write(`${statementLine(whole)}\n`);
}

/** By table: a sum over its rows does not know their order, nor in which part each is. */
async function contentsOf(connection: DuckDBConnection): Promise<Readonly<Record<string, string>>> {
  const contents: Record<string, string> = {};
  for (const { name, columns } of relations.tables) {
    const row = columns.map((column) => `"${column.name}"`).join(', ');
    const sql = `SELECT count(*) || ' rows, ' || coalesce(sum(hash(${row})), 0) FROM ${storedName(name)} WHERE generation = '${generation}'`;
    contents[name] = String((await connection.runAndReadAll(sql)).getRows()[0]?.[0]);
  }
  return contents;
}

function copyStatement({ query, compression, partitionedBy }: Unload, target: string): string {
  const options = `FORMAT parquet, COMPRESSION ${compression}`;
  if (partitionedBy.length === 0) return `COPY (${query}) TO '${join(target, FILE)}' (${options})`;
  return `COPY (${query}) TO '${target}' (${options}, PARTITION_BY (${partitionedBy.join(', ')}), APPEND)`;
}

function parquetFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.parquet'))
    .map((file) => join(folder, file));
}
