/** A process of its own that asks one question; what it is asked of stands on its standard input. */
import { performance } from 'node:perf_hooks';
import * as z from 'zod';
import { publicViews, type Relations } from '../../domain/sql/deployed-views.ts';
import { tableNamesIn } from '../../domain/sql/table-names.ts';
import { readStatement } from '../../lambdas/aws/view-files.ts';
import { refreshStatements } from '../../lambdas/refresh/statements.ts';
import { readInput } from './child.ts';
import { type Engine, openEngine } from './engine.ts';
import { createStored, createTables } from './lake.ts';
import { bytesReadSoFar, cpuSecondsSoFar } from './process-figures.ts';
import { neededViews, relationsOf, SQL_FOLDER } from './relations.ts';

const schema = z.object({
  lake: z.string(),
  spillFolder: z.string(),
  memoryLimit: z.string(),
  window: z.object({ firstDay: z.string(), firstDayRead: z.string() }),
  question: z.string(),
  /** The generation that is asked; null asks the events themselves, by the files as they are. */
  generation: z.string().nullable(),
  format: z.enum(['parquet', 'json']),
});
export type Asked = z.infer<typeof schema>;

const asked = schema.parse(await readInput());
const engine = await openEngine(asked);
await createTables(engine.connection, asked.lake, asked.format);
await createViews(engine, asked);
const before = { bytes: bytesReadSoFar(), cpu: cpuSecondsSoFar(), ms: performance.now() };
const { currentRowCount: rows } = await engine.connection.runAndReadAll(asked.question);
const seconds = (performance.now() - before.ms) / 1_000;
const cpuSeconds = cpuSecondsSoFar() - before.cpu;
process.stdout.write(JSON.stringify({ seconds, cpuSeconds, bytesRead: bytesReadSoFar() - before.bytes, rows }));
engine.close();

/** Those alone that the question needs. */
async function createViews({ connection, createView }: Engine, { lake, window, question, generation }: Asked) {
  const relations = relationsOf(window);
  const names = new Set(tableNamesIn(question).map(({ name }) => name));
  const views = generation === null ? relations.views : deployed(relations, generation);
  const needed = neededViews(views, names);
  for (const table of relations.tables) {
    if (generation !== null && needed.some(({ name }) => name === table.name))
      await createStored(connection, lake, table);
  }
  for (const { sql } of needed) await createView(sql);
}

function deployed(relations: Relations, generation: string) {
  const { show } = refreshStatements(SQL_FOLDER, relations, 'lake');
  return publicViews(relations, readStatement(SQL_FOLDER, 'read_generation')).map((view) =>
    view.name === 'current_generation' ? { ...view, sql: show(generation) } : view,
  );
}
