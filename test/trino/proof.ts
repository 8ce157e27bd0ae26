import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { storedName } from '../../domain/contracts/lake-layout.ts';
import { columnList, LIVE, type Relations } from '../../domain/sql/deployed-views.ts';
import type { ViewFile } from '../../domain/sql/view-order.ts';
import { type RunTrino, trinoClient } from './client.ts';
import type { Engine } from './engine.ts';
import { type Compared, compareEngines } from './equality.ts';
import { functionDifferences } from './functions.ts';
import type { LaptopLake } from './lake.ts';
import { breach, expectations, generationExpectations, partitionsRead } from './partitions.ts';
import { deployedViews, queriesOf, relationsAt } from './queries.ts';
import { type RefreshQuery, refreshQueries, type Written } from './refresh-statements.ts';
import { type Kind, plannedStages, tooManyStages } from './stages.ts';
import { hasRegisteredPartitions, placeFiles, register, tablesOf } from './tables.ts';

export interface Proof {
  readonly trino: RunTrino;
  readonly schema: string;
  /** Statements in another schema of the catalog. */
  readonly inSchema: (schema: string) => RunTrino;
  readonly relations: Relations;
  readonly views: readonly ViewFile[];
  /** The generation that both engines' views read. */
  readonly written: Written;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/**
 * The views applied again on the laptop, and refreshed; its tables, with the partitions that Glue has of them, and the
 * same views in a schema of their own on Trino.
 */
export async function openProof(engine: Engine, lake: LaptopLake, say: (line: string) => void): Promise<Proof> {
  const schema = `lake_check_${process.pid}`;
  const folder = join(engine.filesRoot, schema);
  const trino = trinoClient(engine.url, engine.catalog, schema);
  const before = deployedViews(relationsAt(lake.through, lake.current()?.generation));
  for (const { name, sql } of before) await named(name, 'the laptop', lake.run(sql));
  say('Refreshing …');
  const written = await lake.refresh();
  await trino(`CREATE SCHEMA ${schema}`);
  await registerTables(trino, schema, lake, folder, say);
  const relations = relationsAt(lake.through, written.generation);
  const views = deployedViews(relations);
  for (const { name, sql } of views) await named(name, 'Trino', trino(sql));
  return {
    trino,
    schema,
    inSchema: (other) => trinoClient(engine.url, engine.catalog, other),
    relations,
    views,
    written,
    async [Symbol.asyncDispose]() {
      await trino(`DROP SCHEMA ${schema} CASCADE`).catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function registerTables(
  trino: RunTrino,
  schema: string,
  lake: LaptopLake,
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  for (const table of tablesOf(lake.template)) {
    const partitions = hasRegisteredPartitions(table) ? await lake.partitionsOf(table.Name) : [];
    const files = placeFiles(table, lake.folderOf, join(folder, table.Name), partitions);
    await register(trino, schema, table, `local:///${schema}/${table.Name}`);
    const registered = hasRegisteredPartitions(table) ? ` in ${partitions.length} registered partitions` : '';
    say(`Table ${table.Name}: ${files} files${registered}`);
  }
}

async function named(view: string, engine: string, created: Promise<unknown>): Promise<void> {
  await created.catch((error: unknown) => {
    throw new Error(`${engine} refuses the view ${view}: ${error instanceof Error ? error.message : String(error)}`);
  });
}

/** Every view, statement of the refresh and check, one after the other: both engines share the laptop's processors. */
export async function proveAll(
  proof: Proof,
  lake: LaptopLake,
  withChecks: boolean,
  tell: (compared: Compared) => void,
): Promise<readonly Compared[]> {
  const { trino, views, relations, written } = proof;
  const all: Compared[] = [];
  for (const query of [...queriesOf(views, withChecks), ...refreshQueries(relations, written)]) {
    const compared = await compareEngines(query, trino, lake.run);
    const told = isOfRefresh(query) ? { ...compared, stages: await plannedStages(trino, query.written) } : compared;
    tell(told);
    all.push(told);
  }
  return all;
}

function isOfRefresh(query: object): query is RefreshQuery {
  return 'written' in query;
}

/** What Trino says of itself, against what `npm test` and the views count on; a line for each that does not hold. */
export async function breaches(
  { trino, relations, written, views }: Proof,
  lake: LaptopLake,
  all: readonly Compared[],
): Promise<readonly string[]> {
  const version = String((await trino('SELECT node_version FROM system.runtime.nodes')).rows[0]?.[0]);
  const functions = await functionDifferences(trino, version);
  const names = new Set(views.map(({ name }) => name));
  const stages = all.flatMap(({ name, stages: count }) => tooManyStages(name, kindOf(name, names), count) ?? []);
  const ofDays = lake.through === null ? [] : expectations(lake.through);
  const closed = lake.through === null ? ['no day is closed, so no partition of a day was looked at'] : [];
  const partitions: string[] = [];
  for (const expectation of [...ofDays, ...generationExpectations(relations.tables, written.generation)]) {
    const broken = breach(expectation, await partitionsRead(trino, expectation.sql));
    if (broken !== undefined) partitions.push(broken);
  }
  return [...functions, ...stages, ...closed, ...partitions, ...(await detours(trino, relations, written))];
}

function kindOf(name: string, views: ReadonlySet<string>): Kind {
  if (name.startsWith(LIVE)) return 'live';
  return views.has(name) ? 'public' : 'other';
}

/** Views that take more stages to find their generation than with its name in them. */
async function detours(trino: RunTrino, { tables }: Relations, { generation }: Written): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of tables) {
    const direct = `SELECT ${columnList(table)} FROM ${storedName(table.name)} WHERE generation = '${generation}'`;
    const [ofView, ofTable] = [
      await plannedStages(trino, `SELECT * FROM ${table.name}`),
      await plannedStages(trino, direct),
    ];
    if (ofView > ofTable)
      found.push(`${table.name} takes ${ofView} stages, ${ofTable} with the generation's name in it`);
  }
  return found;
}
