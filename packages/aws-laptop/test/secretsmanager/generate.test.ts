import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateSchema, generateSecret } from '../../src/secretsmanager/generate.ts';

const generate = (rule: Record<string, unknown>) => generateSecret(generateSchema.parse(rule));

describe('a generated secret', () => {
  const TYPES: readonly (readonly [string, RegExp])[] = [
    ['ExcludeLowercase', /[a-z]/],
    ['ExcludeUppercase', /[A-Z]/],
    ['ExcludeNumbers', /[0-9]/],
    ['ExcludePunctuation', /[^A-Za-z0-9 ]/],
  ];

  test('has its length, one character of each included type, and none of an excluded one', () => {
    const flags = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()).filter((all) => all.includes(false));
    fc.assert(
      fc.property(flags, fc.integer({ min: 4, max: 40 }), (excluded, PasswordLength) => {
        const rule = Object.fromEntries(TYPES.map(([name], index) => [name, excluded[index]]));
        const secret = generate({ ...rule, PasswordLength });
        expect(secret).toHaveLength(PasswordLength);
        for (const [index, [, pattern]] of TYPES.entries()) expect(pattern.test(secret)).toBe(!excluded[index]);
      }),
    );
  });

  test('is 32 characters long and without a space unless the rule says otherwise', () => {
    expect(generate({})).toMatch(/^\S{32}$/);
    expect(generate({ IncludeSpace: true })).toContain(' ');
  });

  test('holds no excluded character, and two are never the same', () => {
    const secrets = Array.from({ length: 50 }, () => generate({ ExcludeCharacters: '"\\/aZ9', PasswordLength: 64 }));
    expect(secrets.join('')).not.toMatch(/["\\/aZ9]/);
    expect(new Set(secrets).size).toBe(50);
  });

  test('does not begin with its required characters in the order of their types', () => {
    const starts = Array.from({ length: 60 }, () => generate({}).slice(0, 4));
    expect(starts.every((start) => /^[a-z][A-Z][0-9][^A-Za-z0-9]$/.test(start))).toBe(false);
  });

  test('is under its key in the template’s object', () => {
    const secret = generate({ SecretStringTemplate: '{"version":"1"}', GenerateStringKey: 'pepper' });
    expect(JSON.parse(secret)).toEqual({ version: '1', pepper: expect.stringMatching(/^.{32}$/) });
  });

  test.each([
    [{ SecretStringTemplate: '[1]', GenerateStringKey: 'a' }, /must be the text of a JSON object/],
    [{ SecretStringTemplate: 'x', GenerateStringKey: 'a' }, /must be the text of a JSON object/],
    [{ GenerateStringKey: 'a' }, /give both or neither/],
    [{ PasswordLength: 2 }, /no room for one of each of 4 types/],
    [
      { ExcludeLowercase: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true },
      /every character/,
    ],
  ])('by the rule %j is refused', (rule, message) => {
    expect(() => generate(rule)).toThrow(message);
  });
});
