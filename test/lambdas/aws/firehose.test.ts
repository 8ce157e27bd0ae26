import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { describe, expect, test } from 'vitest';
import { firehosePublisher } from '../../../lambdas/aws/firehose.ts';
import type { Publish, StreamRecord } from '../../../lambdas/ingest/stream.ts';
import { machineTiming } from '../../../lambdas/ingest/timing.ts';
import { named } from '../ingest/world.ts';

/** What the stream answers to one call: a code for each record that fails, in its place, or an error. */
type Reply = (calls: readonly (readonly string[])[]) => readonly (string | null)[] | Error;

interface Stub {
  readonly publish: Publish;
  /** The records of each call. */
  readonly calls: (readonly string[])[];
  readonly refused: (readonly string[])[];
  readonly streams: Set<string | undefined>;
}

function stub(reply: Reply, timeLeftMs = 5_000): Stub {
  const calls: (readonly string[])[] = [];
  const refused: (readonly string[])[] = [];
  const streams = new Set<string | undefined>();
  const deadline = Date.now() + timeLeftMs;
  const send = async (command: unknown) => {
    if (!(command instanceof PutRecordBatchCommand)) throw new Error('The publisher puts batches only.');
    streams.add(command.input.DeliveryStreamName);
    calls.push((command.input.Records ?? []).map(({ Data }) => Buffer.from(Data ?? '').toString()));
    const answer = reply(calls);
    if (answer instanceof Error) throw answer;
    return {
      FailedPutCount: answer.filter((code) => code !== null).length,
      RequestResponses: answer.map((code) => (code === null ? { RecordId: 'id' } : { ErrorCode: code })),
    };
  };
  const client: FirehoseClient = Object.assign(Object.create(new FirehoseClient({ region: 'eu-west-1' })), { send });
  const publish = firehosePublisher(client, {
    stream: 'stream-1',
    deadlineMs: () => deadline,
    timing: machineTiming,
    onFailure: (codes) => refused.push(codes),
  });
  return { publish, calls, refused, streams };
}

function records(...keys: readonly string[]): readonly StreamRecord[] {
  return keys.map((eventKey) => ({ eventKey, data: Buffer.from(eventKey) }));
}

const ok = (count: number) => Array.from({ length: count }, () => null);

test('records that the stream takes are put once', async () => {
  const { publish, calls, refused, streams } = stub(() => ok(3));
  expect(await publish(records('a', 'b', 'c'))).toEqual(new Map());
  expect(calls).toEqual([['a', 'b', 'c']]);
  expect(refused).toEqual([]);
  expect([...streams]).toEqual(['stream-1']);
});

test('only the records that failed inside a 200 are put again', async () => {
  const { publish, calls, refused } = stub((made) =>
    made.length === 1 ? [null, 'ServiceUnavailableException', null, 'InternalFailure'] : ok(2),
  );
  expect(await publish(records('a', 'b', 'c', 'd'))).toEqual(new Map());
  expect(calls).toEqual([
    ['a', 'b', 'c', 'd'],
    ['b', 'd'],
  ]);
  expect(refused).toEqual([['ServiceUnavailableException', 'InternalFailure']]);
});

test('a call that throws is made again as a whole: what it wrote is not known', async () => {
  const { publish, calls } = stub((made) => (made.length === 1 ? named('TimeoutError') : ok(2)));
  expect(await publish(records('a', 'b'))).toEqual(new Map());
  expect(calls).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
});

test('only the batch that failed is put again', async () => {
  const keys = Array.from({ length: 501 }, (_, n) => `k${n}`);
  const { publish, calls } = stub((made) => {
    const last = made.at(-1) ?? [];
    return made.length <= 2 && last.length === 1 ? named('ServiceUnavailableException') : ok(last.length);
  });
  expect(await publish(records(...keys))).toEqual(new Map());
  expect(calls.map((call) => call.length)).toEqual([500, 1, 1]);
});

describe('when the time is over', () => {
  test('what is left is answered with its last code', async () => {
    let code = 'ServiceUnavailableException';
    const { publish, calls } = stub((made) => {
      if (made.length > 1) code = 'InternalFailure';
      return (made.at(-1) ?? []).map((key) => (key === 'b' ? code : null));
    }, 300);
    const startMs = Date.now();
    expect(await publish(records('a', 'b'))).toEqual(new Map([['b', 'InternalFailure']]));
    expect(Date.now() - startMs).toBeLessThan(600);
    expect(calls.length).toBeGreaterThan(1);
    expect(calls.slice(1).flat()).not.toContain('a');
  });

  test('one attempt is made all the same, and no second', async () => {
    const { publish, calls } = stub(() => ['InternalFailure'], -1);
    expect(await publish(records('a'))).toEqual(new Map([['a', 'InternalFailure']]));
    expect(calls).toHaveLength(1);
  });

  test('an item of several records failed when one of them did', async () => {
    const { publish } = stub(() => [null, 'InternalFailure', null], -1);
    expect([...(await publish(records('a', 'a', 'b')))]).toEqual([['a', 'InternalFailure']]);
  });
});

test('an answer that leaves a record out is no yes', async () => {
  const { publish } = stub(() => [null], -1);
  expect(await publish(records('a', 'b'))).toEqual(new Map([['b', 'NoAnswer']]));
});

test.each([
  ['an error', named('ResourceNotFoundException'), 'ResourceNotFoundException'],
  ['an error without a name of its own', new Error('x'), 'Error'],
])('%s is answered by its name', async (_name, thrown, code) => {
  const { publish } = stub(() => thrown, -1);
  expect(await publish(records('a'))).toEqual(new Map([['a', code]]));
});

test('pauses grow, so that a busy stream is not pressed', async () => {
  const times: number[] = [];
  const { publish } = stub((made) => {
    times.push(Date.now());
    return made.length < 4 ? ['ServiceUnavailableException'] : ok(1);
  });
  await publish(records('a'));
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(pauses).toHaveLength(3);
  expect(pauses[2]).toBeGreaterThan(pauses[0] ?? 0);
});

// A call that hangs takes the whole function's time: nothing is released, and nobody is answered.
test('a call that never answers ends at the deadline', async () => {
  const client = Object.assign(Object.create(new FirehoseClient({ region: 'eu-west-1' })), {
    send: (_command: unknown, { abortSignal }: { abortSignal: AbortSignal }) =>
      new Promise((_resolve, reject) => {
        abortSignal.addEventListener('abort', () => reject(abortSignal.reason));
      }),
  });
  const deadline = Date.now() + 200;
  const settings = { stream: 's', deadlineMs: () => deadline, timing: machineTiming, onFailure: () => {} };
  expect((await firehosePublisher(client, settings)(records('a'))).size).toBe(1);
});
