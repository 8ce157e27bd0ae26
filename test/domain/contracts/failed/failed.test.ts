import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FAILED_REASONS } from '../../../../domain/contracts/failed/reasons.ts';
import { parseFailedRecord } from '../../../../domain/contracts/failed/record.ts';
import { subjectOf } from '../../../../domain/contracts/failed/subject.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/failed');
const NAMES = readdirSync(FOLDER).flatMap((file) => /^(.*)\.expected\.json$/.exec(file)?.[1] ?? []);

function read(file: string) {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
}

function classified(line: string) {
  const record = parseFailedRecord(line);
  if (record === null) return null;
  const subject = subjectOf(record);
  const { reason } = subject;
  const said = { code: record.errorCode, reason, arrivedAtMs: record.arrivedAtMs };
  if ('row' in subject) return { ...said, subject: 'row', row: subject.row };
  if ('envelope' in subject) return { ...said, subject: 'envelope', replays: subject.envelope.replays ?? 0 };
  return { ...said, subject: null };
}

describe('a failed record in any of Firehose’s spellings is read, and its reason found', () => {
  test.each(NAMES)('%s', (name) => {
    expect(classified(JSON.stringify(read(`${name}.json`)))).toEqual(read(`${name}.expected.json`));
  });

  test('every reason has a fixture', () => {
    expect(new Set(NAMES.map((name) => read(`${name}.expected.json`).reason))).toEqual(
      new Set(Object.keys(FAILED_REASONS)),
    );
  });
});

test.each(['', 'not json', '[]', '7', 'null', '{}', '{"rawData": 7}'])('%j holds no failed record', (line) => {
  expect(parseFailedRecord(line)).toBeNull();
});

test('an invalid time is unknown, and the record still counts', () => {
  const line = JSON.stringify({ rawData: 'e30=', errorCode: 'X', arrivalTimestamp: 'yesterday' });
  expect(parseFailedRecord(line)).toEqual({ errorCode: 'X', arrivedAtMs: null, data: Buffer.from('{}') });
});
