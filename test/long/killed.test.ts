import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import * as z from 'zod';
import { PROJECT_ROOT } from '../../bin/start/build.ts';
import { pseudonym, readPseudonymKeys } from '../../domain/identity/pseudonym-keys.ts';
import { meta } from '../../domain/sources/meta/meta.ts';
import { queryJson, remove, runLake, temporaryFolder } from '../support/laptop.ts';

const APP_SECRET = 'an-invented-app-secret';

const folders: string[] = [];
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  remove(...folders.splice(0));
});

/** `npm start` as a process of its own; resolves with the front door's URL. */
async function start(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(
    process.execPath,
    [join(PROJECT_ROOT, 'bin', 'start', 'start.ts'), '--no-sample', '--port', '0', '--data', dataDir],
    {
      env: { ...process.env, LAKE_META_APP_SECRET: APP_SECRET },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.push(child);
  let said = '';
  return new Promise((resolve, reject) => {
    child.once('close', () => reject(new Error(`The stack ended: ${said}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
      const url = /^Webhook +(http:\S+)$/m.exec(said)?.[1];
      if (url !== undefined && said.includes('Ctrl-C')) resolve({ child, url });
    });
  });
}

/** Posts one status after the other until the stack no longer answers; adds the ids of those answered 200. */
async function postUntilGone(url: string, lane: number, acknowledged: string[]): Promise<void> {
  for (let n = 0; ; n += 1) {
    const id = `wamid.lane${lane}.${n}`;
    const status = { id, status: 'sent', timestamp: '1795190400', recipient_id: '15555550100' };
    const value = { metadata: { phone_number_id: '106540352242922' }, statuses: [status] };
    const document = {
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
    };
    const body = Buffer.from(JSON.stringify(document));
    try {
      const response = await fetch(url, { method: 'POST', headers: meta.sign(body, { app_secret: APP_SECRET }), body });
      if (response.status === 200) acknowledged.push(id);
    } catch {
      return;
    }
  }
}

test('killed while it takes traffic and started again, the stack has everything that it acknowledged, once', async () => {
  const dataDir = temporaryFolder();
  folders.push(dataDir);
  const first = await start(dataDir);
  const acknowledged: string[] = [];
  const lanes = [1, 2, 3, 4].map((lane) => postUntilGone(first.url, lane, acknowledged));
  while (acknowledged.length < 100) await sleep(5);
  first.child.kill('SIGKILL');
  await Promise.all(lanes);

  const second = await start(dataDir);
  expect((await runLake(dataDir, ['flush'])).exitCode).toBe(0);
  const rows = await queryJson(dataDir, 'SELECT message_key, count(*) AS copies FROM events GROUP BY message_key');
  expect(rows.filter(({ copies }) => copies !== 1)).toEqual([]);
  const found = new Set(rows.map(({ message_key }) => message_key));
  const keys = readPseudonymKeys(pepperOf(dataDir));
  expect(acknowledged.filter((id) => !found.has(pseudonym(keys, 'message', id)))).toEqual([]);

  const ended = new Promise<number | null>((resolve) => second.child.once('close', resolve));
  second.child.kill('SIGINT');
  expect(await ended).toBe(0);
});

const secretsSchema = z.record(z.string(), z.object({ current: z.object({ value: z.string() }) }));

function pepperOf(dataDir: string): string {
  const secrets = secretsSchema.parse(JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')));
  const pepper = Object.entries(secrets).find(([name]) => name.includes('Pepper'))?.[1];
  return pepper?.current.value ?? '';
}
