import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundedTexts, MAX_TEXT_CHARACTERS } from '../../../domain/event/bounded-texts.ts';
import { transform } from '../../../domain/transform.ts';
import { PSEUDONYM_KEYS, recordsOf, rowsOf, SETTINGS } from '../pipeline.ts';
import { FIXTURES } from '../transform/mutation.ts';

const LONG = MAX_TEXT_CHARACTERS + 1;

function documentWith(message: object): string {
  const head = { id: 'wamid.1', from: '15550100001', timestamp: '1795176000' };
  const value = { messages: [{ ...head, ...message }] };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  });
}

test('a text is cut at its limit, not within a character, and its column is named', () => {
  const row = {
    event_type: 'unmapped' as const,
    detail: `${'x'.repeat(LONG - 2)}😀`,
    campaign_id: 'x'.repeat(LONG - 1),
  };
  const { row: bounded, cut } = boundedTexts(row);
  expect(cut).toEqual(['detail']);
  expect(bounded).toEqual({ ...row, detail: 'x'.repeat(LONG - 2) });
});

test('fields that are let through are cut one by one and stay JSON', () => {
  const settings = { ...SETTINGS, keys: PSEUDONYM_KEYS, releasedFields: new Set(['message_text'] as const) };
  const [record = Buffer.alloc(0)] = recordsOf(documentWith({ type: 'text', text: { body: '"'.repeat(LONG) } }));
  const { row } = transform(record, settings);
  expect(JSON.parse(row.released ?? '')).toEqual({ message_text: '"'.repeat(LONG - 1) });
  expect(row.shortened).toBe('["released"]');
});

test('no row has a text that is too long, wherever a long text stands', () => {
  const long = fc.constantFrom('x', 'X', '1', ' ', 'ab_', '😀', '\u0000').map((part) => part.repeat(6_000));
  fc.assert(
    fc.property(fc.constantFrom(...FIXTURES), fc.nat(60), long, (fixture, place, text) => {
      let left = place;
      const changed = JSON.stringify(JSON.parse(fixture), (_name, value) =>
        typeof value === 'string' && left-- === 0 ? text : value,
      );
      for (const record of recordsOf(changed)) {
        const made = rowOrNull(record);
        for (const [column, value] of Object.entries(made ?? {})) {
          if (typeof value === 'string') expect(value.length, column).toBeLessThanOrEqual(MAX_TEXT_CHARACTERS);
        }
      }
    }),
    { numRuns: 200 },
  );
});

function rowOrNull(record: Buffer): object | null {
  try {
    return transform(record, SETTINGS).row;
  } catch {
    return null;
  }
}

test('what is not shortened says nothing', () => {
  expect(rowsOf(documentWith({ type: 'text', text: { body: 'x'.repeat(5_000) } }))[0]?.row.shortened).toBeNull();
});
