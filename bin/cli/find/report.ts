import type { LookupKind } from '../../../domain/identity/lookup.ts';
import type { QueryResult } from '../../../lambdas/aws/athena-result.ts';
import { formatResult } from '../format.ts';
import type { FoundKey } from './keys.ts';
import type { Section } from './look-up.ts';
import { reasonsFor } from './not-known.ts';

/** What was found, and by which keys; it holds nothing of what was given. */
export interface Finding {
  readonly kind: LookupKind;
  readonly keys: readonly FoundKey[];
  readonly sections: readonly Section[];
}

export function asJson({ kind, keys, sections }: Finding): string {
  const found = sections.length > 0;
  const rows = sections.map(({ name, result }): [string, unknown] => [name, JSON.parse(formatResult(result, 'json'))]);
  const known = found ? Object.fromEntries(rows) : { reasons: reasonsFor(kind) };
  return JSON.stringify({ found, kind, keys, ...known }, null, 2);
}

export function asText({ kind, keys, sections }: Finding): string {
  const head = `Looked up by (times are UTC)\n${keys.map((key) => `  ${keyLine(key)}`).join('\n')}`;
  if (sections.length === 0) {
    return `${head}\n\nNothing is known of it. Likely reasons:\n${reasonsFor(kind)
      .map((reason) => `  - ${reason}`)
      .join('\n')}`;
  }
  return [head, ...sections.map(({ title, result }) => `${title}\n${indented(partText(result))}`)].join('\n\n');
}

function keyLine({ key, alias, readIn }: FoundKey): string {
  if (alias !== 'phone') return `${key}  (${alias})`;
  return `${key}  (phone, read as ${readIn === null ? 'international' : `a number of ${readIn}`})`;
}

/** One row as a line for each value that it has; several as a table. */
function partText(result: QueryResult): string {
  const [row, ...others] = result.rows;
  if (row === undefined || others.length > 0) return formatResult(result, 'table');
  const width = Math.max(...result.columns.map(({ name }) => name.length));
  const lines = result.columns.map(({ name }, place) => [name, row[place] ?? null] as const);
  return lines.flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(width)}  ${value}`])).join('\n');
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
