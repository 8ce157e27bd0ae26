import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { PRELUDE_FILE } from 'aws-laptop/athena';
import { readDocumentedViews } from '../documented-views.ts';
import type { ColumnsOfViews } from '../view-columns.ts';
import { dbtProject } from './project.ts';

const PLUGIN_FILE = join(import.meta.dirname, 'files', 'laptop_lake.py');
/** What the last run wrote, a path a line: a view that is gone must not leave its model behind. */
const WRITTEN = '.written-by-npm-run-docs';

/** Writes the dbt project of the views in `sqlFolder`, whose `columns` it describes, and answers how many files it has. */
export function writeDbtProject(
  folder: string,
  sqlFolder: string,
  dataFolder: string,
  columns: ColumnsOfViews = new Map(),
): number {
  const files = dbtProject({
    views: readDocumentedViews(sqlFolder),
    laptop: { plugin: readFileSync(PLUGIN_FILE, 'utf8'), prelude: readFileSync(PRELUDE_FILE, 'utf8') },
    dataFolder: relative(folder, dataFolder),
    columns,
  });
  removeWritten(folder);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, WRITTEN), `${[...files.keys()].join('\n')}\n`);
  return files.size;
}

function removeWritten(folder: string): void {
  const list = join(folder, WRITTEN);
  if (existsSync(list)) {
    for (const path of readFileSync(list, 'utf8').trim().split('\n')) rmSync(join(folder, path), { force: true });
  } else if (existsSync(join(folder, 'dbt_project.yml'))) {
    throw new Error(`${folder} has a dbt project that this command did not write. Choose another folder.`);
  }
}
