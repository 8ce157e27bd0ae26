import type { Compared } from './equality.ts';
import { deployedViews, queriesOf } from './queries.ts';

const NAME_WIDTH = 40;

export function tableHead(): string {
  return `\n${'view'.padEnd(NAME_WIDTH)} ${'rows'.padStart(8)} ${'Trino ms'.padStart(9)} ${'laptop ms'.padStart(9)}  equal`;
}

export function tableRow({ name, rows, trinoMs, athenaMs, isEqual, isClose, differences }: Compared): string {
  const equal = isEqual ? (isClose ? 'yes, doubles to 12 digits' : 'yes') : 'NO';
  const figures = [rows, trinoMs, athenaMs]
    .map((value, index) => String(value).padStart(index === 0 ? 8 : 9))
    .join(' ');
  return [`${name.padEnd(NAME_WIDTH)} ${figures}  ${equal}`, ...differences.map((line) => `    ${line}`)].join('\n');
}

export function promises(broken: readonly string[]): string {
  if (broken.length > 0) return ['\nBROKEN:', ...broken].join('\n  ');
  return '\nFunctions are as `npm test` lists them; conditions on day and family reach the partitions (EXPLAIN).';
}

export function verdict(all: readonly Compared[]): string {
  const differing = all.filter(({ isEqual }) => !isEqual).map(({ name }) => name);
  if (differing.length > 0) return `\n${differing.length} of ${all.length} DIFFER: ${differing.join(', ')}`;
  const empty = all.filter(({ name, rows }) => rows === 0 && !name.includes(' check ')).map(({ name }) => name);
  const silent = empty.length > 0 ? `\nNo rows in: ${empty.join(', ')}. Their equality says little.` : '';
  return `\nAll ${all.length} are equal: columns, types, NULLs and every row.${silent}`;
}

/** What stands on the screen where the engine cannot be had. */
export function notChecked(reason: string): string {
  const names = queriesOf(deployedViews(null), false).map(({ name }) => name);
  return `
TRINO COULD NOT BE HAD: THE VIEWS WERE NOT COMPARED BETWEEN TWO ENGINES.
${reason}
NOT CHECKED: ${names.join(', ')}.`;
}
