import { describe, expect, test } from 'vitest';
import { judge } from '../../src/firehose/transform-response.ts';

const source = (id: string) => ({ id, arrivalMs: 0, data: Buffer.from(id), settle: () => undefined });
const data = Buffer.from('{}').toString('base64');
const verdictOf = (records: readonly unknown[], keys: readonly string[] = []) => {
  const [verdict] = judge([source('1')], { records }, keys);
  return verdict?.result === 'Failed' ? verdict.errorCode : verdict?.result;
};

describe('a record the transform answers', () => {
  test.each<[string, readonly unknown[], string]>([
    ['with Ok and data is Ok', [{ recordId: '1', result: 'Ok', data }], 'Ok'],
    ['with Dropped is dropped', [{ recordId: '1', result: 'Dropped' }], 'Dropped'],
    [
      'with ProcessingFailed fails',
      [{ recordId: '1', result: 'ProcessingFailed', data }],
      'Lambda.ProcessingFailedStatus',
    ],
    ['not at all is missing', [{ recordId: '2', result: 'Ok', data }], 'Lambda.MissingRecordId'],
    [
      'twice is duplicated',
      [
        { recordId: '1', result: 'Ok', data },
        { recordId: '1', result: 'Ok', data },
      ],
      'Lambda.DuplicatedRecordId',
    ],
    ['beside a foreign one is Ok', [{ recordId: '2' }, { recordId: '1', result: 'Ok', data }, null], 'Ok'],
    ['with null data is invalid', [{ recordId: '1', result: 'Ok', data: null }], 'Lambda.InvalidReturnFormat'],
    [
      'with data that is not base64 is invalid',
      [{ recordId: '1', result: 'Ok', data: '{"a":1}' }],
      'Lambda.InvalidReturnFormat',
    ],
    ['with another result is invalid', [{ recordId: '1', result: 'ok', data }], 'Lambda.InvalidReturnFormat'],
  ])('%s', (_name, records, expected) => {
    expect(verdictOf(records)).toBe(expected);
  });

  test.each<[string, unknown]>([
    ['no metadata', undefined],
    ['a missing key', { partitionKeys: {} }],
    ['an empty key', { partitionKeys: { dt: '' } }],
    ['a null key', { partitionKeys: { dt: null } }],
  ])('fails with %s when the prefix needs the key', (_name, metadata) => {
    const records = [{ recordId: '1', result: 'Ok', data, metadata }];
    expect(verdictOf(records, ['dt'])).toBe('DynamicPartitioning.MetadataExtractionFailed');
    expect(verdictOf(records, [])).toBe('Ok');
  });
});

test.each([null, undefined, 'text', {}, { records: 'x' }, []])('a response %j fails every record', (payload) => {
  expect(judge([source('1'), source('2')], payload, [])).toEqual([
    { result: 'Failed', errorCode: 'Lambda.InvalidReturnFormat' },
    { result: 'Failed', errorCode: 'Lambda.InvalidReturnFormat' },
  ]);
});

test('a record of the largest size comes back whole', () => {
  const large = Buffer.alloc(1000 * 1024, 7);
  const [verdict] = judge(
    [source('1')],
    { records: [{ recordId: '1', result: 'Ok', data: large.toString('base64') }] },
    [],
  );
  expect(verdict?.result === 'Ok' && verdict.data.equals(large)).toBe(true);
});
