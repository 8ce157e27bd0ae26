import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Laptop, remove, runLake, startLaptop, temporaryFolder } from '../support/laptop.ts';

const STATUS = (n: number) =>
  `{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"statuses":[{"id":"wamid.${n}","status":"sent","timestamp":"1795190400"}]}}]}]}`;

describe('on a lake', () => {
  let laptop: Laptop;
  beforeAll(async () => {
    laptop = await startLaptop(temporaryFolder());
    await runLake(laptop.dataDir, ['deliver', 'meta', '-'], STATUS(1));
    await laptop.lake('flush');
  });
  afterAll(async () => {
    await laptop.close();
    remove(laptop.dataDir);
  });

  test('replay counts, then puts what raw/ has, and flush delivers it', async () => {
    const { stdout, stderr, exitCode } = await laptop.lake('replay', '--source', 'raw');
    expect([exitCode, stderr.includes('1/1 records')]).toEqual([0, true]);
    expect(stdout).toMatch(/^Counted\nread +1 {2}lines\nmatched +1 .*\n {2}meta\/status +1\nReplayed\n/);
    expect(stdout).toMatch(/^put +1 {2}of them, on the replay stream$/m);
    expect((await laptop.lake('flush')).stdout).toMatch(/^1 records delivered, 0 failed, 1 objects/);
    expect(await laptop.query('SELECT count(*) AS n FROM events')).toEqual([{ n: 1 }]);
  });

  test('a dry run only counts, and a selection of nothing puts nothing', async () => {
    expect((await laptop.lake('replay', '--source', 'raw', '--dry-run')).stdout).not.toContain('Replayed');
    expect((await laptop.lake('replay', '--source', 'raw', '--kind', 'message')).stdout).toMatch(/^matched +0 /m);
    expect((await laptop.lake('flush')).stdout).toMatch(/^0 records delivered/);
  });

  test('failures prints a table of nothing when nothing failed', async () => {
    expect((await laptop.lake('failures')).stdout).toMatch(
      /^type +code +reason +count +first_seen +last_seen\n[- ]+\n$/,
    );
    expect((await laptop.lake('failures', '--format', 'json')).stdout).toBe('[]\n');
  });

  test.each([
    [['--source', 'events'], /raw, failed/],
    [[], /--from raw, --from failed or --from social/],
    [['--source', 'failed', '--reason', 'bad'], /not_json.*row_refused/s],
    [['--source', 'raw', '--reason', 'not_json'], /"reason" does not go with from "raw"/],
    [['--source', 'raw', '--since', 'yesterday'], /must be a time by ISO 8601/],
    [['--source', 'raw', '--cursor', 'x'], /The cursor does not go with this selection/],
    [['--source', 'raw', '--limit', '0'], /whole number/],
  ])('replay %j is refused with a reason', async (words, message) => {
    const { exitCode, stderr } = await laptop.lake('replay', ...words);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(stderr).not.toContain('    at ');
  });

  test.each(['failures', 'replay'])('%s --help has examples', async (name) => {
    expect((await laptop.lake(name, '--help')).stdout).toContain(`npx lake ${name}`);
  });
});
