import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const LIB = join(import.meta.dirname, '../../lib');

interface Prop {
  /** `FrontDoorProps.receiver` */
  readonly name: string;
  readonly isOptional: boolean;
  /** The comment before it; empty where there is none. */
  readonly doc: string;
}

const MEMBER = /^(?: {2}\/\*\*(?<doc>(?:(?!\*\/).)*)\*\/\n)? {2}readonly (?<name>\w+)(?<optional>\??):/gms;

/** The members of each interface whose name ends with `Props`. */
function propsIn(text: string): readonly Prop[] {
  return [...text.matchAll(/^export interface (\w+Props)\b[^{]*\{\n(.*?)^\}/gms)].flatMap(([, owner, body = '']) =>
    [...body.matchAll(MEMBER)].map(({ groups }) => ({
      name: `${owner}.${groups?.name}`,
      isOptional: groups?.optional === '?',
      doc: groups?.doc ?? '',
    })),
  );
}

const PROPS = globSync('**/*.ts', { cwd: LIB }).flatMap((path) => propsIn(readFileSync(join(LIB, path), 'utf8')));

test.each(PROPS)('$name has a doc comment, and `@default` if it is optional', ({ doc, isOptional }) => {
  expect(doc).toMatch(/\w{2,}/);
  expect(/@default \S/.test(doc)).toBe(isOptional);
});

test('the check sees props with and without a comment or a default', () => {
  const text = `export interface AProps extends B {
  readonly bare: string;
  /** Documented. */
  readonly documented: string;
  /**
   * May be left out.
   *
   * @default - none
   */
  readonly optional?: string;
}
`;
  expect(propsIn(text).map(({ name, isOptional, doc }) => [name, isOptional, doc.includes('@default')])).toEqual([
    ['AProps.bare', false, false],
    ['AProps.documented', false, false],
    ['AProps.optional', true, true],
  ]);
  expect(propsIn(text)[0]?.doc).toBe('');
  expect(PROPS.length).toBeGreaterThan(20);
});

test('the stack’s file stays short, because it is the overview', () => {
  const lines = readFileSync(join(LIB, 'lake-stack.ts'), 'utf8').split('\n');
  expect(lines.length).toBeLessThanOrEqual(120);
});
