import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withLiterals } from '../../../domain/sql/literals.ts';
import { reportingLiterals } from '../../../domain/sql/reporting.ts';

const SQL_FOLDER = join(import.meta.dirname, '../../../athena-sql');
const FOLDERS = { stg_reporting_settings: 'staging', int_reporting_events: 'intermediate' };
const text = (view: keyof typeof FOLDERS) => readFileSync(join(SQL_FOLDER, FOLDERS[view], `${view}.sql`), 'utf8');

const SETTINGS = {
  REPORTING_DAYS: 90,
  REPORTING_TIME_ZONE: 'Asia/Kolkata',
  BILLING_TIME_ZONE: 'America/Sao_Paulo',
  BILLING_CURRENCY: 'BRL',
};
const NOW_MS = Date.UTC(2026, 10, 21, 12);

describe('marked texts', () => {
  test('get the value of their name, and the mark stays for the next time', () => {
    const once = withLiterals("SELECT 'UTC' /* zone */ AS zone", { zone: 'Asia/Kolkata' });
    expect(once).toBe("SELECT 'Asia/Kolkata' /* zone */ AS zone");
    expect(withLiterals(once, { zone: 'UTC' })).toBe("SELECT 'UTC' /* zone */ AS zone");
  });

  test('without a value, and texts without a mark, stay as they are', () => {
    expect(withLiterals("SELECT 'a', 'b' /* other */", { zone: 'UTC' })).toBe("SELECT 'a', 'b' /* other */");
  });

  test.each(["UTC' OR '1' = '1", '', 'a b', "'"])('refuse the value %j', (zone) => {
    expect(() => withLiterals("SELECT 'UTC' /* zone */", { zone })).toThrow(/zone must be of letters/);
  });
});

describe('the reporting window', () => {
  const literals = reportingLiterals(SETTINGS, NOW_MS);

  test('reports so many days, and reads a month and a few days more for late statuses', () => {
    expect(withLiterals(text('stg_reporting_settings'), literals)).toContain(
      "CAST('2026-08-23' /* firstDay */ AS date)",
    );
    expect(withLiterals(text('int_reporting_events'), literals)).toContain("dt >= '2026-07-22'");
  });

  test('has a mark in the views for each of its settings, and no mark is left over', () => {
    const marked = [...`${text('stg_reporting_settings')}${text('int_reporting_events')}`.matchAll(/\/\* (\w+) \*\//g)];
    expect(marked.map(([, name]) => name).sort()).toEqual(Object.keys(literals).sort());
  });

  test('is as long in the files as the late days ask', () => {
    expect(text('stg_reporting_settings')).toContain("'2024-01-01' /* firstDay */");
    expect(text('int_reporting_events')).toContain("'2023-11-30' /* firstDayRead */");
  });
});
