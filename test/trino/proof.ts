import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ViewFile } from '../../domain/sql/view-order.ts';
import { type RunTrino, trinoClient } from './client.ts';
import type { Engine } from './engine.ts';
import { type Compared, compareEngines } from './equality.ts';
import { functionDifferences } from './functions.ts';
import type { LaptopLake } from './lake.ts';
import { breach, expectations, partitionsRead } from './partitions.ts';
import { deployedViews, queriesOf } from './queries.ts';
import { hasRegisteredPartitions, placeFiles, register, tablesOf } from './tables.ts';

export interface Proof {
  readonly trino: RunTrino;
  readonly schema: string;
  /** Statements in another schema of the catalog. */
  readonly inSchema: (schema: string) => RunTrino;
  readonly views: readonly ViewFile[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** The laptop's tables and views in a schema of their own on Trino; the views applied again on the laptop, from the same texts. */
export async function openProof(engine: Engine, lake: LaptopLake, say: (line: string) => void): Promise<Proof> {
  const schema = `lake_check_${process.pid}`;
  const folder = join(engine.filesRoot, schema);
  const trino = trinoClient(engine.url, engine.catalog, schema);
  await trino(`CREATE SCHEMA ${schema}`);
  for (const table of tablesOf(lake.template)) {
    const partitions = hasRegisteredPartitions(table) ? await lake.partitionsOf(table.Name) : [];
    const files = placeFiles(table, lake.folderOf, join(folder, table.Name), partitions);
    await register(trino, schema, table, `local:///${schema}/${table.Name}`);
    const registered = hasRegisteredPartitions(table) ? ` in ${partitions.length} registered partitions` : '';
    say(`Table ${table.Name}: ${files} files${registered}`);
  }
  const views = deployedViews(lake.through);
  for (const { name, sql } of views) {
    await named(name, 'Trino', trino(sql));
    await named(name, 'the laptop', lake.run(sql));
  }
  return {
    trino,
    schema,
    inSchema: (other) => trinoClient(engine.url, engine.catalog, other),
    views,
    async [Symbol.asyncDispose]() {
      await trino(`DROP SCHEMA ${schema} CASCADE`).catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function named(view: string, engine: string, created: Promise<unknown>): Promise<void> {
  await created.catch((error: unknown) => {
    throw new Error(`${engine} refuses the view ${view}: ${error instanceof Error ? error.message : String(error)}`);
  });
}

/** Every view and check, one after the other: both engines share the laptop's processors. */
export async function proveAll(
  { trino, views }: Proof,
  lake: LaptopLake,
  withChecks: boolean,
  tell: (compared: Compared) => void,
): Promise<readonly Compared[]> {
  const all: Compared[] = [];
  for (const query of queriesOf(views, withChecks)) {
    const compared = await compareEngines(query, trino, lake.run);
    tell(compared);
    all.push(compared);
  }
  return all;
}

/** What Trino says of itself, against what `npm test` and the views count on; a line for each that does not hold. */
export async function breaches({ trino }: Proof, lake: LaptopLake): Promise<readonly string[]> {
  const version = String((await trino('SELECT node_version FROM system.runtime.nodes')).rows[0]?.[0]);
  const functions = await functionDifferences(trino, version);
  if (lake.through === null) return [...functions, 'no day is closed, so no partition was looked at'];
  const partitions: string[] = [];
  for (const expectation of expectations(lake.through)) {
    const broken = breach(expectation, await partitionsRead(trino, expectation.sql));
    if (broken !== undefined) partitions.push(broken);
  }
  return [...functions, ...partitions];
}
