import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HarnessOptions, startHarness } from './harness.ts';
import {
  backup,
  contents,
  errorLines,
  FUNCTION,
  full,
  line,
  queryParquet,
  type TransformEvent,
  temporaryFolder,
} from './support.ts';

const NOW = Date.parse('2026-01-02T03:04:05Z');
let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

const start = (options: Partial<HarnessOptions> = {}) =>
  startHarness({ dataDir: folder, destination: full, now: () => NOW, ...options });

/** The transform gives each record the result its own field `result` names. */
function obedient(event: TransformEvent): unknown {
  const records = event.records.map(({ recordId, data }) => {
    const { result } = JSON.parse(Buffer.from(data, 'base64').toString());
    return { recordId, result, data, metadata: { partitionKeys: { dt: '2026-01-02', family: 'messages' } } };
  });
  return { records };
}

describe('delivery', () => {
  test('writes one Parquet object for each partition, named as AWS names objects', async () => {
    const { firehose, put, store } = await start();
    await put([
      line({ id: 'a', dt: '2026-01-01' }),
      line({ id: 'b', dt: '2026-01-02' }),
      line({ id: 'c', dt: '2026-01-01' }),
    ]);
    expect(await firehose.flush()).toEqual({ deliveredRecords: 3, failedRecords: 0, objects: 3 });
    const keys = [...store.objects.keys()].filter((key) => key.startsWith('shop/')).sort();
    expect(keys).toEqual([
      expect.stringMatching(
        /^shop\/events\/dt=2026-01-01\/family=messages\/events-1-2026-01-02-03-04-05-[0-9a-f-]{36}\.parquet$/,
      ),
      expect.stringMatching(/^shop\/events\/dt=2026-01-02\/family=messages\/events-1-/),
    ]);
    const rows = await queryParquet(
      store.objects.get(keys[0] ?? '') ?? Buffer.alloc(0),
      'SELECT * FROM $file ORDER BY id',
    );
    expect(rows).toEqual([
      { id: 'a', dt_seen: null, count: null, at: null },
      { id: 'c', dt_seen: null, count: null, at: null },
    ]);
    await firehose.close();
  });

  test('hands the transform the event AWS documents', async () => {
    const { firehose, put, functions } = await start();
    const answer = await put([line({ id: 'a' })]);
    await firehose.close();
    expect(functions.events).toEqual([
      {
        invocationId: expect.any(String),
        deliveryStreamArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/events',
        region: 'eu-west-1',
        records: [
          {
            recordId: expect.any(String),
            approximateArrivalTimestamp: NOW,
            data: line({ id: 'a' }).toString('base64'),
          },
        ],
      },
    ]);
    expect(answer.RequestResponses).toEqual([{ RecordId: functions.events[0]?.records[0]?.recordId }]);
  });

  test('cuts transform batches at the processor’s size', async () => {
    const { firehose, put, functions } = await start();
    await put(Array.from({ length: 5 }, () => line({ pad: 'x'.repeat(400 * 1024) })));
    await firehose.close();
    expect(functions.events.map(({ records }) => records.length)).toEqual([2, 2, 1]);
  });

  test('backs the source records up, verbatim and in order, dropped ones too', async () => {
    const { firehose, put, store } = await start({ respond: obedient });
    const records = [line({ result: 'Dropped' }), Buffer.from('{"result":"Ok"}'), line({ result: 'ProcessingFailed' })];
    await put(records);
    await firehose.close();
    expect(contents(store, 'raw/raw/2026/01/02/03/events-1-')).toEqual([Buffer.concat(records).toString()]);
  });

  test('compresses the backup when the stream says GZIP', async () => {
    const destination = { ...full, S3BackupConfiguration: { ...backup, CompressionFormat: 'GZIP' } };
    const { firehose, put, store } = await start({ destination });
    await put([line({ id: 'a' })]);
    await firehose.close();
    const [key, body] = [...store.objects].find(([name]) => name.startsWith('raw/')) ?? ['', Buffer.alloc(0)];
    expect(key).toMatch(/\.gz$/);
    expect(gunzipSync(body)).toEqual(line({ id: 'a' }));
  });

  test('takes the file extension and the time zone of the stream', async () => {
    const destination = { ...full, FileExtension: '.pq', CustomTimeZone: 'Asia/Kolkata' };
    const { firehose, put, store } = await start({ destination });
    await put([line({ id: 'a' })]);
    await firehose.close();
    expect([...store.objects.keys()]).toContainEqual(
      expect.stringMatching(/events-1-2026-01-02-08-34-05-[0-9a-f-]+\.pq$/),
    );
  });

  test('comes by itself after bufferSeconds', async () => {
    const { firehose, put, store } = await start({ bufferSeconds: 0.01 });
    await put([line({ id: 'a' })]);
    await expect.poll(() => store.objects.size).toBe(2);
    await firehose.close();
  });

  test('of puts that arrive during a flush loses none', async () => {
    const { firehose, put } = await start({ bufferSeconds: 0.005 });
    const puts = Array.from({ length: 60 }, async (_, index) => {
      await put([line({ id: String(index), dt: `2026-01-0${1 + (index % 3)}` })]);
      return firehose.flush();
    });
    await Promise.all(puts);
    const last = await firehose.flush();
    expect(last.deliveredRecords).toBe(0);
    await firehose.close();
  });
});

describe('an error object', () => {
  test('holds a processing failure as AWS writes it, without a file extension', async () => {
    const { firehose, put, store } = await start({ respond: obedient });
    const failing = line({ result: 'ProcessingFailed' });
    await put([failing, line({ result: 'Ok' }), line({ result: 'Dropped' })]);
    expect(await firehose.flush()).toMatchObject({ deliveredRecords: 1, failedRecords: 1 });
    const [key] = [...store.objects.keys()].filter((name) => name.startsWith('shop/failed/'));
    expect(key).toMatch(/^shop\/failed\/processing-failed\/dt=2026-01-02\/events-1-[0-9a-f-]+$/);
    expect(errorLines(store, 'shop/failed/')).toEqual([
      {
        rawData: failing.toString('base64'),
        errorCode: 'Lambda.ProcessingFailedStatus',
        errorMessage: expect.any(String),
        attemptsMade: 1,
        arrivalTimestamp: NOW,
        attemptEndingTimestamp: NOW,
        lambdaARN: `${FUNCTION}:$LATEST`,
      },
    ]);
    await firehose.close();
  });

  test('holds what does not fit the table; the rest of its batch is converted', async () => {
    const { firehose, put, store } = await start();
    const failing = line({ id: 'b', count: 'many' });
    await put([line({ id: 'a' }), failing]);
    expect(await firehose.flush()).toMatchObject({ deliveredRecords: 1, failedRecords: 1 });
    expect(errorLines(store, 'shop/failed/format-conversion-failed/')).toEqual([
      {
        attemptsMade: 1,
        arrivalTimestamp: NOW,
        lastErrorCode: 'DataFormatConversion.MalformedData',
        lastErrorMessage: expect.stringMatching(/count/),
        attemptEndingTimestamp: NOW,
        rawData: failing.toString('base64'),
        sequenceNumber: expect.any(String),
        subSequenceNumber: null,
        dataCatalogTable: expect.objectContaining({ databaseName: 'shop', tableName: 'events', versionId: 'LATEST' }),
      },
    ]);
    await firehose.close();
  });

  test('holds the record that would open partition 501', async () => {
    const { firehose, put, store } = await start();
    await put(Array.from({ length: 500 }, (_, index) => line({ family: `f${index}` })));
    await put([line({ family: 'f0' }), line({ family: 'one more' })]);
    expect(await firehose.flush()).toMatchObject({ deliveredRecords: 501, failedRecords: 1 });
    expect(errorLines(store, 'shop/failed/activePartitionExceeded/')).toHaveLength(1);
    await put([line({ family: 'one more' })]);
    expect(await firehose.flush()).toMatchObject({ deliveredRecords: 1, failedRecords: 0 });
    await firehose.close();
  });

  test.each<[string, string, string]>([
    ['Error', 'boom', 'Lambda.FunctionError'],
    ['Sandbox.Timedout', 'Task timed out after 3.00 seconds', 'Lambda.FunctionTimedOut'],
  ])('holds the batch of a transform that keeps failing with %s, after its retries', async (name, message, code) => {
    const respond = () => {
      throw Object.assign(new Error(message), { name });
    };
    const { firehose, put, store, functions } = await start({ respond });
    await put([line({ id: 'a' }), line({ id: 'b' })]);
    await firehose.close();
    expect(functions.events).toHaveLength(2);
    const expected = { errorCode: code, attemptsMade: 2 };
    expect(errorLines(store, 'shop/failed/processing-failed/')).toMatchObject([expected, expected]);
  });

  test('is not written when a retry of the transform succeeds', async () => {
    let calls = 0;
    const respond = (event: TransformEvent) => {
      calls += 1;
      if (calls === 1) throw new Error('first');
      return obedient(event);
    };
    const { firehose, put } = await start({ respond });
    await put([line({ result: 'Ok' })]);
    expect(await firehose.flush()).toMatchObject({ deliveredRecords: 1, failedRecords: 0 });
    await firehose.close();
  });
});
