import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { pathsOf, replaced } from './fields.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');
const DOCUMENTS: readonly unknown[] = ['meta', 'documented'].flatMap((folder) =>
  readdirSync(join(FIXTURES, folder))
    .filter((file) => file.endsWith('.json') && !file.endsWith('.expected.json'))
    .map((file) => JSON.parse(readFileSync(join(FIXTURES, folder, file), 'utf8'))),
);

/** What is put in place of a value, or beside it; `mark` occurs nowhere else in the document. */
const SHAPES: readonly ((mark: string, value: unknown) => unknown)[] = [
  (mark) => mark,
  (mark) => [mark],
  (mark) => [[mark], { inner: mark }],
  (mark) => ({ inner: mark }),
  (mark) => ({ inner: mark, long: 'x'.repeat(2_000) }),
  (mark, value) => ({ inner: mark, value }),
  (mark, value) => [value, mark, value],
  (mark, value) => [value, { ...Object(value), inner: mark }],
  (_mark, value) => [value, structuredClone(value)],
  () => null,
  () => '',
  () => [],
  () => 7,
];

interface Step {
  readonly place: number;
  readonly shape: number;
  /** Another member beside the value, instead of another value. */
  readonly isBeside: boolean;
}

const steps = fc.array(fc.record({ place: fc.nat(), shape: fc.nat(), isBeside: fc.boolean() }), {
  minLength: 1,
  maxLength: 4,
});

/** A delivery as Meta sends it, with some of its values changed to any shape and members added anywhere. */
export const mutatedDelivery = fc
  .record({ index: fc.nat(), steps })
  .map(({ index, steps: taken }) => ({ document: taken.reduce(changed, DOCUMENTS[index % DOCUMENTS.length]) }));

function changed(document: unknown, { place, shape, isBeside }: Step, index: number): unknown {
  const paths = pathsOf(document);
  const path = paths[place % Math.max(paths.length, 1)] ?? [];
  const make = SHAPES[shape % SHAPES.length];
  const value = make?.(`mark-${index}`, valueAt(document, path));
  return isBeside
    ? withMember(document, path.slice(0, -1), `novelty_${index}`, value)
    : replaced(document, path, value);
}

function withMember(document: unknown, path: readonly string[], name: string, value: unknown): unknown {
  const whole = valueAt(document, path);
  const more = Array.isArray(whole) ? [...whole, value] : { ...Object(whole), [name]: value };
  return replaced(document, path, more);
}

function valueAt(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => Object(value)[name], document);
}
