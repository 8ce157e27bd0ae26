import { Command } from 'commander';
import { remove, temporaryFolder } from '../support/laptop.ts';
import { askBoth } from './agreement.ts';
import { breaches, stagesBeyond } from './breaches.ts';
import { type Engine, openEngine } from './engine.ts';
import { laptopLake } from './lake.ts';
import { comparePairs } from './pairs.ts';
import { openProof, proveAll } from './proof.ts';
import { notChecked, pairsReport, promises, tableHead, tableRow, verdict } from './report.ts';
import { agreementReport, agrees } from './report-statements.ts';
import { EngineUnavailable } from './unavailable.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await new Command('npm run check:trino --')
  .description(
    'Compares every view, every question of docs/questions.md and every statement of the pages, row by row, between the laptop’s Athena and a real ' +
      'Trino over the same files: a lake of simulated traffic across changes of clocks and of charges; what readers see ' +
      'with what is computed from the events; and what a refresh wrote with what Trino makes of its statements. Counts ' +
      'the stages of each, and asks both engines which of some 5,000 statements they accept. Fetches Trino by Maven into ' +
      'your cache, once.',
  )
  .option('--if-available', 'exit code 0 where the engine cannot be had; says so in capitals all the same', false)
  .option(
    '--checks',
    'also each statement of the checks beside the views, and those of `lake check`: some ten minutes more',
    false,
  )
  .option('--pages', 'only the statements of the pages, with some filters each', false)
  .option('--statements', 'only which of the generated statements each engine takes, over an empty lake', false)
  .addHelpText(
    'after',
    `
Environment:
  TRINO_URL      a Trino of your own, such as http://127.0.0.1:8080, in place of the fetched one
  TRINO_CATALOG  its catalog: Hive connector, hive.metastore=file, fs.native-local.enabled=true (default: lake)
  TRINO_FILES    the folder that is the catalog's local.location; the check writes there, and removes what it wrote
  JAVA_HOME      a Java of 24 or newer

Exit code 0 when all is equal, 1 when something differs, 3 when the engine cannot be had.`,
  )
  .action(check)
  .parseAsync();

interface Options {
  readonly ifAvailable: boolean;
  readonly checks: boolean;
  readonly pages: boolean;
  readonly statements: boolean;
}

async function check({ ifAvailable, checks, pages, statements }: Options): Promise<void> {
  const folder = temporaryFolder();
  try {
    await using engine = await openEngine(folder, say);
    const agree = statements ? agreeOn : pages ? comparePagesOn : compareOn;
    process.exitCode = (await agree(engine, folder, checks)) ? 0 : 1;
  } catch (error) {
    if (error instanceof EngineUnavailable) {
      say(notChecked(error.message));
      process.exitCode = ifAvailable ? 0 : 3;
    } else {
      process.stderr.write(`check:trino: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  } finally {
    remove(folder);
  }
}

/** True when all is equal. */
async function compareOn(engine: Engine, folder: string, withChecks: boolean): Promise<boolean> {
  const lake = await laptopLake(`${folder}/lake`, say);
  try {
    await using proof = await openProof(engine, lake, say);
    say(tableHead());
    const all = await proveAll(proof, lake, { withChecks, pagesAlone: false }, (compared) => say(tableRow(compared)));
    const pairs = comparePairs(all);
    say(pairsReport(pairs));
    const broken = await breaches(proof, lake, all);
    say(promises(broken));
    const agreement = await askBoth(proof, lake, say);
    say(agreementReport(agreement));
    say(verdict(all));
    const areEqual = all.every(({ isEqual }) => isEqual) && pairs.every(({ differences }) => differences.length === 0);
    return areEqual && broken.length === 0 && agrees(agreement);
  } finally {
    await lake.close();
  }
}

/** True when the statements of the pages give the same rows in the same order, in few stages. */
async function comparePagesOn(engine: Engine, folder: string): Promise<boolean> {
  const lake = await laptopLake(`${folder}/lake`, say);
  try {
    await using proof = await openProof(engine, lake, say);
    say(tableHead());
    const all = await proveAll(proof, lake, { withChecks: false, pagesAlone: true }, (row) => say(tableRow(row)));
    const broken = stagesBeyond(proof.views, all);
    say([...broken, verdict(all)].join('\n'));
    return broken.length === 0 && all.every(({ isEqual }) => isEqual);
  } finally {
    await lake.close();
  }
}

/** True when both engines take the same statements, but for the kinds that are known. */
async function agreeOn(engine: Engine, folder: string): Promise<boolean> {
  const lake = await laptopLake(`${folder}/lake`, say, true);
  try {
    await using proof = await openProof(engine, lake, say);
    const agreement = await askBoth(proof, lake, say);
    say(agreementReport(agreement));
    return agrees(agreement);
  } finally {
    await lake.close();
  }
}
