import { describe, expect, test } from 'vitest';
import { contextLimit, PART_LIMIT_BYTES } from '../../../../domain/sources/shared/context.ts';

const LARGE = 'x'.repeat(PART_LIMIT_BYTES);

describe('what is copied of the context into each item', () => {
  test('a part of up to 1 KiB is copied whole, and nothing is left of it', () => {
    const limit = contextLimit();
    const metadata = { phone_number_id: '1', a: 'x'.repeat(900) };
    expect(limit.partOf('metadata', metadata, ['phone_number_id'])).toBe(metadata);
    expect(limit.takeExcess()).toEqual([]);
  });

  test('of a larger one only the known members, at whatever depth', () => {
    const limit = contextLimit();
    const contact = { wa_id: '15550100', profile: { name: 'A', username: 'a', picture: LARGE }, other: 1 };
    const kept = limit.partOf('contact', contact, ['wa_id', 'user_id', 'profile.name', 'profile.username']);
    expect(kept).toEqual({ wa_id: '15550100', profile: { name: 'A', username: 'a' } });
    expect(limit.takeExcess()).toEqual([{ contact }]);
  });

  test('a known member that is itself large is not copied', () => {
    const limit = contextLimit();
    expect(limit.partOf('metadata', { phone_number_id: LARGE }, ['phone_number_id'])).toBeNull();
  });

  test.each([[[LARGE]], [LARGE], [JSON.rawJSON(`1.${'0'.repeat(PART_LIMIT_BYTES)}`)]])(
    'a large text, list or number is not copied at all',
    (value) => {
      const limit = contextLimit();
      expect(limit.partOf('entry_id', value, ['id'])).toBeNull();
      expect(limit.takeExcess()).toEqual([{ entry_id: value }]);
    },
  );

  test('bytes count, not characters', () => {
    const limit = contextLimit();
    expect(limit.partOf('entry_id', 'é'.repeat(PART_LIMIT_BYTES / 2))).toBeNull();
  });

  test('what the document does not hold is not copied', () => {
    const limit = contextLimit();
    expect(limit.partOf('contact', undefined)).toBeUndefined();
    expect(limit.takeExcess()).toEqual([]);
  });
});

test('a part beside many items is cut once, and left once', () => {
  const limit = contextLimit();
  const metadata = { phone_number_id: '1', a: LARGE };
  const kept = Array.from({ length: 1_000 }, () => limit.partOf('metadata', metadata, ['phone_number_id']));
  expect(new Set(kept).size).toBe(1);
  expect(limit.takeExcess()).toEqual([{ metadata }]);
  limit.partOf('metadata', metadata, ['phone_number_id']);
  expect(limit.takeExcess()).toEqual([]);
});
