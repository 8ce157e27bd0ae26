import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { atBoundary, readThrough, throughObject } from '../../../domain/sql/boundary.ts';

const EVENTS = readFileSync(join(import.meta.dirname, '../../../athena-sql/staging/events.sql'), 'utf8');

test('the view of events has the boundary on both sides, and nowhere else', () => {
  const placed = atBoundary(EVENTS, '2026-11-18');
  expect(placed.match(/dt (<=|>) '2026-11-18'/g)).toEqual(["dt <= '2026-11-18'", "dt > '2026-11-18'"]);
  expect(placed.replaceAll("'2026-11-18'", "'1970-01-01'")).toBe(EVENTS);
});

test('without a boundary it is as its file has it', () => {
  expect(atBoundary(EVENTS, null)).toBe(EVENTS);
});

test('the boundary is read as it was written, and none where there is no object', () => {
  expect(readThrough(throughObject('2026-11-18'))).toBe('2026-11-18');
  expect(readThrough(undefined)).toBeNull();
});

test.each(["2026-11-18' OR '1' = '1", '', '20261118'])('the boundary %j is refused', (through) => {
  expect(() => atBoundary(EVENTS, through)).toThrow(/must be a day/);
  expect(() => readThrough(throughObject(through))).toThrow();
});
