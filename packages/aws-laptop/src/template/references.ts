import { isRecord } from './values.ts';

/** A name inside an `Fn::Sub` text; `${!Name}` is a literal and no reference. */
export const SUBSTITUTION = /\$\{(!?)([^}]*)\}/g;

/** The logical ids and parameter names that a property value refers to, pseudo parameters included. */
export function referencesOf(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  collect(value, found);
  return found;
}

function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  if (!isRecord(value)) return;
  for (const [key, argument] of Object.entries(value)) {
    for (const name of namesIn(key, argument)) found.add(name);
    collect(argument, found);
  }
}

function namesIn(key: string, argument: unknown): readonly string[] {
  if (key === 'Ref') return typeof argument === 'string' ? [argument] : [];
  if (key === 'Fn::GetAtt') return getAttTarget(argument);
  if (key === 'Fn::Sub') return substitutions(argument);
  return [];
}

function getAttTarget(argument: unknown): readonly string[] {
  const target: unknown = Array.isArray(argument) ? argument[0] : argument;
  return typeof target === 'string' ? target.split('.').slice(0, 1) : [];
}

function substitutions(argument: unknown): readonly string[] {
  const text = Array.isArray(argument) ? argument[0] : argument;
  const own = Array.isArray(argument) && isRecord(argument[1]) ? Object.keys(argument[1]) : [];
  if (typeof text !== 'string') return [];
  return [...text.matchAll(SUBSTITUTION)]
    .filter((match) => match[1] === '')
    .map((match) => (match[2] ?? '').split('.')[0] ?? '')
    .filter((name) => !own.includes(name));
}
