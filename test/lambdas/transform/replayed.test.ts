import { expect, test } from 'vitest';
import { COLUMNS } from '../../../domain/event/columns.ts';
import { replayedRecord } from '../../../domain/event/envelope.ts';
import { transformBatch } from '../../../lambdas/transform/transform-batch.ts';
import { recordsOf, SETTINGS } from '../../domain/pipeline.ts';

const [RECORD = Buffer.alloc(0)] = recordsOf(
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1000',
        changes: [
          { field: 'messages', value: { statuses: [{ id: 'wamid.1', status: 'read', timestamp: '1795176000' }] } },
        ],
      },
    ],
  }),
);

function lineOf(record: Buffer): Readonly<Record<string, unknown>> {
  const data = record.toString('base64');
  const [answer] = transformBatch([{ recordId: 'r', data, approximateArrivalTimestamp: 0 }], SETTINGS).records;
  return JSON.parse(Buffer.from(answer?.data ?? '', 'base64').toString());
}

test('a replay gives the row that it gave before, and says how often beside its columns', () => {
  const { replays, ...row } = lineOf(replayedRecord(RECORD, 2) ?? RECORD);
  expect([replays, row]).toEqual([2, lineOf(RECORD)]);
  expect(row).not.toHaveProperty('replays');
  // The conversion to Parquet drops a name that is no column.
  expect(COLUMNS.map(({ name }) => String(name))).not.toContain('replays');
});
