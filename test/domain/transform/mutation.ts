import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

const FOLDER = join(import.meta.dirname, '../../fixtures/meta');

/** The text of every fixture document. */
export const FIXTURES: readonly string[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'))
  .map((name) => readFileSync(join(FOLDER, name), 'utf8'));

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(-1, 1e300, '', '\u0000', '1'.repeat(400), 2 ** 53, '__proto__', { toJSON: 1 }, [[]]),
);

/** A fixture with some of its values replaced by something else, at any depth. */
export const mutated: fc.Arbitrary<unknown> = fc
  .tuple(fc.constantFrom(...FIXTURES), fc.array(fc.tuple(fc.nat(200), odd), { minLength: 1, maxLength: 5 }))
  .map(([text, changes]) =>
    changes.reduce<unknown>((value, [place, by]) => replaced(value, place, by), JSON.parse(text)),
  );

/** The value with its `place`-th part, counted as they are printed and beginning again at the end, replaced. */
function replaced(value: unknown, place: number, by: unknown): unknown {
  const printed = JSON.stringify(value);
  const count = (printed.match(/[:[,{]/g)?.length ?? 0) + 1;
  let left = place % count;
  return JSON.parse(printed, (_name, part: unknown) => {
    left -= 1;
    return left === -1 ? by : part;
  });
}
