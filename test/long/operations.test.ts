import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatsOf } from '../../dashboard/format.ts';
import { renderTail } from '../../dashboard/tail.ts';
import { type Laptop, remove, startLaptop, temporaryFolder } from '../support/laptop.ts';
import { type OperationsPages, operationsPagesOf } from '../support/operations-pages.ts';
import { run } from './replay.ts';

/** The operations page and the live tail of a stack that took a message, the same again, an unknown kind and a broken item. */
const SECRET_WORDS = 'meet me at the old pier at nine';
const PHONE = '15550001234';
const METADATA = { display_phone_number: '15550783881', phone_number_id: '106540352242922' };
const timestamp = String(Math.floor(Date.now() / 1000) - 60);

function delivery(field: string, value: object): object {
  const change = { field, value: { messaging_product: 'whatsapp', metadata: METADATA, ...value } };
  return { object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes: [change] }] };
}

const message = { from: PHONE, id: 'wamid.UE9TVA==', timestamp, type: 'text', text: { body: SECRET_WORDS } };
const MESSAGE = delivery('messages', {
  contacts: [{ wa_id: PHONE, profile: { name: 'Nobody Inparticular' } }],
  messages: [message],
});
const UNKNOWN = delivery('moods', { mood: 'curious', timestamp });
const BROKEN = delivery('messages', { statuses: ['no object'] });

let laptop: Laptop;
let pages: OperationsPages;

beforeAll(async () => {
  laptop = await startLaptop(temporaryFolder());
  for (const [index, document] of [MESSAGE, MESSAGE, UNKNOWN, BROKEN].entries()) {
    const file = join(laptop.dataDir, `delivery-${index}.json`);
    writeFileSync(file, JSON.stringify(document));
    await run(laptop, 'deliver', 'meta', file);
  }
  await run(laptop, 'flush');
  await run(laptop, 'refresh');
  pages = await operationsPagesOf(laptop.dataDir);
});

afterAll(async () => {
  await laptop?.close();
  remove(laptop.dataDir);
});

describe('the live tail', () => {
  test('shows what arrived with its outcome, and of its text the length', async () => {
    const { answer, failed } = await pages.operations.tail();
    const columns = answer.columns.map(({ name }) => name);
    const rows = answer.rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
    expect([answer.error, rows]).toEqual([
      undefined,
      expect.arrayContaining([
        expect.objectContaining({
          outcome: 'accepted',
          event_type: 'message_received',
          kept_text: `<text ${SECRET_WORDS.length}>`,
        }),
        expect.objectContaining({ outcome: 'duplicate', source: 'meta', items: '1', kept_text: null }),
        expect.objectContaining({ outcome: 'not understood', source: 'meta' }),
      ]),
    ]);
    expect(failed).toMatchObject([{ source: 'meta', reason: 'item_not_an_object' }]);
  });

  test('holds nothing of the message or its sender', async () => {
    const shown = renderTail(await pages.operations.tail(), formatsOf('en')).toString();
    expect(shown.match(/<tr>/g)).toHaveLength(4);
    for (const secret of [SECRET_WORDS, PHONE, 'Nobody', 'wamid']) expect(shown).not.toContain(secret);
  });
});

test('the page has an answer to every statement, and says what failed with its command', async () => {
  const html = await pages.page();
  expect(html).not.toContain('No answer to');
  expect(html).toContain('npx lake replay --from failed --reason item_not_an_object --data');
  expect(html).toContain('They have not been run on this lake yet');
  for (const secret of [SECRET_WORDS, PHONE, 'Nobody', 'wamid']) expect(html).not.toContain(secret);
});

test('a signature that is refused is counted', async () => {
  const { status } = await fetch(`${laptop.url}/webhooks/meta`, {
    method: 'POST',
    body: '{}',
    headers: { 'x-hub-signature-256': 'sha256=00' },
  });
  expect(status).toBe(401);
  const { counts, problems } = await pages.operations.facts();
  expect(problems).toEqual([]);
  expect(counts).toMatchObject({ refusedSignatures: 1, received: 4, duplicates: 1, failed: 1, throttled: null });
});

describe('what lake check found', () => {
  test('is not kept of a run of one view', async () => {
    await run(laptop, 'check', 'dim_time');
    expect((await pages.operations.facts()).checks).toBe('never');
  });

  test('is kept of a run of all checks, and shown', async () => {
    const stdout = await run(laptop, 'check');
    const total = Number(/(\d+) checks in/.exec(stdout)?.[1]);
    const { checks } = await pages.operations.facts();
    expect(checks).toMatchObject({ totals: { checks: total, fail: 0, error: 0 } });
    expect(await pages.page()).toContain(`<data value="${total}">`);
  });
});
