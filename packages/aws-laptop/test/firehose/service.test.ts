import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { call, startHarness } from './harness.ts';
import { contents, plain, temporaryFolder } from './support.ts';

let folder: string;
let remove: () => Promise<void>;
let harness: Awaited<ReturnType<typeof startHarness>>;
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  harness = await startHarness({ dataDir: folder, destination: plain });
});
afterEach(async () => {
  await harness.firehose.close();
  await remove();
});

const base64 = (text: string) => Buffer.from(text).toString('base64');
const batch = (sizes: readonly number[]) => ({
  DeliveryStreamName: 'events',
  Records: sizes.map((size) => ({ Data: Buffer.alloc(size, 97).toString('base64') })),
});

describe('PutRecordBatch', () => {
  test('answers in request order, each record with its own id', async () => {
    const answer = await harness.put([Buffer.from('a'), Buffer.from('b')]);
    expect(answer).toMatchObject({ FailedPutCount: 0 });
    expect(answer.RequestResponses).toEqual([
      { RecordId: expect.stringMatching(/^\d{56}$/) },
      { RecordId: expect.stringMatching(/^\d{56}$/) },
    ]);
  });

  test.each<[string, readonly number[], string]>([
    ['no record', [], 'ValidationException'],
    ['501 records', Array<number>(501).fill(1), 'ValidationException'],
    ['a record over 1,000 KiB', [1, 1000 * 1024 + 1], 'ValidationException'],
    ['more than 4 MiB', [...Array<number>(4).fill(1000 * 1024), 96 * 1024 + 1], 'InvalidArgumentException'],
  ])('refuses %s, and takes none of it', async (_name, sizes, code) => {
    await expect(call(harness.firehose, 'PutRecordBatch', batch(sizes))).rejects.toMatchObject({ code });
    expect((await harness.firehose.flush()).deliveredRecords).toBe(0);
  });

  test('takes 500 records, a record of 1,000 KiB, and 4 MiB', async () => {
    await call(harness.firehose, 'PutRecordBatch', batch(Array<number>(500).fill(1)));
    await call(harness.firehose, 'PutRecordBatch', batch([...Array<number>(4).fill(1000 * 1024), 96 * 1024]));
    expect((await harness.firehose.flush()).deliveredRecords).toBe(505);
  });

  test('refuses an unknown stream, naming those there are', async () => {
    const input = { ...batch([1]), DeliveryStreamName: 'other' };
    const refusal = { code: 'ResourceNotFoundException', message: expect.stringMatching(/other .*events/) };
    await expect(call(harness.firehose, 'PutRecordBatch', input)).rejects.toMatchObject(refusal);
  });

  test.each([{}, { DeliveryStreamName: 'events' }, { DeliveryStreamName: 'events', Records: [{}] }])(
    'refuses the malformed input %j',
    async (input) => {
      await expect(call(harness.firehose, 'PutRecordBatch', input)).rejects.toMatchObject({
        code: 'SerializationException',
      });
    },
  );
});

test.each(['PutRecord', 'PutRecordBatch', 'DescribeDeliveryStream', 'Flush'])(
  '%s is checked against the caller’s policies on the stream',
  async (operation) => {
    const input = { ...batch([1]), Record: { Data: base64('a') } };
    const allowed: string[] = [];
    const principal = (allow: boolean) => ({
      arn: 'arn:aws:iam::111122223333:role/caller',
      allows: (action: string, resource: string) => {
        allowed.push(`${action} ${resource}`);
        return allow;
      },
    });
    await expect(call(harness.firehose, operation, input, principal(false))).rejects.toMatchObject({
      code: 'AccessDeniedException',
    });
    await call(harness.firehose, operation, input, principal(true));
    expect(new Set(allowed)).toEqual(
      new Set([`firehose:${operation} arn:aws:firehose:eu-west-1:111122223333:deliverystream/events`]),
    );
  },
);

test('PutRecord and Flush: the record is delivered, and the counts say so', async () => {
  await call(harness.firehose, 'PutRecord', { DeliveryStreamName: 'events', Record: { Data: base64('one') } });
  const flushed = await call(harness.firehose, 'Flush', {});
  expect(flushed).toEqual({ DeliveredRecords: 1, FailedRecords: 0, Objects: 1 });
  expect(contents(harness.store, 'shop/out/')).toEqual(['one']);
});

test('DescribeDeliveryStream says that the stream is active', async () => {
  const answer = await call(harness.firehose, 'DescribeDeliveryStream', { DeliveryStreamName: 'events' });
  expect(answer).toMatchObject({
    DeliveryStreamDescription: { DeliveryStreamName: 'events', DeliveryStreamStatus: 'ACTIVE' },
  });
});

test('an operation that is not covered is refused', async () => {
  await expect(call(harness.firehose, 'DeleteDeliveryStream', {})).rejects.toMatchObject({
    code: 'UnknownOperationException',
  });
});

test('a fault refuses single records inside a 200, and only the others are delivered', async () => {
  const { folder: dataDir, remove: clean } = await temporaryFolder();
  const faults = ['InternalFailure', undefined, 'ServiceUnavailableException', undefined] as const;
  let asked = 0;
  const { put, firehose, store } = await startHarness({ dataDir, destination: plain, faults: () => faults[asked++] });
  const answer = await put(['a', 'b', 'c', 'd'].map((text) => Buffer.from(text)));
  const accepted = { RecordId: expect.any(String) };
  expect(answer).toMatchObject({ FailedPutCount: 2 });
  expect(answer.RequestResponses).toEqual([
    expect.objectContaining({ ErrorCode: 'InternalFailure' }),
    accepted,
    expect.objectContaining({ ErrorCode: 'ServiceUnavailableException' }),
    accepted,
  ]);
  await firehose.close();
  expect(contents(store, 'shop/out/')).toEqual(['bd']);
  await clean();
});

test('a closed Firehose takes nothing more', async () => {
  await harness.firehose.close();
  await expect(harness.put([Buffer.from('late')])).rejects.toMatchObject({ code: 'ServiceUnavailableException' });
});
