import { join } from 'node:path';
import { Command } from 'commander';
import * as z from 'zod';
import { writeDbtProject } from '../../bin/docs/dbt/write.ts';
import { PROJECT_ROOT } from '../../bin/start/build.ts';
import { REPORTING_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { reportingLiterals } from '../../domain/sql/reporting.ts';
import { readViewFiles } from '../../lambdas/aws/view-files.ts';
import { remove, temporaryFolder } from '../support/laptop.ts';
import { type LaptopLake, laptopLake } from '../trino/lake.ts';
import { EngineUnavailable } from '../trino/unavailable.ts';
import { dbtBuild, findDbt, refuseOtherDuckdb } from './dbt.ts';
import { difference, openBuilt } from './relations.ts';

const SQL_FOLDER = join(PROJECT_ROOT, 'athena-sql');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Options {
  readonly ifAvailable: boolean;
}

await new Command('npm run check:dbt --')
  .description(
    'Writes the dbt project of the views, runs `dbt build` with dbt-duckdb on a lake of simulated traffic, and compares ' +
      'every model, row by row, with the laptop’s Athena. pip puts dbt into your cache, once.',
  )
  .option('--if-available', 'exit code 0 where dbt cannot be had; says so in capitals all the same', false)
  .addHelpText(
    'after',
    `
Environment:
  DBT  a dbt of your own, with dbt-duckdb and a DuckDB of the version that package.json has

Exit code 0 when every model and test is built and all is equal, 1 when not, 3 when dbt cannot be had.

Examples:
  npm run check:dbt
  npm run check:dbt -- --if-available
  DBT=~/venv/bin/dbt npm run check:dbt`,
  )
  .action(check)
  .parseAsync();

async function check({ ifAvailable }: Options): Promise<void> {
  const folder = temporaryFolder();
  try {
    refuseOtherDuckdb(join(PROJECT_ROOT, 'package.json'));
    const command = await findDbt(process.env, say);
    process.exitCode = (await buildAndCompare(command, folder)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
    if (error.cause instanceof Error) say(error.cause.message);
    say(`NOT RUN: dbt (${error.message})`);
    process.exitCode = ifAvailable ? 0 : 3;
  } finally {
    remove(folder);
  }
}

/** True when all is green and equal. */
async function buildAndCompare(command: string, folder: string): Promise<boolean> {
  const [data, project] = [join(folder, 'lake'), join(folder, 'dbt')];
  const lake = await laptopLake(data, say);
  try {
    say(`Writing ${writeDbtProject(project, SQL_FOLDER, data)} files of the dbt project, and building it …`);
    const startedMs = performance.now();
    const { isGreen, output } = dbtBuild(command, project, data, variablesOf(lake));
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0);
    say(`${isGreen ? 'ok    ' : 'FAIL  '}dbt build, ${seconds} s: ${lastLine(output)}`);
    if (!isGreen) say(output);
    return isGreen && (await compareAll(lake, join(project, 'lake.duckdb')));
  } finally {
    await lake.close();
  }
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}

async function compareAll(lake: LaptopLake, file: string): Promise<boolean> {
  await using built = await openBuilt(file);
  let areEqual = true;
  for (const { name } of readViewFiles(SQL_FOLDER)) {
    const { rows, text } = await difference(built, lake.run, name);
    say(text === '' ? `ok    ${name}: ${rows} rows` : `FAIL  ${name}: ${text}`);
    areEqual &&= text === '';
  }
  return areEqual;
}

/** What the laptop's views were deployed with. */
function variablesOf({ template, through, current }: LaptopLake): Readonly<Record<string, string>> {
  const environment = z.object({ Environment: z.object({ Variables: z.looseObject({ REPORTING_DAYS: z.string() }) }) });
  for (const { properties } of template.ofType('AWS::Lambda::Function')) {
    const { data } = environment.safeParse(properties);
    if (data === undefined) continue;
    const literals = reportingLiterals(z.object(REPORTING_ENVIRONMENT).parse(data.Environment.Variables), Date.now());
    const generation = current()?.generation;
    return {
      ...literals,
      ...(through === null ? {} : { closedThrough: through }),
      ...(generation === undefined ? {} : { generation }),
    };
  }
  throw new Error('No function of the template has the reporting settings in its environment.');
}
