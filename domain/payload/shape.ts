import { createHash } from 'node:crypto';
import { isObject } from '../json.ts';
import { memberName } from './member-names.ts';

export interface Shape {
  /** The same for payloads with the same paths and kinds of value. */
  readonly fingerprint: string;
  /** Every path to a value, with its kind: `text.body string`, `errors[].code number`. Sorted, each once. */
  readonly paths: readonly string[];
}

/** A payload's paths and kinds; never a value, nor a name that could be somebody's data. */
export function shapeOf(item: unknown): Shape {
  const paths = [...new Set(pathsOf('', item))].sort();
  return { fingerprint: createHash('sha256').update(paths.join('\n')).digest('base64url').slice(0, 16), paths };
}

function pathsOf(path: string, value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((element) => pathsOf(`${path}[]`, element));
  if (!isObject(value)) return [`${path} ${value === null ? 'null' : typeof value}`];
  return Object.entries(value).flatMap(([written, inner]) => {
    const { shown } = memberName(written);
    return pathsOf(path === '' ? shown : `${path}.${shown}`, inner);
  });
}
