import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Relations } from '../../domain/sql/deployed-views.ts';
import type { ViewFile } from '../../domain/sql/view-order.ts';
import { type RunTrino, trinoClient } from './client.ts';
import type { Engine } from './engine.ts';
import { type Compared, compareEngines } from './equality.ts';
import type { LaptopLake } from './lake.ts';
import { pageQueries } from './page-queries.ts';
import { checkQueries, countQueries, deployedViews, type Query, queriesOf, relationsAt } from './queries.ts';
import { type RefreshQuery, refreshQueries, type Written } from './refresh-statements.ts';
import { plannedStages } from './stages.ts';
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
    await register(trino, schema, table, `local:///${schema}/${table.Name}`, partitions);
    const registered = hasRegisteredPartitions(table) ? ` in ${partitions.length} registered partitions` : '';
    say(`Table ${table.Name}: ${files} files${registered}`);
  }
}

async function named(view: string, engine: string, created: Promise<unknown>): Promise<void> {
  await created.catch((error: unknown) => {
    throw new Error(`${engine} refuses the view ${view}: ${error instanceof Error ? error.message : String(error)}`);
  });
}

/** Every view, statement of the refresh, of a page and check, one after the other: both engines share the laptop's processors. */
export async function proveAll(
  proof: Proof,
  lake: LaptopLake,
  parts: { readonly withChecks: boolean; readonly pagesAlone: boolean },
  tell: (compared: Compared) => void,
): Promise<readonly Compared[]> {
  const pages = await pageQueries(lake.run);
  const queries = parts.pagesAlone ? pages : [...queriesOfAll(proof, lake, parts.withChecks), ...pages];
  const all: Compared[] = [];
  for (const query of queries) {
    const compared = await compareEngines(query, proof.trino, lake.run);
    const complete = isOfRefresh(query) ? await withStagesOf(query.written, compared, proof.trino) : compared;
    tell(complete);
    all.push(complete);
  }
  return all;
}

function queriesOfAll(proof: Proof, lake: LaptopLake, withChecks: boolean): readonly Query[] {
  const { views, relations, written } = proof;
  const laptop = String(lake.template.outputs.find(({ key }) => key === 'Database')?.value);
  const checks = withChecks ? [...checkQueries(), ...countQueries({ trino: proof.schema, laptop })] : [];
  return [...queriesOf(views), ...refreshQueries(relations, written), ...checks];
}

function isOfRefresh(query: object): query is RefreshQuery {
  return 'written' in query;
}

/** With the stages of the statement that writes. Where Trino does not plan it, that is a difference. */
async function withStagesOf(written: string, compared: Compared, trino: RunTrino): Promise<Compared> {
  try {
    return { ...compared, stages: await plannedStages(trino, written) };
  } catch (error) {
    const said = `Trino does not write it: ${error instanceof Error ? error.message : String(error)}`;
    return { ...compared, isEqual: false, differences: [...compared.differences, said] };
  }
}
