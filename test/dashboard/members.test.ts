import { expect, test } from 'vitest';
import { rowsOf } from '../../dashboard/answer.ts';
import { memberColumn, memberName, memberWords } from '../../dashboard/members.ts';
import { table } from '../../dashboard/table.ts';
import { csvDifferences } from '../pages/csv.ts';
import { answer } from './answers.ts';

test.each([
  ['category', 'authentication_international', 'Authentication (international)'],
  ['category', 'referral_conversion', 'Referral conversion'],
  ['category', 'of-tomorrow', 'of-tomorrow'],
  ['category', 'constructor', 'constructor'],
  ['country', 'IN', 'India (IN)'],
  ['country', 'ZZZ', 'ZZZ'],
  ['country', 'QQ', 'QQ'],
  ['channel', 'whatsapp', 'WhatsApp'],
  ['number', '106540352242922', '106540352242922'],
  ['campaign', 'marketing', 'marketing'],
  ['campaign', 'unknown', 'no campaign'],
  ['template', 'unknown', 'no template'],
  ['country', null, 'not known'],
] as const)('of the dimension %s %s is called %s', (dimension, member, expected) => {
  expect(memberWords(dimension, member, 'en')).toBe(expected);
});

test('the words are English, as those of the page, in the spelling of its locale', () => {
  expect(memberWords('country', 'IN', 'hi-IN')).toBe('India (IN)');
});

test('what has no name is in italics, and a campaign of that name is not', () => {
  expect(memberName('campaign', 'unknown', 'en').toString()).toBe('<i class="none">no campaign</i>');
  expect(memberName('campaign', 'no campaign', 'en').toString()).toBe('<bdi>no campaign</bdi>');
});

test('a table shows words, and its CSV has what is stored', () => {
  const rows = rowsOf(answer('s', 'category', [['referral_conversion'], ['unknown'], [null]]));
  const columns = [memberColumn('category', 'Category', 'category', 'en')];
  const page = table({ page: 'exec', name: 'x', caption: 'X', columns, rows }).toString();
  expect(csvDifferences(page).findings).toEqual([]);
  expect(decodeURIComponent(page)).toContain('Category\r\nreferral_conversion\r\nunknown\r\nunknown\r\n');
  expect(page).toMatch(/<bdi[^>]*>Referral conversion<\/bdi>/);
});
