import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-glue';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { LAKE_TABLES } from '../../../bin/docs/dbt/lake-tables.ts';
import { dbtProject } from '../../../bin/docs/dbt/project.ts';
import { readDocumentedViews } from '../../../bin/docs/documented-views.ts';
import { storedName } from '../../../domain/contracts/lake-layout.ts';
import { REFRESHED_TABLES } from '../../../domain/contracts/refreshed-tables.ts';
import { METRICS } from '../../../domain/metrics/metrics.ts';
import { readsOf } from '../../../domain/sql/view-order.ts';
import { Catalog } from '../../../lib/lake/catalog.ts';
import { readSettings } from '../../../lib/settings.ts';
import { GIVEN } from './given.ts';

const SQL_FOLDER = join(import.meta.dirname, '../../../athena-sql');
const VIEWS = readDocumentedViews(SQL_FOLDER);
const FILES = dbtProject({ views: VIEWS, laptop: GIVEN.laptop, dataFolder: GIVEN.dataFolder });

function filesIn(folder: string): ReadonlyMap<string, string> {
  const found = [...FILES].filter(([path]) => path.startsWith(`${folder}/`) && path.endsWith('.sql'));
  return new Map(found.map(([path, text]) => [basename(path, '.sql'), text]));
}

describe('of this project’s SQL', () => {
  test('there is a model for each view file, and a test for each check', () => {
    const files = globSync('*/*.sql', { cwd: SQL_FOLDER }).filter(
      (path) => !/\.checks\.sql$|^(maintenance|pages)/.test(path),
    );
    expect([...filesIn('models').keys()].sort()).toEqual(files.map((path) => basename(path, '.sql')).sort());
    expect(filesIn('tests').size).toBe(VIEWS.flatMap(({ checks }) => checks?.checks ?? []).length);
  });

  test.each(VIEWS.map((view) => [view.name, view] as const))('%s refers to the views that it reads', (name, view) => {
    const text = filesIn('models').get(name) ?? '';
    const refs = new Set([...text.matchAll(/\{\{ ref\('(\w+)'\) \}\}/g)].map(([, ref]) => ref));
    expect(refs).toEqual(new Set(readsOf(view, VIEWS).map((read) => read.name)));
    expect(text).not.toContain('CREATE OR REPLACE');
  });

  test('a model is a table where the stack keeps one', () => {
    const kept = [...filesIn('models')].filter(([, text]) => text.startsWith("{{ config(materialized = 'table') }}"));
    expect(kept.map(([name]) => name).sort()).toEqual(REFRESHED_TABLES.map(({ name }) => name).sort());
  });

  test('each metric is an exposure of a model', () => {
    const exposures = FILES.get('models/exposures.yml') ?? '';
    for (const { id } of METRICS) expect(exposures).toContain(`\n  - name: ${id}\n`);
  });
});

const column = z.object({ name: z.string(), type: z.string() });
const tableInput = z.object({
  name: z.string(),
  parameters: z.record(z.string(), z.unknown()).default({}),
  partitionKeys: z.array(column).default([]),
  storageDescriptor: z.object({ columns: z.array(column), location: z.unknown() }),
});

// dbt makes tables of its own of what the refresh makes tables of here.
test('the source’s tables are the stack’s, but the one of single runs of the compaction and those of the refresh', () => {
  const stack = new Stack();
  new Catalog(stack, 'Catalog', new Bucket(stack, 'Lake'), readSettings({}));
  const tables = stack.node
    .findAll()
    .filter((construct) => construct instanceof CfnTable)
    .map((table) => tableInput.parse(stack.resolve(table.tableInput)))
    .filter(({ name }) => !name.startsWith(storedName('')))
    .filter(({ parameters }) => parameters['storage.location.template'] === undefined);
  const byName = new Map(tables.map((table) => [table.name, table]));
  expect(LAKE_TABLES.map(({ name }) => name).sort()).toEqual([...byName.keys()].sort());
  for (const { name, prefix, columns, partitions } of LAKE_TABLES) {
    const { partitionKeys, storageDescriptor } = tableInput.parse(byName.get(name));
    expect(storageDescriptor.columns).toEqual(columns.map(({ name, type }) => ({ name, type })));
    expect(partitionKeys).toEqual(partitions.map(({ name, type }) => ({ name, type })));
    expect(JSON.stringify(storageDescriptor.location)).toContain(`/${prefix}`);
  }
});
