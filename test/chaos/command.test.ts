import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const COMMAND = join(import.meta.dirname, 'run.ts');

function run(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND, ...args], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe('npm run chaos', () => {
  test('prints its usage, with examples', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    expect(stdout).toMatch(/--seed <n>[\s\S]*Examples:\n {2}npm run chaos -- /);
  });

  test('says what it ran and what came about, and shows how far it is', async () => {
    const { code, stdout, stderr } = await run('--seed', '1', '--schedules', '60');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Seeds 1 to 60: 0 of 60 schedules break a rule\.\n\d+ items; \d+ copies/);
    expect(stderr).toContain('60/60 schedules');
  });

  test('fails on a broken rule, and prints the schedule and how to run exactly it again', async () => {
    const mutant = 'confirm before publish';
    const { code, stdout } = await run('--seed', '1', '--schedules', '20', '--mutant', mutant);
    expect(code).toBe(1);
    const [, seed = '', keep = ''] = /Again: .*--seed (\d+) --schedules 1 --keep (\S+) --mutant "/.exec(stdout) ?? [];
    const again = await run('--seed', seed, '--schedules', '1', '--keep', keep, '--mutant', mutant);
    expect(traceIn(again.stdout)).toEqual(traceIn(stdout));
    expect(traceIn(stdout).length).toBeGreaterThan(5);
  });

  test('refuses a mutant that it does not know, and names those that it does', async () => {
    const { code, stderr } = await run('--mutant', 'x');
    expect(code).toBe(1);
    expect(stderr).toContain('It must be one of: "confirm before publish"');
  });
});

function traceIn(stdout: string): readonly string[] {
  return stdout.split('\n').filter((line) => /^ *\+\d+\.\d{3} s/.test(line));
}
