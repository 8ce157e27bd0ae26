import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Family } from '../../domain/event/families.ts';
import type { Laptop } from '../local/athena/laptop.ts';
import { type LandedRow, land, openLake } from './lake.ts';

/** One file for each of these days and families: twelve. */
const DAYS = ['2026-11-10', '2026-11-11'];
const SIX: readonly Family[] = ['messaging', 'engagement', 'crm', 'flow', 'account', 'unmapped'];

let laptop: Laptop;

beforeAll(async () => {
  laptop = await openLake();
  const files = DAYS.flatMap((dt) => SIX.map((family) => [rowOf(dt, family)]));
  await land(laptop, files);
});

afterAll(() => laptop.close());

function rowOf(dt: string, family: Family): LandedRow {
  const at = `${dt} 10:00:00.000`;
  const message = { message_key: dt, direction: 'outbound', event_type: 'message_sent' };
  return { event_key: `${dt} ${family}`, dt, family, event_at: at, received_at: at, transform_version: 1, ...message };
}

/** How many of the twelve files the plan opens, by DuckDB's own account of it. */
async function filesRead(query: string): Promise<number> {
  const plan = (await laptop.rows(`EXPLAIN ${query}`)).flat().join('\n');
  expect(plan.split('Function:'), 'the table is scanned once').toHaveLength(2);
  const [, read] = /Scanning Files:[^\d]*(\d+)\/12/.exec(plan) ?? [];
  return read === undefined ? 12 : Number(read);
}

describe('conditions on day and family reach the files', () => {
  test.each([
    ['events', 'true', 12],
    ['events', "dt = '2026-11-10'", 6],
    ['events', "dt BETWEEN '2026-11-11' AND '2026-11-30'", 6],
    ['events', "family = 'messaging'", 2],
    ['events', "family IN ('messaging', 'engagement')", 4],
    ['events', "dt >= '2026-11-11' AND family = 'messaging'", 1],
    ['events', "event_type = 'message_sent'", 12],
    ['fact_messages', 'true', 2],
    ['metric_message_funnel_daily', 'true', 2],
    ['metric_unmapped_daily', 'true', 2],
  ])('%s WHERE %s reads %i of 12 files', async (view, condition, files) => {
    expect(await filesRead(`SELECT * FROM ${view} WHERE ${condition}`)).toBe(files);
  });
});

test('the funnel is billed for the messaging files alone', async () => {
  const scanned = async (query: string) => (await laptop.run(query)).Statistics?.DataScannedInBytes;
  const all = Number(await scanned('SELECT * FROM events'));
  expect(Number(await scanned('SELECT * FROM metric_message_funnel_daily')) / all).toBeCloseTo(1 / 6, 2);
});
