import { expect, test } from 'vitest';
import { withNearestNames } from '../../bin/cli/unknown-names.ts';

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  'SHOW TABLES': ['events', 'fact_messages', 'metric_messages'],
  'SHOW COLUMNS IN fact_messages': ['message_key', 'delivered_at', 'campaign_key'],
  'SHOW COLUMNS IN dim_campaign': ['campaign_key', 'campaign_name'],
};

async function stack(sql: string): Promise<readonly string[]> {
  const names = COLUMNS[sql];
  if (names === undefined) throw new Error('TABLE_NOT_FOUND');
  return names;
}

const SHOW_ALL = '`npx lake query "SHOW TABLES"` lists what there is.';
const TABLE = "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.whatsapp_event_lake.metric_mesages' does not exist";
const JOIN =
  'SELECT 1 FROM fact_messages m JOIN dim_campaign c ON m.campaign_key = c.campaign_key JOIN nowhere ON true';

test('a view that there is not is answered with the nearest of the stack', async () => {
  expect(await withNearestNames(TABLE, 'SELECT * FROM metric_mesages', stack)).toBe(
    `${TABLE}\nDid you mean "metric_messages"? ${SHOW_ALL}`,
  );
});

test('the tables behind the views and the live ones are offered last', async () => {
  const tables = [
    'live_fact_messages',
    'refreshed_fact_messages',
    'refreshed_dim_contact',
    'fact_messages',
    'dim_messages',
  ];
  const answer = await withNearestNames(TABLE.replace('metric_mesages', 'messages'), '', async () => tables);
  expect(answer).toContain(
    'Did you mean "fact_messages", "dim_messages", "live_fact_messages", or "refreshed_fact_messages"?',
  );
});

test('where none is near, or the stack does not list them, it says how to list them', async () => {
  const reason = TABLE.replace('metric_mesages', 'revenue');
  expect(await withNearestNames(reason, '', stack)).toBe(`${reason}\n${SHOW_ALL}`);
  expect(await withNearestNames(TABLE, '', () => Promise.reject(new Error('denied')))).toBe(`${TABLE}\n${SHOW_ALL}`);
});

test.each([
  "COLUMN_NOT_FOUND: line 1:8: Column 'delivred_at' cannot be resolved",
  "COLUMN_NOT_FOUND: line 1:8: Column 'm.delivred_at' cannot be resolved or requester is not authorized to access requested resources",
  'COLUMN_NOT_FOUND: Binder Error: Referenced column "delivred_at" not found in FROM clause!',
])('a column that there is not is answered with the nearest of the views that are read: %s', async (reason) => {
  expect(await withNearestNames(reason, JOIN, stack)).toBe(`${reason}\nDid you mean "delivered_at"?`);
});

test('a column with none near it, and any other reason, stay as they are', async () => {
  const nothing = "COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved";
  expect(await withNearestNames(nothing, JOIN, stack)).toBe(nothing);
  const other = "SYNTAX_ERROR: line 1:1: mismatched input 'SELEC'";
  expect(await withNearestNames(other, 'SELEC 1', stack)).toBe(other);
});
