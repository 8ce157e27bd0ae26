import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Laptop, remove, startLaptop, temporaryFolder } from '../support/laptop.ts';
import { columnsInGlue, columnsOfFiles } from './parquet-columns.ts';

/**
 * Meta's documented samples, with invented numbers. Beside each body lies the signature that openssl made of it, not our
 * code: `openssl dgst -sha256 -hmac an-invented-app-secret text.json`.
 */
const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'documented');
const APP_SECRET = 'an-invented-app-secret';
const VERIFY_TOKEN = 'an-invented-verify-token';

let laptop: Laptop;

beforeAll(async () => {
  vi.stubEnv('LAKE_META_APP_SECRET', APP_SECRET);
  vi.stubEnv('LAKE_META_VERIFY_TOKEN', VERIFY_TOKEN);
  laptop = await startLaptop(temporaryFolder());
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await laptop.close();
  remove(laptop.dataDir);
});

async function post(name: string, change?: { body?: Buffer; signature?: string }) {
  const body = change?.body ?? readFileSync(join(FIXTURES, `${name}.json`));
  const signature = change?.signature ?? readFileSync(join(FIXTURES, `${name}.signature`), 'utf8').trim();
  const response = await fetch(`${laptop.url}/webhooks/meta`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body: new Uint8Array(body),
  });
  return { status: response.status, answer: await response.json() };
}

describe('documented samples, signed by openssl', () => {
  test('each is accepted, and its items counted', async () => {
    expect(await post('text')).toEqual({ status: 200, answer: { accepted: 1, duplicates: 0 } });
    expect(await post('button-reply')).toEqual({ status: 200, answer: { accepted: 1, duplicates: 0 } });
    expect(await post('statuses')).toEqual({ status: 200, answer: { accepted: 3, duplicates: 0 } });
    expect(await post('failed')).toEqual({ status: 200, answer: { accepted: 1, duplicates: 0 } });
    expect(await post('two-entries')).toEqual({ status: 200, answer: { accepted: 2, duplicates: 0 } });
  });

  test('one posted again is answered 200 and counted as a duplicate', async () => {
    expect(await post('statuses')).toEqual({ status: 200, answer: { accepted: 0, duplicates: 3 } });
  });

  test('all of them appear in `lake query`, once each', async () => {
    expect((await laptop.lake('flush')).exitCode).toBe(0);
    const rows = await laptop.query(
      'SELECT event_type, message_type, reply_kind, error_code, account_id FROM events ORDER BY 1, 2, 5',
    );
    expect(rows).toEqual([
      {
        event_type: 'message_clicked',
        message_type: 'interactive',
        reply_kind: 'button_reply',
        error_code: null,
        account_id: '102290129340398',
      },
      {
        event_type: 'message_delivered',
        message_type: null,
        reply_kind: null,
        error_code: null,
        account_id: '102290129340398',
      },
      {
        event_type: 'message_failed',
        message_type: null,
        reply_kind: null,
        error_code: 131026,
        account_id: '102290129340398',
      },
      {
        event_type: 'message_failed',
        message_type: null,
        reply_kind: null,
        error_code: 131026,
        account_id: '102290129340399',
      },
      {
        event_type: 'message_read',
        message_type: null,
        reply_kind: null,
        error_code: null,
        account_id: '102290129340398',
      },
      {
        event_type: 'message_received',
        message_type: 'text',
        reply_kind: null,
        error_code: null,
        account_id: '102290129340398',
      },
      {
        event_type: 'message_received',
        message_type: 'text',
        reply_kind: null,
        error_code: null,
        account_id: '102290129340398',
      },
      {
        event_type: 'message_sent',
        message_type: null,
        reply_kind: null,
        error_code: null,
        account_id: '102290129340398',
      },
    ]);
  });

  test('every Parquet file has exactly the columns and types of the Glue table', async () => {
    const files = await columnsOfFiles(laptop.dataDir);
    expect(files.length).toBeGreaterThan(0);
    for (const columns of files) expect(columns).toEqual(await columnsInGlue('event_rows'));
  });

  test('duplicates are counted by source and kind', async () => {
    expect(await laptop.query('SELECT source, kind, place, duplicates FROM duplicates_audit')).toEqual([
      { source: 'meta', kind: 'status', place: 'front door', duplicates: 3 },
    ]);
  });

  test('a reply points at the message it answers', async () => {
    const [row] = await laptop.query(
      "SELECT count(*) AS replies FROM events AS reply JOIN events AS sent ON reply.reply_to_key = sent.message_key WHERE sent.event_type = 'message_sent'",
    );
    expect(row).toEqual({ replies: 1 });
  });

  test('the funnel counts them on the day they were sent', async () => {
    expect(await laptop.query('metric_message_funnel_daily')).toEqual([
      {
        day: '2026-11-20',
        sent: 3,
        delivered: 1,
        delivered_rate: expect.closeTo(1 / 3),
        delivered_rate_of: 3,
        read: 1,
        read_rate: 1,
        read_rate_of: 1,
        failed: 2,
        failure_rate: expect.closeTo(2 / 3),
        failure_rate_of: 3,
        as_of: expect.any(String),
      },
    ]);
  });

  test('status shows what was received, how much of it twice, and how fresh the lake is', async () => {
    const { stdout } = await laptop.lake('status');
    expect(stdout).toMatch(/^received +11 /m);
    expect(stdout).toMatch(/^duplicates +3 /m);
    expect(stdout).toMatch(/^stored +8 /m);
    expect(stdout).toMatch(/^failed +0 /m);
    expect(stdout).toMatch(/^freshness +\d+ s /m);
    expect(stdout).not.toContain(APP_SECRET);
    expect((await laptop.lake('status', '--secrets')).stdout).toContain(`meta.app_secret=${APP_SECRET}`);
  });
});

describe('what bad input gets', () => {
  test('a wrong or missing signature is refused with 401 and leaves nothing', async () => {
    const [before] = await laptop.query('SELECT count(*) AS n FROM event_rows');
    expect(await post('text', { signature: '0'.repeat(64) })).toMatchObject({
      status: 401,
      answer: { error: 'wrong_signature' },
    });
    const unsigned = await fetch(`${laptop.url}/webhooks/meta`, { method: 'POST', body: '{}' });
    expect(unsigned.status).toBe(401);
    await laptop.lake('flush');
    expect(await laptop.query('SELECT count(*) AS n FROM event_rows')).toEqual([before]);
  });

  test('the callback check answers the right token with the bare challenge, and the wrong one with 403', async () => {
    const ask = (token: string) =>
      fetch(`${laptop.url}/webhooks/meta?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`);
    const right = await ask(VERIFY_TOKEN);
    expect([right.status, await right.text(), right.headers.get('content-type')]).toEqual([
      200,
      '1158201444',
      expect.stringMatching(/^text\/plain/),
    ]);
    expect((await ask('guess')).status).toBe(403);
  });

  test('a body over 6 MB is refused with 413', async () => {
    const response = await fetch(`${laptop.url}/webhooks/meta`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'x'.repeat(6_400_000),
    });
    expect(response.status).toBe(413);
  });

  test('a path without a source is 404', async () => {
    expect((await fetch(`${laptop.url}/webhooks/nobody`, { method: 'POST', body: '{}' })).status).toBe(404);
  });

  test.each([
    ['not JSON', 'hello', 400],
    ['an unknown object', '{"object":"page","entry":[{"id":"1","changes":[{"field":"feed","value":{"n":1}}]}]}', 200],
    [
      'an unknown field',
      '{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"in_orbit","value":{"n":2}}]}]}',
      200,
    ],
    [
      'an unknown status',
      '{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"statuses":[{"id":"wamid.A","status":"in_orbit","timestamp":"1795190400"}]}}]}]}',
      200,
    ],
    [
      'a broken item among good ones',
      '{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"statuses":[7,{"id":"wamid.B","status":"sent","timestamp":"1795190400"}]}}]}]}',
      200,
    ],
  ])('%s is answered as promised', async (_case, body, status) => {
    const file = join(laptop.dataDir, 'body.json');
    writeFileSync(file, body);
    const { stdout, exitCode } = await laptop.lake('deliver', 'meta', file, '--as-is');
    expect([Number(stdout.split('\t')[1]), exitCode]).toEqual([status, status === 200 ? 0 : 1]);
  });

  test('unknown words are kept as unmapped rows; the broken item is kept under failed/ with its payload', async () => {
    expect((await laptop.lake('flush')).stdout).toMatch(/1 failed/);
    expect(await laptop.query("SELECT source_event FROM events WHERE event_type = 'unmapped' ORDER BY 1")).toEqual([
      { source_event: 'feed.change' },
      { source_event: 'in_orbit.change' },
      { source_event: 'messages.status.in_orbit' },
    ]);
    expect((await laptop.lake('status')).stdout).toMatch(/^failed +1 /m);
  });
});
