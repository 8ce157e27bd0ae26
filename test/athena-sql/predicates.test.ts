import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Family } from '../../domain/event/families.ts';
import { reportingLiterals } from '../../domain/sql/reporting.ts';
import type { Laptop } from '../support/local-athena.ts';
import {
  applySettings,
  close,
  type LandedRow,
  land,
  openLake,
  registerFolders,
  VIEW_FILES,
  writeRows,
} from './lake.ts';

/** One file for each of these days, which are closed, and families: twelve. Below, three files of open days. */
const DAYS = ['2026-11-10', '2026-11-11'];
const OPEN_DAYS = ['2026-11-12', '2026-11-13', '2026-11-14'];
const SIX: readonly Family[] = ['messaging', 'engagement', 'crm', 'flow', 'account', 'unmapped'];

let laptop: Laptop;

beforeAll(async () => {
  laptop = await openLake();
  const closed = DAYS.flatMap((dt) => SIX.map((family) => rowOf(dt, family)));
  const open = OPEN_DAYS.map((dt) => rowOf(dt, 'messaging'));
  // The files that the closed days were made of still lie there.
  await land(
    laptop,
    [...closed, ...open].map((row) => [row]),
  );
  await close(laptop, '2026-11-11', closed);
});

afterAll(() => laptop.close());

function rowOf(dt: string, family: Family): LandedRow {
  const at = `${dt} 10:00:00.000`;
  const message = { message_key: dt, direction: 'outbound', event_type: 'message_sent' };
  return { event_key: `${dt} ${family}`, dt, family, event_at: at, received_at: at, transform_version: 1, ...message };
}

/** How many files the plan opens, by DuckDB's own account of it: of the twelve compacted, and of the fifteen landed. */
async function filesRead(query: string): Promise<{ readonly closed: number; readonly open: number }> {
  const plan = (await laptop.rows(`EXPLAIN ${query}`)).flat().join('\n');
  const scans = plan.split('Function:').length - 1;
  const read = [...plan.matchAll(/Scanning Files:[^\d]*(\d+)\/(\d+)/g)].map(([, some, all]) => [
    Number(all),
    Number(some),
  ]);
  const share = new Map(read.map(([all = 0, some = 0]) => [all, some]));
  // A scan that reads all its files does not say so, and one that reads none is not in the plan.
  const closedIsWhole = scans > share.size && !share.has(12);
  return { closed: share.get(12) ?? (closedIsWhole ? 12 : 0), open: share.get(15) ?? 0 };
}

describe('conditions on day and family reach the files of closed days', () => {
  test.each([
    ['events', 'true', 12],
    ['events', "dt = '2026-11-10'", 6],
    ['events', "dt BETWEEN '2026-11-11' AND '2026-11-30'", 6],
    ['events', "family = 'messaging'", 2],
    ['events', "family IN ('messaging', 'engagement')", 4],
    ['events', "dt >= '2026-11-11' AND family = 'messaging'", 1],
    ['events', "event_type = 'message_sent'", 12],
    ['fact_messages', 'true', 2],
    ['int_sent_messages', 'true', 2],
    ['cube_failures_daily', 'true', 2],
    ['metric_unmapped_daily', 'true', 2],
  ])('%s WHERE %s reads %i of 12 files, and no landed file of a closed day', async (view, condition, files) => {
    expect(await filesRead(`SELECT * FROM ${view} WHERE ${condition}`)).toEqual({ closed: files, open: 3 });
  });
});

test('what was sent is billed for the messaging files of closed days alone', async () => {
  const scanned = async (query: string) => (await laptop.run(query)).Statistics?.DataScannedInBytes;
  const all = Number(await scanned('SELECT * FROM events'));
  // Two of the twelve files of closed days, and the three of open ones.
  expect(Number(await scanned('SELECT * FROM cube_failures_daily')) / all).toBeCloseTo(5 / 15, 2);
});

describe('metrics read the reporting window and 32 days before it, and nothing else', () => {
  const IN_WINDOW = '2026-11-10';
  const BEFORE = '2026-10-08';
  const SETTINGS = {
    REPORTING_DAYS: 4,
    REPORTING_TIME_ZONE: 'UTC',
    BILLING_TIME_ZONE: 'UTC',
    BILLING_CURRENCY: 'USD',
  };
  const METRICS = VIEW_FILES.map(({ name }) => name).filter((name) => name.startsWith('metric_'));
  /** They tell of all that was ever received. */
  const UNBOUNDED = ['drift_paths', 'duplicates_audit'];

  /** Files that break who reads a row of them stand where nothing may be read; their footers, which anybody may, are whole. */
  async function poison(dt: string, families: readonly Family[]): Promise<void> {
    for (const family of families) {
      const compacted = await writeRows(laptop, 'compacted/poison/', [rowOf(dt, family)]);
      const landed = await writeRows(laptop, 'events/', [rowOf(dt, family)]);
      for (const key of [compacted, landed]) spoilPages(join(laptop.folderOf('lake'), key));
      await registerFolders(laptop, [dirname(compacted)]);
    }
  }

  /** A Parquet file is `PAR1`, pages, footer, the footer's length in four bytes, `PAR1`. */
  function spoilPages(file: string): void {
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xff, 4, bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8)));
  }

  async function outcome(view: string): Promise<string | undefined> {
    const { Status } = await laptop.run(`SELECT * FROM ${view}`);
    return Status?.State === 'SUCCEEDED' ? 'reads none of it' : Status?.StateChangeReason;
  }

  async function landWindow(families: readonly Family[]): Promise<void> {
    await land(laptop, [[rowOf('2026-11-14', 'messaging')]]);
    await close(
      laptop,
      '2026-11-11',
      families.map((family) => rowOf(IN_WINDOW, family)),
    );
    await applySettings(laptop, reportingLiterals(SETTINGS, Date.UTC(2026, 10, 14)));
  }

  describe('of a closed day before them', () => {
    beforeAll(async () => {
      await landWindow(SIX);
      await poison(BEFORE, SIX);
    });

    test.each(METRICS)('%s', async (view) => {
      expect(await outcome(view)).toBe('reads none of it');
    });

    test.each(UNBOUNDED)('%s alone reads the whole history', async (view) => {
      expect(await outcome(view)).not.toBe('reads none of it');
    });
  });

  describe('of other families', () => {
    test.each(['cube_failures_daily', 'int_sent_messages'])('%s', async (view) => {
      await landWindow(['messaging']);
      await poison(IN_WINDOW, ['engagement', 'crm', 'flow', 'account', 'unmapped']);
      expect(await outcome(view)).toBe('reads none of it');
    });

    test.each(['metric_unmapped_daily'])('%s', async (view) => {
      await landWindow(['unmapped']);
      await poison(IN_WINDOW, ['messaging', 'engagement', 'crm', 'flow', 'account']);
      expect(await outcome(view)).toBe('reads none of it');
    });
  });
});
