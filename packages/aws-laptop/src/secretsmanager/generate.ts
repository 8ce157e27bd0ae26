import { randomInt } from 'node:crypto';
import * as z from 'zod';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
/** Source: AWS Secrets Manager API Reference, "GetRandomPassword", ExcludePunctuation. */
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** `AWS::SecretsManager::Secret GenerateSecretString`, with CloudFormation's defaults. */
export const generateSchema = z.strictObject({
  PasswordLength: z.number().int().min(1).max(4096).default(32),
  ExcludeCharacters: z.string().default(''),
  ExcludeLowercase: z.boolean().default(false),
  ExcludeUppercase: z.boolean().default(false),
  ExcludeNumbers: z.boolean().default(false),
  ExcludePunctuation: z.boolean().default(false),
  IncludeSpace: z.boolean().default(false),
  RequireEachIncludedType: z.boolean().default(true),
  SecretStringTemplate: z.string().optional(),
  GenerateStringKey: z.string().optional(),
});

export type GenerateRule = z.infer<typeof generateSchema>;

/**
 * A new secret's value as CloudFormation would generate it: a random password, or the template's JSON object with the
 * password under `GenerateStringKey`.
 * @throws when the rule leaves no characters, or the template is no JSON object.
 */
export function generateSecret(rule: GenerateRule): string {
  const password = generatePassword(rule);
  const { SecretStringTemplate: text, GenerateStringKey: key } = rule;
  if (text === undefined && key === undefined) return password;
  if (text === undefined || key === undefined) {
    throw new Error('SecretStringTemplate and GenerateStringKey go together: give both or neither.');
  }
  return JSON.stringify({ ...parseTemplate(text), [key]: password });
}

function generatePassword(rule: GenerateRule): string {
  const types = characterTypes(rule);
  const all = types.join('');
  if (all === '') throw new Error('GenerateSecretString excludes every character: leave some to choose from.');
  const required = rule.RequireEachIncludedType ? types : [];
  if (required.length > rule.PasswordLength) {
    throw new Error(`PasswordLength ${rule.PasswordLength} has no room for one of each of ${required.length} types.`);
  }
  const free = Array.from({ length: rule.PasswordLength - required.length }, () => all);
  return shuffled([...required, ...free].map(pick)).join('');
}

function characterTypes(rule: GenerateRule): readonly string[] {
  const kept = (characters: string): string =>
    [...characters].filter((character) => !rule.ExcludeCharacters.includes(character)).join('');
  return [
    rule.ExcludeLowercase ? '' : kept(LOWER),
    rule.ExcludeUppercase ? '' : kept(UPPER),
    rule.ExcludeNumbers ? '' : kept(DIGITS),
    rule.ExcludePunctuation ? '' : kept(PUNCTUATION),
    rule.IncludeSpace ? kept(' ') : '',
  ].filter((type) => type !== '');
}

function pick(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

/** Fisher and Yates: the required characters must not always be at the front. */
function shuffled(characters: readonly string[]): readonly string[] {
  const result = [...characters];
  for (let last = result.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [result[last], result[other]] = [result[other] ?? '', result[last] ?? ''];
  }
  return result;
}

function parseTemplate(text: string): Record<string, unknown> {
  const parsed = z
    .string()
    .transform((json) => JSON.parse(json))
    .pipe(z.record(z.string(), z.unknown()));
  try {
    return parsed.parse(text);
  } catch (cause) {
    throw new Error('SecretStringTemplate must be the text of a JSON object.', { cause });
  }
}
