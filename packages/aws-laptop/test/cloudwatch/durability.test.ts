import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type CloudWatch, createCloudWatch } from '../../src/cloudwatch/cloudwatch.ts';
import { readJournal } from '../../src/cloudwatch/journal.ts';
import { MINUTE_MS, metricOf, statisticsOf } from '../../src/cloudwatch/metric.ts';
import { openRecorder } from '../../src/cloudwatch/recorder.ts';
import { ask, clientOf, clock, MINUTE, minutesFrom, NOW, temporaryFolder } from './harness.ts';

const journalOf = (dataDir: string) => path.join(dataDir, 'metrics.ndjson');

function open(dataDir: string, date = NOW): CloudWatch {
  const cloudWatch = createCloudWatch({ dataDir, now: () => date.getTime() });
  onTestFinished(() => cloudWatch.close());
  return cloudWatch;
}

async function record(dataDir: string, ...values: readonly number[]): Promise<void> {
  const cloudWatch = open(dataDir);
  for (const value of values) cloudWatch.put('Shop', 'received', { service: 'receiver' }, value, 'Count');
  await cloudWatch.close();
}

async function received(cloudWatch: CloudWatch, stat = 'Sum', date = NOW): Promise<number[]> {
  const client = await clientOf(cloudWatch.service);
  const dimensions = { service: 'receiver' };
  const range = { start: minutesFrom(MINUTE, -60), end: minutesFrom(date, 1) };
  return (await ask(client, { metricName: 'received', dimensions, stat, ...range })).map(([, value]) => value);
}

test('what several processes recorded in one minute adds up', async () => {
  const dataDir = await temporaryFolder();
  await record(dataDir, 2, 9);
  await record(dataDir, 4);
  const cloudWatch = open(dataDir);
  expect(await received(cloudWatch)).toEqual([15]);
  expect(await received(cloudWatch, 'SampleCount')).toEqual([3]);
  expect(await received(cloudWatch, 'Minimum')).toEqual([2]);
  expect(await received(cloudWatch, 'Maximum')).toEqual([9]);
});

test('a killed process loses nothing older than a second or so', async () => {
  const dataDir = await temporaryFolder();
  const module = new URL('../../src/cloudwatch/cloudwatch.ts', import.meta.url).href;
  const script = `
    const { createCloudWatch } = await import(${JSON.stringify(module)});
    const cloudWatch = createCloudWatch({ dataDir: ${JSON.stringify(dataDir)}, now: () => ${NOW.getTime()} });
    cloudWatch.put('Shop', 'received', { service: 'receiver' }, 3, 'Count');
    setTimeout(() => console.log('a while later'), 1500);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await received(open(dataDir))).toEqual([3]);
});

test('the torn end of a cut-off write is dropped, and what comes later is kept', async () => {
  const dataDir = await temporaryFolder();
  await record(dataDir, 2);
  fs.appendFileSync(journalOf(dataDir), '{"metric":{"Names');
  await record(dataDir, 5);
  expect(await received(open(dataDir))).toEqual([7]);
});

test('a corrupt journal stops the start with one plain sentence that names file and line', async () => {
  const dataDir = await temporaryFolder();
  await record(dataDir, 2);
  fs.appendFileSync(journalOf(dataDir), 'not a sample\n');
  expect(() => open(dataDir)).toThrow(/^The metrics journal is corrupt at .*metrics\.ndjson, line 2\. Move the file/);
  expect(fs.readFileSync(journalOf(dataDir), 'utf8')).toContain('not a sample');
});

test('a start compacts the journal to a line per metric, unit and minute', async () => {
  const dataDir = await temporaryFolder();
  await record(dataDir, 2);
  await record(dataDir, 4);
  await record(dataDir, 8);
  await open(dataDir).close();
  expect(fs.readFileSync(journalOf(dataDir), 'utf8').trimEnd().split('\n')).toHaveLength(1);
});

test('a start drops what is older than 15 days', async () => {
  const dataDir = await temporaryFolder();
  await record(dataDir, 2);
  const lastMinute = minutesFrom(NOW, 15 * 24 * 60);
  expect(await received(open(dataDir, lastMinute), 'Sum', lastMinute)).toEqual([2]);
  open(dataDir, minutesFrom(lastMinute, 1));
  expect(fs.readFileSync(journalOf(dataDir), 'utf8')).toBe('');
});

test('what the disk refused is written once, when it can be', async () => {
  const dataDir = await temporaryFolder();
  const cloudWatch = open(dataDir);
  cloudWatch.put('Shop', 'received', { service: 'receiver' }, 3, 'Count');
  fs.renameSync(dataDir, `${dataDir}-away`);
  await expect(cloudWatch.close()).rejects.toThrow(/ENOENT/);
  fs.renameSync(`${dataDir}-away`, dataDir);
  await cloudWatch.close();
  await cloudWatch.close();
  expect(await received(open(dataDir))).toEqual([3]);
});

test('a running process compacts a journal that has grown', async () => {
  const file = journalOf(await temporaryFolder());
  const { now, set } = clock();
  const recorder = openRecorder(file, now, 1);
  const sample = {
    metric: metricOf('Shop', 'received', []),
    unit: 'Count',
    statistics: statisticsOf([1]),
  } as const;
  recorder.record([{ ...sample, epochMinute: MINUTE.getTime() / MINUTE_MS }]);
  recorder.close();
  set(minutesFrom(NOW, 20 * 24 * 60));
  const recent = { ...sample, epochMinute: MINUTE.getTime() / MINUTE_MS + 20 * 24 * 60 };
  recorder.record([recent]);
  recorder.close();
  expect(recorder.series.samples()).toEqual([recent]);
  expect(readJournal(file)).toEqual([recent]);
});
