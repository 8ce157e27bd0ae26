import type { Page } from '../../dashboard/page.ts';
import { type Filter, type Period, SLICES } from '../../domain/pages/filter.ts';

/** The command that makes the file of a page for a filter, to be pasted into a shell. */
export function commandOf({ name }: Page, { period, slices }: Filter, lakeOption: string): string {
  const filters = SLICES.flatMap((slice) => (slices[slice] === undefined ? [] : [`--${slice}`, slices[slice]]));
  const words = ['page', '--page', name, ...optionsOf(period), ...filters].map(quoted);
  return ['npx lake', ...(lakeOption === '' ? [] : [lakeOption]), ...words].join(' ');
}

function optionsOf(period: Period): readonly string[] {
  if (period.kind === 'month') return ['--month', period.month];
  if (period.kind === 'custom') return ['--from', period.from, '--to', period.through];
  return ['--period', period.kind];
}

/** Between single quotes a shell changes nothing ("Quoting", POSIX Shell Command Language). */
function quoted(word: string): string {
  return /^[\w.@%+:,/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
