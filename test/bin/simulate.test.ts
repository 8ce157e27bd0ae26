import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { sourceNamed } from '../../domain/sources/registry.ts';
import { type CommandResult, remove, runLake, temporaryFolder } from '../support/laptop.ts';

const OPTIONS = ['--messages', '60', '--from', '2026-09-28', '--through', '2026-10-03'];
const folders: string[] = [];
let out: string;
let result: CommandResult;

beforeAll(async () => {
  out = folder();
  result = await simulate('--seed', '1', '--out', out, ...OPTIONS);
});
afterAll(() => remove(...folders));

function folder(): string {
  const made = temporaryFolder();
  folders.push(made);
  return made;
}

/** Without a stack: it invents, and posts nothing. */
function simulate(...words: readonly string[]): Promise<CommandResult> {
  return runLake(join(out, 'no-such-folder'), ['simulate', ...words]);
}

function linesOf(dir: string, name: string): readonly string[] {
  return readFileSync(join(dir, name), 'utf8')
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '');
}

const deliverySchema = z.object({
  source: z.enum(['meta', 'sends']),
  at: z.iso.datetime(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

test('each delivery is signed, as of its own time, with the secrets beside it', () => {
  expect(result.exitCode, result.stderr).toBe(0);
  const secrets = z.looseObject({ meta: z.record(z.string(), z.string()), sends: z.record(z.string(), z.string()) });
  const { meta, sends } = secrets.parse(JSON.parse(readFileSync(join(out, 'secrets.json'), 'utf8')));
  const deliveries = linesOf(out, 'deliveries.ndjson').map((line) => deliverySchema.parse(JSON.parse(line)));
  const refused = deliveries.filter(({ source, at, headers, body }) => {
    const credentials = { meta, sends }[source];
    const url = `https://simulated.example.com/webhooks/${source}`;
    const delivery = { method: 'POST', url, body: Buffer.from(body), headers };
    return !sourceNamed(source)?.verify(delivery, credentials, Date.parse(at)).valid;
  });
  expect(refused).toEqual([]);
  const bodies = (wanted: string) => deliveries.filter(({ source }) => source === wanted).map(({ body }) => body);
  expect(linesOf(out, 'meta.ndjson')).toEqual(bodies('meta'));
  expect(linesOf(out, 'sends.ndjson')).toEqual(bodies('sends'));
});

test('the summary says how many lines there are of everything', () => {
  const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
  const lines = (name: string) => linesOf(out, name).length;
  expect(summary.deliveries).toEqual({ meta: lines('meta.ndjson'), sends: lines('sends.ndjson') });
  const names = readdirSync(join(out, 'truth')).map((name) => [
    name.replace('.ndjson', ''),
    lines(join('truth', name)),
  ]);
  expect(summary.truth).toEqual(Object.fromEntries(names));
  expect(summary.truth.messages).toBeGreaterThanOrEqual(50);
});

test('the days are in what is printed, also those by default', async () => {
  const { stdout } = await simulate('--messages', '5', '--seed', '1', '--out', folder(), '--through', '2026-10-03');
  expect(JSON.parse(stdout)).toMatchObject({ from: '2025-10-03', through: '2026-10-03' });
});

test('the secrets are for nobody else to read', () => {
  expect(statSync(join(out, 'secrets.json')).mode & 0o077).toBe(0);
});

test('the same options give the same bytes in every file', async () => {
  const again = folder();
  expect(await simulate('--seed', '1', '--out', again, ...OPTIONS)).toMatchObject({ exitCode: 0 });
  for (const name of [
    'deliveries.ndjson',
    'summary.json',
    'secrets.json',
    'truth/messages.ndjson',
    'truth/inbound.ndjson',
  ]) {
    expect(readFileSync(join(again, name), 'utf8')).toBe(readFileSync(join(out, name), 'utf8'));
  }
});

test.each([
  [['--from', '2026-10-03', '--through', '2026-10-01'], 'is after'],
  [['--from', 'yesterday'], 'It must be a day'],
  [['--messages', 'many'], 'whole number'],
])('%j is refused with what is allowed', async (wrong, said) => {
  const { exitCode, stderr } = await simulate('--messages', '5', '--seed', '1', '--out', folder(), ...wrong);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(said)]);
});
