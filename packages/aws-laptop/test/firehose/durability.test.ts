import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../src/aws.ts';
import { type HarnessOptions, startHarness } from './harness.ts';
import { contents, full, line, plain, queryParquet, temporaryFolder } from './support.ts';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

const start = (options: Partial<HarnessOptions> = {}) =>
  startHarness({ dataDir: folder, destination: full, ...options });
const segments = () => fs.readdirSync(path.join(folder, 'journal', 'events'));

async function deliveredIds({ objects }: Awaited<ReturnType<typeof start>>['store']): Promise<unknown[]> {
  const files = [...objects].filter(([key]) => key.endsWith('.parquet')).map(([, body]) => body);
  const rows = await Promise.all(files.map((file) => queryParquet(file, 'SELECT id FROM $file')));
  return rows.flat().map(({ id }) => id);
}

describe('what was answered is delivered', () => {
  test('by the next process, when this one is killed before it delivers', async () => {
    const killed = await start();
    await killed.put([line({ id: 'a' }), line({ id: 'b' })]);

    const next = await start();
    await next.firehose.flush();
    expect(await deliveredIds(next.store)).toEqual(['a', 'b']);
    expect(contents(next.store, 'raw/')).toEqual([`${line({ id: 'a' })}${line({ id: 'b' })}`]);
    await next.firehose.close();
    expect(segments()).toEqual([]);
  });

  test('again, when the process is killed between two partitions (at least once)', async () => {
    const killed = await start();
    await killed.put([line({ id: 'a', family: 'one' }), line({ id: 'b', family: 'two' })]);
    const put = killed.store.put.bind(killed.store);
    killed.store.put = (principal, bucket, key, body) =>
      key.includes('family=two') ? Promise.reject(new Error('killed here')) : put(principal, bucket, key, body);
    await expect(killed.firehose.flush()).rejects.toThrow('killed here');
    expect(await deliveredIds(killed.store)).toEqual(['a']);

    const next = await start();
    await next.firehose.close();
    expect((await deliveredIds(next.store)).sort()).toEqual(['a', 'b']);
  });

  test('by close, which leaves no segment behind', async () => {
    const { firehose, put, store } = await start();
    await put([line({ id: 'a' })]);
    expect(segments()).toHaveLength(1);
    await firehose.close();
    expect(await deliveredIds(store)).toEqual(['a']);
    expect(segments()).toEqual([]);
  });

  test('only once the backup has it too, before the journal forgets it', async () => {
    const { firehose, put, store } = await start();
    await put([line({ id: 'a' })]);
    const write = store.put.bind(store);
    store.put = (principal, bucket, key, body) =>
      bucket === 'raw' ? Promise.reject(new Error('backup is down')) : write(principal, bucket, key, body);
    await expect(firehose.close()).rejects.toThrow('backup is down');
    expect(segments()).toHaveLength(1);
  });
});

describe('a delivery that fails', () => {
  test('keeps the records, makes flush reject, says it once, and succeeds later', async () => {
    const { firehose, put, store, logged } = await start({ destination: plain });
    await put([Buffer.from('a')]);
    store.failWith = new Error('the disk is full');
    await expect(firehose.flush()).rejects.toThrow('the disk is full');
    await expect(firehose.flush()).rejects.toThrow('the disk is full');
    expect(logged).toEqual([expect.stringMatching(/^Firehose events: delivery failed .*the disk is full$/)]);
    store.failWith = undefined;
    expect(await firehose.flush()).toEqual({ deliveredRecords: 1, failedRecords: 0, objects: 1 });
    await firehose.close();
  });

  test.each([
    ['s3:PutObject', /s3:PutObject on resource: arn:aws:s3:::/],
    ['lambda:InvokeFunction', /lambda:InvokeFunction on resource: .*function:transform/],
    ['glue:GetTableVersions', /glue:GetTableVersions on resource: arn:aws:glue:eu-west-1:.*:table\/shop\/events/],
  ])('does so for a role without %s; nothing is lost, nothing becomes an error object', async (missing, message) => {
    const principal: Principal = { arn: 'arn:role', allows: (action) => action !== missing };
    const denied = await start({ principal });
    await denied.put([line({ id: 'a' })]);
    await expect(denied.firehose.flush()).rejects.toThrow(message);
    await expect(denied.firehose.close()).rejects.toThrow(message);
    expect([...denied.store.objects.keys()].filter((key) => key.startsWith('shop/'))).toEqual([]);

    const mended = await start();
    await mended.firehose.close();
    expect(await deliveredIds(mended.store)).toEqual(['a']);
  });

  test('does not send records that do not fit the table to the error output twice', async () => {
    const { firehose, put, store } = await start();
    await put([line({ id: 'a' }), line({ id: 'b', count: 'many' })]);
    const write = store.put.bind(store);
    store.put = (principal, bucket, key, body) =>
      key.endsWith('.parquet') ? Promise.reject(new Error('down')) : write(principal, bucket, key, body);
    await expect(firehose.flush()).rejects.toThrow('down');
    store.put = write;
    expect(await firehose.flush()).toMatchObject({ deliveredRecords: 1, failedRecords: 1 });
    await firehose.close();
  });
});

test('a corrupt journal refuses the start, naming the file', async () => {
  const { put } = await start();
  await put([line({ id: 'a' })]);
  const file = path.join(folder, 'journal', 'events', segments()[0] ?? '');
  fs.writeFileSync(file, `garbage\n${fs.readFileSync(file)}`);
  await expect(start()).rejects.toThrow(/corrupt at .*segment-000000001\.ndjson, line 1/);
});
