import type { Cell, Row } from './story.ts';
import type { ViewRow } from './story-lake.ts';

/** Columns of a view that the reference does not make: nothing holds them. */
export function unmade(expected: readonly Row[], actual: readonly ViewRow[]): readonly string[] {
  const made = expected[0];
  return made === undefined ? [] : Object.keys(actual[0] ?? {}).filter((name) => !(name in made));
}

/** Rows that one side has and the other has not, as text; none where all is equal. Order does not matter, number does. */
export function differences(expected: readonly Row[], actual: readonly ViewRow[]): readonly string[] {
  const names = Object.keys(expected[0] ?? {});
  const missing = names.filter((name) => actual[0] !== undefined && !(name in actual[0]));
  if (missing.length > 0) return [`The view has no columns ${missing.join(', ')}.`];
  const balance = new Map<string, number>();
  const add = (key: string, by: number) => balance.set(key, (balance.get(key) ?? 0) + by);
  const numbers = new Set(names.filter((name) => expected.some((row) => typeof row[name] === 'number')));
  for (const row of expected)
    add(
      textOf(names, (name) => cellText(row[name])),
      1,
    );
  for (const row of actual)
    add(
      textOf(names, (name) => viewText(row[name] ?? null, numbers.has(name))),
      -1,
    );
  return [...balance]
    .filter(([, surplus]) => surplus !== 0)
    .map(([key, surplus]) => `${surplus > 0 ? 'missing ' : 'wrong   '} ${key}`)
    .sort((one, other) => (one.slice(9) < other.slice(9) ? -1 : 1));
}

function textOf(names: readonly string[], cellOf: (name: string) => string): string {
  return names.map((name) => `${name}=${cellOf(name)}`).join(' ');
}

function cellText(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? 'NULL' : String(cell);
}

/** Numbers are compared as numbers: Athena writes 1.0E-4 for what we write as 0.0001. */
function viewText(text: string | null, isNumber: boolean): string {
  if (text === null) return 'NULL';
  return isNumber ? String(Number(text)) : text;
}
