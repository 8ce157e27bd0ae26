import { expect, test } from 'vitest';
import { estimateScanBytes } from '../../src/athena/scan-estimate.ts';

const TABLES = [
  { files: 4, bytes: 400 },
  { files: 0, bytes: 0 },
];

test.each([
  ['a share of the files', ['1/4'], 100],
  ['two scans, each for itself', ['1/4', '4/4'], 500],
  ['none of no files', ['0/0'], 0],
  ['an unknown scan: the largest table', [undefined], 400],
])('%s', (_what, figures, bytes) => {
  const scans = figures.map((files) => ({
    name: 'READ_PARQUET',
    extra_info: files === undefined ? {} : { 'Scanning Files': files },
    children: [],
  }));
  expect(estimateScanBytes([{ name: 'UNION', children: scans }], TABLES)).toBe(bytes);
});
