import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readFilter } from '../../../domain/pages/filter.ts';
import { commandOf } from '../../../lambdas/pages/command.ts';
import { page } from './world.ts';

test.each([
  ['', 'npx lake page --page exec --period 28d'],
  ['period=7d&country=IN', 'npx lake page --page exec --period 7d --country IN'],
  ['period=month&month=2026-10', 'npx lake page --page exec --month 2026-10'],
  ['period=custom&from=2026-11-01&through=2026-11-10', 'npx lake page --page exec --from 2026-11-01 --to 2026-11-10'],
  ['campaign=black%20friday', "npx lake page --page exec --period 28d --campaign 'black friday'"],
])('the filter %j is made by %s', (parameters, command) => {
  expect(commandOf(page('exec'), readFilter(new URLSearchParams(parameters)), '')).toBe(command);
});

test.each(["it's", '$(id)', '`id`', '"; id #', "'; id #", '\\', 'חגים', '*', '~', '!x'])(
  'a shell passes the campaign %s on as it is',
  (campaign) => {
    const command = commandOf(page('exec'), { period: { kind: '7d' }, slices: { campaign } }, '--stack Lake');
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' });
    expect(words.trimEnd().split('\n').at(-1)).toBe(campaign);
  },
);
