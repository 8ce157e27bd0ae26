import { describe, expect, test } from 'vitest';
import { findAnswerSchema } from '../../../domain/contracts/find.ts';
import { contactColumns } from '../../../domain/identity/alias.ts';
import { readPseudonymKeys } from '../../../domain/identity/pseudonym-keys.ts';
import { find, type KeysMade } from '../../../lambdas/find/find.ts';

const PEPPER = JSON.stringify({
  current: '2',
  1: 'first pepper of the tests, 32 chars or more',
  2: 'second pepper of the tests, 32 chars or more',
});
const PHONE = '+1 555 010 0001';

async function asked(event: unknown, country: string | null = null) {
  const reported: KeysMade[] = [];
  const ports = { pepper: async () => PEPPER, report: (made: KeysMade) => void reported.push(made) };
  const answer = await find(event, country, ports);
  return { answer, reported };
}

test('answers the keys that rows carry, under each version of the pepper, and reports kind and keys', async () => {
  const { answer, reported } = await asked({ kind: 'phone', value: PHONE });
  const { phone_key } = contactColumns(readPseudonymKeys(PEPPER), { phones: ['15550100001'] });
  expect(answer.keys.map(({ key }) => key)).toEqual([phone_key, expect.stringMatching(/^1\./)]);
  expect(reported).toEqual([{ kind: 'phone', keys: answer.keys.map(({ key }) => key) }]);
  expect(findAnswerSchema.parse(answer)).toEqual(answer);
});

test('reads a number without a country in the default country', async () => {
  const { answer } = await asked({ kind: 'phone', value: '020 7946 0958' }, 'GB');
  const { phone_key } = contactColumns(readPseudonymKeys(PEPPER), { phones: ['442079460958'] });
  expect(answer.keys).toContainEqual({ key: phone_key, alias: 'phone', readIn: 'GB' });
});

test('what has not the form of its kind is answered no key, and reported', async () => {
  const { answer, reported } = await asked({ kind: 'phone', value: 'ada@example.com' });
  expect([answer, reported]).toEqual([{ keys: [] }, [{ kind: 'phone', keys: [] }]]);
});

test('neither the answer nor the report holds what was asked for, in any spelling', async () => {
  for (const [kind, value] of [
    ['phone', PHONE],
    ['email', 'ada.planted@example.com'],
    ['wamid', 'wamid.planted'],
    ['user_id', 'US.planted1001'],
  ]) {
    const said = JSON.stringify(await asked({ kind, value }));
    expect(said).not.toMatch(/555|planted/);
  }
});

describe('a malformed request is refused without being quoted', () => {
  test.each([
    ['no event', undefined],
    ['no kind', { value: PHONE }],
    ['another kind', { kind: PHONE, value: PHONE }],
    ['no value', { kind: 'phone' }],
    ['an empty value', { kind: 'phone', value: '' }],
    ['a value that is no text', { kind: 'phone', value: 15550100001 }],
    ['a value longer than any', { kind: 'wamid', value: '15550100001'.repeat(100) }],
  ])('%s', async (_name, event) => {
    const refused = await asked(event).catch(String);
    expect(refused).toMatch(/^Error: A request to find must be \{"kind", "value"\}/);
    expect(refused).not.toContain('555');
  });
});
