import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { writeDbtProject } from './docs/dbt/write.ts';
import { readDocumentedViews } from './docs/documented-views.ts';
import { readViewColumns } from './docs/view-columns.ts';
import { writeDocs, writeRelease } from './docs/write-docs.ts';

const ROOT = join(import.meta.dirname, '..');

interface Options {
  readonly release: boolean;
  readonly dbt?: string;
  readonly data: string;
}

await new Command('npm run docs --')
  .description(
    'Writes what is generated from the code and committed: the dictionaries and view pages of docs/, the views of metric ' +
      'definitions and dimensions, the column lists in SQL, and the known payload paths (from the fixtures).',
  )
  .option('--release', 'also writes the column list as the released one, which the gate holds from then', false)
  .option('--dbt <dir>', 'writes a dbt project of the views to a folder, and nothing else')
  .option('--data <dir>', 'with --dbt: the laptop’s data folder that its profile reads', '.lake')
  .addHelpText(
    'after',
    `
Examples:
  npm run docs
  npm run docs -- --release
  npm run docs -- --dbt ../whatsapp-dbt`,
  )
  .action(run)
  .parseAsync();

async function run({ release, dbt, data }: Options): Promise<void> {
  if (dbt === undefined) {
    await writeDocs(ROOT);
    if (release) writeRelease(ROOT);
    return;
  }
  const folder = resolve(dbt);
  const sqlFolder = join(ROOT, 'athena-sql');
  const columns = await readViewColumns(readDocumentedViews(sqlFolder));
  const count = writeDbtProject(folder, sqlFolder, resolve(data), columns);
  process.stdout.write(`${count} files of a dbt project in ${folder}; its README.md says how to run it.\n`);
}
