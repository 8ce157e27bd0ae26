import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Laptop, remove, startLaptop, temporaryFolder } from '../support/laptop.ts';

/** Meta batches up to 1,000 updates and 3 MB in one POST. */
const UPDATES = 1_000;
const BYTES = 3_000_000;

let laptop: Laptop;
beforeAll(async () => {
  laptop = await startLaptop(temporaryFolder());
});
afterAll(async () => {
  await laptop.close();
  remove(laptop.dataDir);
});

const STATUSES = ['sent', 'delivered', 'read', 'failed', 'in_orbit'];

function update(n: number) {
  const padding = 'x'.repeat(BYTES / UPDATES - 200);
  const id = `wamid.large.${n}`;
  const timestamp = '1795190400';
  if (n % 3 === 0)
    return {
      field: 'messages',
      value: { messages: [{ id, from: '15555550100', timestamp, type: 'text', text: { body: padding } }] },
    };
  if (n % 3 === 1)
    return {
      field: 'messages',
      value: {
        statuses: [
          { id, status: STATUSES[n % 5], timestamp, recipient_id: '15555550100', biz_opaque_callback_data: padding },
        ],
      },
    };
  return { field: 'a_later_field', value: { number: n, padding } };
}

test('a POST of 1,000 mixed updates and 3 MB is taken whole: every one of them is a row', async () => {
  const changes = Array.from({ length: UPDATES }, (_, n) => update(n));
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '102290129340398', time: 1_795_190_400, changes }],
  });
  expect(body.length).toBeGreaterThan(2_800_000);
  const file = join(laptop.dataDir, 'large.json');
  writeFileSync(file, body);
  expect((await laptop.lake('deliver', 'meta', file)).stdout).toBe('1\t200\t{"accepted":1000,"duplicates":0}\n');
  expect((await laptop.lake('flush')).stdout).toMatch(/^1000 records delivered, 0 failed/);
  expect(await laptop.query('SELECT count(*) AS n FROM events')).toEqual([{ n: 1000 }]);
  expect((await laptop.lake('deliver', 'meta', file)).stdout).toBe('1\t200\t{"accepted":0,"duplicates":1000}\n');
});
