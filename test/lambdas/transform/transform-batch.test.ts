import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { leftOutFault, leftOutTypes } from '../../../domain/event/curation.ts';
import { EVENT_TYPES, isEventType } from '../../../domain/event/event-types.ts';
import { ItemFailure } from '../../../domain/event/failure.ts';
import { logger, metrics } from '../../../lambdas/aws/observability.ts';
import { reportBatch } from '../../../lambdas/transform/report.ts';
import { type Batch, transformBatch } from '../../../lambdas/transform/transform-batch.ts';
import { recordsOf, SETTINGS } from '../../domain/pipeline.ts';

const DOCUMENT = JSON.stringify({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '1000',
      changes: [
        {
          field: 'messages',
          value: {
            messages: [
              { id: 'wamid.1', type: 'text', timestamp: '1795176000', from: '15550100001' },
              'call me at +1 555 010 0001',
              { id: 'wamid.2', type: 'hologram', timestamp: '1795176000', from: '15550100001' },
            ],
          },
        },
      ],
    },
  ],
});

function record(recordId: string, data: Buffer) {
  return { recordId, data: data.toString('base64'), approximateArrivalTimestamp: 1_795_176_000_000 };
}

const GOOD_AND_BAD = [...recordsOf(DOCUMENT), Buffer.from('not json, +1 555 010 0001')].map((data, index) =>
  record(`r${index}`, data),
);

describe('a batch of good and bad records', () => {
  const batch = transformBatch(GOOD_AND_BAD, SETTINGS);

  test('answers each record, in its place', () => {
    expect(batch.records.map(({ recordId, result }) => [recordId, result])).toEqual([
      ['r0', 'Ok'],
      ['r1', 'ProcessingFailed'],
      ['r2', 'Ok'],
      ['r3', 'ProcessingFailed'],
    ]);
  });

  test('drops nothing where nothing is left out', () => {
    expect(batch.records.map(({ result }) => result)).not.toContain('Dropped');
  });

  test('makes one line of JSON of a good record, with its partition', () => {
    const [first] = batch.records;
    const lines = Buffer.from(first?.data ?? '', 'base64')
      .toString()
      .split('\n');
    expect(lines).toEqual([expect.stringMatching(/^\{.*\}$/), '']);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event_type: 'message_received', source: 'meta' });
    expect(first?.metadata).toEqual({ partitionKeys: { dt: '2026-11-20', family: 'messaging' } });
  });

  test('gives a bad record back as it came, so that it is kept', () => {
    expect(batch.records[1]?.data).toBe(GOOD_AND_BAD[1]?.data);
    expect(batch.records[3]?.data).toBe(GOOD_AND_BAD[3]?.data);
  });

  test('says what became of each', () => {
    expect(batch.eventTypes).toEqual(['message_received', 'unmapped']);
    expect(batch.failures.map(({ recordId, reason }) => [recordId, reason])).toEqual([
      ['r1', 'item_not_an_object'],
      ['r3', 'not_json'],
    ]);
  });
});

describe('a batch with one type left out', () => {
  const batch = transformBatch(GOOD_AND_BAD, SETTINGS, leftOutTypes(['unmapped']));

  test('answers items of that type as dropped, and the others as before', () => {
    expect(batch.records.map(({ recordId, result }) => [recordId, result])).toEqual([
      ['r0', 'Ok'],
      ['r1', 'ProcessingFailed'],
      ['r2', 'Dropped'],
      ['r3', 'ProcessingFailed'],
    ]);
    expect(batch.records[0]).toEqual(transformBatch(GOOD_AND_BAD, SETTINGS).records[0]);
  });

  test('gives a dropped record all that Firehose asks of an answer, and no row', () => {
    expect(batch.records[2]).toEqual({
      recordId: 'r2',
      result: 'Dropped',
      data: GOOD_AND_BAD[2]?.data,
      metadata: { partitionKeys: { dt: '2026-11-20', family: 'unmapped' } },
    });
  });

  test('accounts for it as left out, neither as a row nor as a failure', () => {
    expect(batch).toMatchObject({ eventTypes: ['message_received'], leftOut: ['unmapped'] });
    expect(batch.failures.map(({ recordId }) => recordId)).toEqual(['r1', 'r3']);
  });
});

const MAY_BE_LEFT_OUT = Object.keys(EVENT_TYPES)
  .filter(isEventType)
  .filter((type) => leftOutFault(type) === null);

test('whatever comes in and is left out, every recordId goes out once and is counted once', () => {
  const contents = fc.array(fc.oneof(fc.uint8Array(), fc.constantFrom(...recordsOf(DOCUMENT))));
  fc.assert(
    fc.property(contents, fc.subarray(MAY_BE_LEFT_OUT), (bodies, leftOut) => {
      const records = bodies.map((data, index) => record(`r${index}`, Buffer.from(data)));
      const batch = transformBatch(records, SETTINGS, new Set(leftOut));
      expect(batch.records.map(({ recordId }) => recordId)).toEqual(records.map(({ recordId }) => recordId));
      const answered = (result: string) => batch.records.filter((one) => one.result === result).length;
      expect([batch.eventTypes.length, batch.leftOut.length, batch.failures.length]).toEqual(
        ['Ok', 'Dropped', 'ProcessingFailed'].map(answered),
      );
      expect(answered('Ok') + answered('Dropped') + answered('ProcessingFailed')).toBe(records.length);
    }),
  );
});

test('a bug of the transform fails its record alone, as our bug', () => {
  const broken = {
    currentVersion: '1',
    get pepper(): string {
      throw new Error('out of order');
    },
  };
  const batch = transformBatch(GOOD_AND_BAD, { ...SETTINGS, keys: broken });
  expect(batch.failures.map(({ reason }) => reason)).toContain('normaliser_error');
  expect(batch.records).toHaveLength(GOOD_AND_BAD.length);
});

const NO_ITEMS: Batch = {
  records: [],
  eventTypes: [],
  leftOut: [],
  failures: [],
  newPathRows: 0,
  shortenedRows: 0,
  namesKeyed: [],
};

describe('the report of what is left out', () => {
  function reported(leftOut: Batch['leftOut']) {
    const info = vi.spyOn(logger, 'info').mockImplementation(() => {});
    const addMetric = vi.spyOn(metrics, 'addMetric').mockImplementation(() => metrics);
    reportBatch({ ...NO_ITEMS, leftOut });
    const said = { counted: addMetric.mock.calls.filter(([name]) => name === 'ItemsLeftOut'), logged: info.mock.calls };
    info.mockRestore();
    addMetric.mockRestore();
    return said;
  }

  test('counts it, and logs how many of each type', () => {
    const { counted, logged } = reported(['reaction_added', 'contact_synced', 'reaction_added']);
    expect(counted).toEqual([['ItemsLeftOut', 'Count', 3]]);
    expect(logged).toEqual([['items left out', { leftOut: { reaction_added: 2, contact_synced: 1 } }]]);
  });

  test('says nothing where nothing is', () => {
    expect(reported([])).toEqual({ counted: [], logged: [] });
  });
});

describe('the log of a failure', () => {
  function logged(cause: unknown): string {
    const error = vi.spyOn(logger, 'error').mockImplementation(() => {});
    const failure = { recordId: 'r1', reason: new ItemFailure('normaliser_error').reason, cause };
    reportBatch({ ...NO_ITEMS, failures: [failure] });
    const text = JSON.stringify(error.mock.calls);
    error.mockRestore();
    return text;
  }

  test('says which record, why and where, and not the error’s message', () => {
    const text = logged(new TypeError('cannot read "+1 555 010 0001"'));
    expect(text).toMatch(/r1.*normaliser_error.*transform-batch\.test/);
    expect(text).not.toContain('555');
  });

  test('needs no cause', () => {
    expect(logged(undefined)).toMatch(/r1.*normaliser_error/);
  });

  test('holds nothing of a message of several lines either', () => {
    expect(logged(new Error('invalid:\n  body "call +1 555 010 0001"\n  at'))).not.toContain('555');
  });
});

describe('the report of names that are keyed', () => {
  const STATUS = { id: 'wamid.1', status: 'sent', timestamp: '1795176000' };
  const said = (biz_opaque_callback_data: string) =>
    transformBatch(
      recordsOf(
        JSON.stringify({
          object: 'whatsapp_business_account',
          entry: [{ changes: [{ field: 'messages', value: { statuses: [{ ...STATUS, biz_opaque_callback_data }] } }] }],
        }),
      ).map((record) => ({ recordId: '1', approximateArrivalTimestamp: 0, data: record.toString('base64') })),
      SETTINGS,
    );

  test('counts them, and logs in which columns and never which', () => {
    const info = vi.spyOn(logger, 'info').mockImplementation(() => {});
    const addMetric = vi.spyOn(metrics, 'addMetric').mockImplementation(() => metrics);
    reportBatch(said('campaign=ada@example.com;template=call_15550100999;cost=crm'));
    expect(addMetric.mock.calls.filter(([name]) => name === 'NamesKeyed')).toEqual([['NamesKeyed', 'Count', 2]]);
    expect(info.mock.calls).toEqual([['names keyed', { namesKeyed: { template_name: 1, campaign_id: 1 } }]]);
    vi.restoreAllMocks();
  });

  test('says nothing where every name keeps to the grammar', () => {
    expect(said('campaign=spring-sale').namesKeyed).toEqual([]);
  });
});
