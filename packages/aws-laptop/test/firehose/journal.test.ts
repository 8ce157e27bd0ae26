import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal } from '../../src/firehose/journal.ts';
import { temporaryFolder } from './support.ts';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

const entry = (id: string, data = id) => ({ id, arrivalMs: 1, data: Buffer.from(data) });
const files = () => fs.readdirSync(folder).sort();
const leftOver = () => openJournal(folder, 1).leftOver.map(({ id, data }) => [id, data.toString()]);

test('what was appended is left over for the next process, byte for byte and in order', () => {
  const journal = openJournal(folder, 1);
  journal.append([entry('1', 'a\nb'), entry('2', '')]);
  journal.append([entry('3')]);
  expect(leftOver()).toEqual([
    ['1', 'a\nb'],
    ['2', ''],
    ['3', '3'],
  ]);
});

test('a segment is deleted only when every record is settled on every path', () => {
  const journal = openJournal(folder, 2);
  const [first, second] = journal.append([entry('1'), entry('2')]);
  first?.settle();
  second?.settle();
  first?.settle();
  expect(files()).toHaveLength(1);
  second?.settle();
  expect(files()).toEqual([]);
});

test('left-over segments are deleted when their records are settled, and their numbers are not used again', () => {
  openJournal(folder, 1).append([entry('1')]);
  const journal = openJournal(folder, 1);
  journal.append([entry('2')]);
  expect(files()).toEqual(['segment-000000001.ndjson', 'segment-000000002.ndjson']);
  for (const record of journal.leftOver) record.settle();
  expect(files()).toEqual(['segment-000000002.ndjson']);
});

test('a segment that is settled while open makes room for a new one', () => {
  const journal = openJournal(folder, 1);
  journal.append([entry('1')])[0]?.settle();
  journal.append([entry('2')]);
  expect(files()).toEqual(['segment-000000002.ndjson']);
});

test('a full segment is closed, so that steady traffic lets it be deleted', () => {
  const journal = openJournal(folder, 1);
  const large = 'x'.repeat(1000 * 1024);
  for (let put = 0; put < 9; put += 1) journal.append([entry(String(put), large)]);
  expect(files()).toHaveLength(2);
});

test('a torn last line is dropped: its put was never answered', () => {
  openJournal(folder, 1).append([entry('1')]);
  fs.appendFileSync(path.join(folder, 'segment-000000001.ndjson'), '{"id":"2","arri');
  expect(leftOver()).toEqual([['1', '1']]);
});

test('a segment with nothing but a torn line is deleted', () => {
  fs.writeFileSync(path.join(folder, 'segment-000000001.ndjson'), '{"id":');
  expect(leftOver()).toEqual([]);
  expect(files()).toEqual([]);
});

test.each(['garbage', '{"id":"1"}', '{"id":"1","arrivalMs":1,"data":"not base64!"}'])(
  'a corrupt line that is not the last, %s, names its file and line',
  (corrupt) => {
    fs.writeFileSync(path.join(folder, 'segment-000000001.ndjson'), `${corrupt}\n`);
    expect(() => openJournal(folder, 1)).toThrow(/corrupt at .*segment-000000001\.ndjson, line 1/);
  },
);

test('only the owner may read what was put', () => {
  openJournal(folder, 1).append([entry('1')]);
  expect(fs.statSync(path.join(folder, 'segment-000000001.ndjson')).mode & 0o077).toBe(0);
});
