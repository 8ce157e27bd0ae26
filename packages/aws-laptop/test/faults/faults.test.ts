import { afterEach, describe, expect, test } from 'vitest';
import type { AwsRequest, AwsService, FunctionRuntime, ObjectStore, Principal } from '../../src/aws.ts';
import { createFaults } from '../../src/faults/faults.ts';
import type { FaultRule } from '../../src/faults/plan.ts';
import { OPERATOR } from '../../src/operator.ts';

const ROLE: Principal = { arn: 'arn:aws:iam::123456789012:role/receiver', allows: () => true };

const always = (rule: Omit<FaultRule, 'every'>) => createFaults({ seed: 1, faults: [{ ...rule, every: 1 }] });

/** A service that remembers what was done. */
function service(signingName: string) {
  const done: string[] = [];
  const made: AwsService = {
    signingName,
    async handle({ headers, query }) {
      done.push(headers['x-amz-target'] ?? query.get('x-id') ?? '');
      return { status: 200, body: '{}' };
    },
  };
  return { made, done };
}

function call(operation: string, principal = ROLE): AwsRequest {
  const headers = { 'x-amz-target': `Prefix_1.${operation}` };
  return { method: 'POST', path: '/', query: new URLSearchParams(), headers, body: Buffer.alloc(0), principal };
}

const invoked: unknown[] = [];
const functions: FunctionRuntime = {
  async invoke(_principal, _functionArn, event) {
    invoked.push(event);
    return { payload: 'answer' };
  },
};

const written: string[] = [];
const store: ObjectStore = { put: async (_who, _bucket, key) => void written.push(key), folderOf: () => '' };

afterEach(() => {
  invoked.length = 0;
  written.length = 0;
});

const firehoseUnder = (rule: Omit<FaultRule, 'every' | 'service'>) =>
  always({ service: 'firehose', ...rule }).aroundFirehose({ store, functions });

describe('a call that is struck', () => {
  test.each([
    ['dynamodb', 'PutItem', 'ThrottlingException', 400],
    ['firehose', 'PutRecordBatch', 'ServiceUnavailableException', 503],
    ['secretsmanager', 'GetSecretValue', 'ThrottlingException', 400],
  ])('of %s is throttled in its own words, and nothing is done', async (name, operation, code, status) => {
    const { made, done } = service(name);
    const faulty = always({ service: name, operation, fault: 'throttle' }).around(made);
    await expect(faulty.handle(call(operation))).rejects.toMatchObject({ code, status });
    expect(done).toEqual([]);
  });

  test.each([
    ['error-before', 0],
    ['error-after', 1],
  ] as const)('%s is a 500, and the operation was done %i times', async (fault, times) => {
    const { made, done } = service('dynamodb');
    const faulty = always({ service: 'dynamodb', operation: 'PutItem', fault }).around(made);
    await expect(faulty.handle(call('PutItem'))).rejects.toMatchObject({ code: 'InternalServerError', status: 500 });
    expect(done).toHaveLength(times);
  });

  test('slow is done at once and answered late', async () => {
    const { made, done } = service('firehose');
    const rule = { service: 'firehose', operation: 'PutRecordBatch', fault: 'slow', seconds: 0.1 } as const;
    const answer = always(rule).around(made).handle(call('PutRecordBatch'));
    expect(done).toHaveLength(1);
    const begun = performance.now();
    expect(await answer).toMatchObject({ status: 200 });
    expect(performance.now() - begun).toBeGreaterThan(80);
  });

  test('of a REST service is known by the name that the SDK puts into the query', async () => {
    const { made } = service('s3');
    const faulty = always({ service: 's3', operation: 'GetObject', fault: 'throttle' }).around(made);
    const request = { ...call(''), headers: {}, query: new URLSearchParams({ 'x-id': 'GetObject' }) };
    await expect(faulty.handle(request)).rejects.toMatchObject({ code: 'SlowDown', status: 503 });
  });
});

test('a statement of a batch that is struck is throttled in its place, and only the others are carried out', async () => {
  const made: AwsService = {
    signingName: 'dynamodb',
    async handle({ body }) {
      return { status: 200, body: JSON.stringify({ Responses: JSON.parse(body.toString()).Statements }) };
    },
  };
  const rule = { service: 'dynamodb', operation: 'BatchExecuteStatement', fault: 'partial', every: 2 } as const;
  const faulty = createFaults({ seed: 1, faults: [rule] }).around(made);
  const answerTo = async (Statements: readonly string[]) => {
    const body = Buffer.from(JSON.stringify({ Statements }));
    return JSON.parse(String((await faulty.handle({ ...call('BatchExecuteStatement'), body })).body)).Responses;
  };
  const throttled = { Error: expect.objectContaining({ Code: 'ThrottlingError' }) };
  expect(await answerTo(['a', 'b', 'c'])).toEqual(['a', throttled, 'c']);
  expect(await answerTo(['d'])).toEqual([throttled]);
});

describe('a call goes through as if there were no faults', () => {
  const rule = { service: 'dynamodb', operation: 'PutItem', fault: 'throttle' } as const;

  test('without a plan, and after faults are switched off', async () => {
    const { made, done } = service('dynamodb');
    await createFaults().around(made).handle(call('PutItem'));
    const faults = always(rule);
    const faulty = faults.around(made);
    faults.use(undefined);
    await faulty.handle(call('PutItem'));
    expect(done).toHaveLength(2);
    const firehose = faults.aroundFirehose({ store, functions });
    expect([firehose.faults('stream'), firehose.deliversTwice('stream')]).toEqual([undefined, false]);
  });

  test('of another operation, and of the operator', async () => {
    const { made, done } = service('dynamodb');
    const faulty = always(rule).around(made);
    await faulty.handle(call('DeleteItem'));
    await faulty.handle(call('PutItem', OPERATOR));
    expect(done).toHaveLength(2);
  });
});

describe('Firehose', () => {
  test.each([
    ['error-before', 0, 'Runtime.ExitError'],
    ['error-after', 1, 'Sandbox.Timedout'],
  ] as const)('meets a transform that fails by %s, having run %i times', async (fault, times, errorType) => {
    const faulty = firehoseUnder({ operation: 'InvokeTransform', fault });
    expect(await faulty.functions.invoke(ROLE, 'arn', 'event')).toMatchObject({ functionError: { errorType } });
    expect(invoked).toHaveLength(times);
  });

  test.each([
    ['error-before', []],
    ['error-after', ['key']],
  ] as const)('meets an S3 that fails by %s, having written %j', async (fault, expected) => {
    const faulty = firehoseUnder({ operation: 'WriteObject', fault });
    await expect(faulty.store.put(ROLE, 'bucket', 'key', Buffer.alloc(0))).rejects.toMatchObject({ status: 500 });
    expect(written).toEqual(expected);
  });

  test('refuses single records, and delivers twice', () => {
    const refusing = firehoseUnder({ operation: 'PutRecordBatch', fault: 'partial' });
    expect([refusing.faults('stream'), refusing.deliversTwice('stream')]).toEqual([
      'ServiceUnavailableException',
      false,
    ]);
    expect(firehoseUnder({ operation: 'DeliverBatch', fault: 'twice' }).deliversTwice('stream')).toBe(true);
  });
});
