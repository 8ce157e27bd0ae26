import { describe, expect, test } from 'vitest';
import { isPlainName } from '../../../domain/campaign/plain-name.ts';

describe('a name may stand in the lake as it is', () => {
  test.each([
    'spring-sale',
    'Frühling 2026 ✓',
    'c-1234-5678',
    'sale 2026-11-20',
    '2026-11-20',
    '20.11.2026',
    '2026-11-20 12:30',
    '123456',
    '0190a1b2-1234-4567-8901-123456789012',
    '1234567890abcdef1234567890abcdef',
    'x'.repeat(128),
  ])('%s', (name) => expect(isPlainName(name)).toBe(true));
});

describe('a name may hold a person’s number or address, and is not let in', () => {
  test.each([
    '1555010',
    'c-1555010',
    '+15550100999',
    '555-0100',
    '555 010 0999',
    '(555) 010.0999',
    '20-26-1101',
    'call +1 555 010 0999 back',
    'ada@example.com',
    'WAMID.abc',
    'a\nb',
    'a\ud800',
    '',
    'x'.repeat(129),
  ])('%j', (name) => expect(isPlainName(name)).toBe(false));
});
