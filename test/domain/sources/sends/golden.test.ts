import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeEnvelope } from '../../../../domain/event/envelope.ts';
import { type AliasKind, pseudonym } from '../../../../domain/identity/key-ring.ts';
import { canonicalPhone } from '../../../../domain/identity/phone.ts';
import { isObject, parseWithSafeIds } from '../../../../domain/shared/json.ts';
import { transform } from '../../../../domain/transform.ts';
import { RING, SETTINGS } from '../../pipeline.ts';
import { take } from './sends.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/sends');
const CASES = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'));
const KINDS: readonly AliasKind[] = ['message', 'flow_token', 'bsuid', 'id', 'name'];

test.each(CASES)('%s gives its rows and rejections', (name) => {
  const body = readFileSync(join(FOLDER, name), 'utf8');
  const { envelopes, rejected } = take(body);
  const rows = envelopes.flatMap(encodeEnvelope).map((record) => transform(record, SETTINGS));
  const keys = [...new Set(rows.map(({ row }) => row.event_key))];
  const readable = rows.map(({ row, partition }) => ({
    row: withoutKeys({ ...row, event_key: `event ${keys.indexOf(row.event_key) + 1}` }, namesIn(body)),
    partition,
  }));
  const expected = readFileSync(join(FOLDER, name.replace('.json', '.expected.json')), 'utf8');
  expect({ rows: readable, rejected }).toEqual(JSON.parse(expected));
});

/** NULLs and the remains of the payload are left out; a keyed hash is shown as what it stands for. */
function withoutKeys(row: object, names: ReadonlyMap<unknown, string>): object {
  const left = Object.entries(row).filter(
    ([column, value]) => value !== null && value !== undefined && !['shape', 'payload', 'new_paths'].includes(column),
  );
  return Object.fromEntries(left.map(([column, value]) => [column, names.get(value) ?? value]));
}

function namesIn(body: string): ReadonlyMap<unknown, string> {
  const names = new Map<unknown, string>();
  for (const text of textsOf(parseWithSafeIds(body))) {
    for (const kind of KINDS) names.set(pseudonym(RING, kind, text), `${kind}(${text})`);
    const phone = canonicalPhone(text);
    if (phone) names.set(pseudonym(RING, 'phone', phone.digits), `phone(${phone.digits})`);
  }
  return names;
}

function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (isObject(value)) return Object.values(value).flatMap(textsOf);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}
