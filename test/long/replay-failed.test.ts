import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleDay } from 'simulator';
import { afterAll, afterEach, expect, test } from 'vitest';
import { dayOf } from '../../domain/event/time.ts';
import { type Laptop, mistakenAssembly, remove, startLaptop, temporaryFolder } from '../support/laptop.ts';
import { events, failuresListed, funnel, landed, poisonedAssembly, run } from './replay.ts';

const { documents, truth } = sampleDay(dayOf(Date.now() - 86_400_000), 7, 60);
const folders: string[] = [];
let laptop: Laptop | undefined;

afterEach(async () => {
  await laptop?.close();
  laptop = undefined;
});
afterAll(() => remove(...folders));

async function start(dataDir: string, assembly?: string): Promise<Laptop> {
  await laptop?.close();
  laptop = await startLaptop(dataDir, assembly);
  return laptop;
}

function folder(): string {
  const made = temporaryFolder();
  folders.push(made);
  return made;
}

/** Posts the sample to a stack with a mistake in it, and delivers it. */
async function deliverTo(assembly: string, dataDir: string): Promise<Laptop> {
  folders.push(assembly);
  const broken = await start(dataDir, assembly);
  const file = join(dataDir, 'day.ndjson');
  writeFileSync(file, documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
  await run(broken, 'deliver', 'meta', file, '--concurrency', '4');
  await run(broken, 'flush');
  return broken;
}

test('what a bug in the transform failed is listed by reason, replayed after the fix, and not a second time', async () => {
  const dataDir = folder();
  const broken = await deliverTo(await poisonedAssembly(), dataDir);
  const [failed, ...others] = await failuresListed(broken);
  expect(failed).toMatchObject({
    type: 'processing-failed',
    code: 'Lambda.ProcessingFailedStatus',
    reason: 'normaliser_error',
  });
  expect(others).toEqual([]);
  expect(await funnel(dataDir)).toMatchObject([{ sent: truth.sent, read: 0 }]);
  const before = await landed(dataDir);

  const mended = await start(dataDir);
  const count = Number(failed?.count);
  const dry = await run(mended, 'replay', '--source', 'failed', '--reason', 'normaliser_error', '--dry-run');
  expect(dry).toMatch(new RegExp(`^matched +${count} `, 'm'));
  expect(await landed(dataDir)).toBe(before);
  const said = await run(mended, 'replay', '--source', 'failed', '--reason', 'normaliser_error');
  expect(said).toMatch(new RegExp(`^put +${count} `, 'm'));
  expect(await run(mended, 'flush')).toMatch(new RegExp(`^${count} records delivered, 0 failed`));
  expect(await funnel(dataDir)).toMatchObject([truth]);
  expect(await landed(dataDir)).toBe(before + count);

  expect(await failuresListed(mended)).toEqual([]);
  expect(await failuresListed(mended, '--all')).toMatchObject([{ count }]);
  expect(await run(mended, 'replay', '--source', 'failed')).toMatch(/^ +already_replayed/m);
  expect(await run(mended, 'flush')).toMatch(/^0 records delivered/);
});

test('a failure that fails again is put three times more and then stays', async () => {
  const dataDir = folder();
  const broken = await deliverTo(await poisonedAssembly(), dataDir);
  const [first] = await failuresListed(broken);
  const count = Number(first?.count);
  for (let replays = 1; replays <= 3; replays += 1) {
    expect(await run(broken, 'replay', '--source', 'failed')).toMatch(new RegExp(`^put +${count} `, 'm'));
    expect(await run(broken, 'flush')).toMatch(new RegExp(`^0 records delivered, ${count} failed`));
    expect(await failuresListed(broken)).toMatchObject([{ count }]);
  }
  const said = await run(broken, 'replay', '--source', 'failed');
  expect(said).toMatch(new RegExp(`^ +exhausted +${count} `, 'm'));
  expect(said).toMatch(/^put +0 /m);
  expect(await run(broken, 'flush')).toMatch(/^0 records delivered, 0 failed/);
});

test('a row that the conversion refused is replayed by what it was made of', async () => {
  const dataDir = folder();
  // Of a column that every row has, so that no file is written by the wrong type, and that no view reckons with.
  const column = (type: string) => `"Name":"shape","Type":"${type}"`;
  const broken = await deliverTo(await mistakenAssembly(column('string'), column('int')), dataDir);
  const [refused] = await failuresListed(broken);
  expect(refused).toMatchObject({ type: 'format-conversion-failed', reason: 'row_refused' });

  const mended = await start(dataDir);
  const said = await run(mended, 'replay', '--source', 'failed', '--reason', 'row_refused');
  expect(said).toMatch(new RegExp(`^put +${refused?.count} `, 'm'));
  await run(mended, 'flush');
  expect(await funnel(dataDir)).toMatchObject([truth]);
  expect(new Set((await events(dataDir)).map(({ event_key }) => event_key)).size).toBe((await events(dataDir)).length);
  expect(await failuresListed(mended)).toEqual([]);
});
