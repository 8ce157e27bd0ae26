import { PAGE_STATEMENTS } from '../support/page-statements.ts';
import type { Compared } from './equality.ts';
import type { Pair } from './pairs.ts';
import { deployedViews, queriesOf, relationsAt } from './queries.ts';

const NAME_WIDTH = 40;

export function tableHead(): string {
  return `\n${'view'.padEnd(NAME_WIDTH)} ${'rows'.padStart(8)} ${'Trino ms'.padStart(9)} ${'laptop ms'.padStart(9)} ${'stages'.padStart(6)}  equal`;
}

export function tableRow(compared: Compared): string {
  const { name, rows, trinoMs, athenaMs, stages, isEqual, isClose, differences } = compared;
  const equal = isEqual ? (isClose ? 'yes, doubles to 12 digits' : 'yes') : 'NO';
  const widths = [8, 9, 9, 6];
  const figures = [rows, trinoMs, athenaMs, stages]
    .map((value, index) => String(value).padStart(widths[index] ?? 0))
    .join(' ');
  return [`${name.padEnd(NAME_WIDTH)} ${figures}  ${equal}`, ...differences.map((line) => `    ${line}`)].join('\n');
}

export function promises(broken: readonly string[]): string {
  if (broken.length > 0) return ['\nBROKEN:', ...broken].join('\n  ');
  return (
    '\nFunctions are as `npm test` lists them; conditions on day and family reach the partitions,\n' +
    'and each view over a refreshed table reads those of one generation, without a stage more (EXPLAIN).'
  );
}

export function pairsReport(pairs: readonly Pair[]): string {
  const differing = pairs.filter(({ differences }) => differences.length > 0);
  if (differing.length === 0)
    return `\nOn each engine all ${pairs.length} views that read a generation equal their live ones.`;
  return [
    `\n${differing.length} of ${pairs.length} VIEWS DIFFER FROM THEIR LIVE ONES:`,
    ...differing.flatMap(({ name, differences }) => [name, ...differences.map((line) => `    ${line}`)]),
  ].join('\n  ');
}

export function verdict(all: readonly Compared[]): string {
  const differing = all.filter(({ isEqual }) => !isEqual).map(({ name }) => name);
  if (differing.length > 0) return `\n${differing.length} of ${all.length} DIFFER: ${differing.join(', ')}`;
  const empty = all.filter(({ name, rows }) => rows === 0 && !name.includes('check ')).map(({ name }) => name);
  const silent = empty.length > 0 ? `\nNo rows in: ${empty.join(', ')}. Their equality says little.` : '';
  return `\nAll ${all.length} are equal: columns, types, NULLs and every row.${silent}`;
}

/** What stands on the screen where the engine cannot be had. */
export function notChecked(reason: string): string {
  const queries = [...queriesOf(deployedViews(relationsAt(null))), ...PAGE_STATEMENTS];
  const names = queries.map(({ name }) => name);
  return `
TRINO COULD NOT BE HAD: THE VIEWS WERE NOT COMPARED BETWEEN TWO ENGINES.
${reason}
NOT CHECKED: ${names.join(', ')}.`;
}
