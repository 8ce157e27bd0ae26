import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';

interface Options {
  readonly tenth: boolean;
  readonly seed: number;
  readonly only?: string;
}

await new Command('npm run soak --')
  .description('Runs the seeded campaigns of test/soak in full. The seed is printed; --seed repeats a run.')
  .option('--tenth', 'a tenth of each campaign, as CI does', false)
  .option(
    '--seed <n>',
    'seed of every campaign; by default another every time',
    wholeNumber,
    Date.now() % 1_000_000_000,
  )
  .option('--only <name>', 'only the test files whose path contains this text')
  .addHelpText(
    'after',
    `
Exit code 0 when every campaign passes.

Examples:
  npm run soak
  npm run soak -- --tenth
  npm run soak -- --only privacy --seed 42`,
  )
  .action(run)
  .parseAsync();

function run({ tenth, seed, only }: Options): void {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const given = ['run', '--config', 'vitest.soak.config.ts', ...(only === undefined ? [] : [only])];
  const env = { ...process.env, SOAK_SHARE: tenth ? '0.1' : '1', SOAK_SEED: String(seed) };
  process.exitCode = spawnSync(process.execPath, [vitest, ...given], { env, stdio: 'inherit' }).status ?? 1;
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('must be a whole number of at most nine digits.');
}
