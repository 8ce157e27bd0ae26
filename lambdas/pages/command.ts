import type { Page } from '../../dashboard/page.ts';
import { type Filter, type Period, SLICES } from '../../domain/pages/filter.ts';
import { shellWord } from '../../domain/shared/shell.ts';

/** The command that makes the file of a page for a filter, to be pasted into a shell. */
export function commandOf({ name }: Page, { period, slices }: Filter, lakeOption: string): string {
  const filters = SLICES.flatMap((slice) => (slices[slice] === undefined ? [] : [`--${slice}`, slices[slice]]));
  const words = ['page', '--page', name, ...optionsOf(period), ...filters].map(shellWord);
  return ['npx lake', ...(lakeOption === '' ? [] : [lakeOption]), ...words].join(' ');
}

function optionsOf(period: Period): readonly string[] {
  if (period.kind === 'month') return ['--month', period.month];
  if (period.kind === 'custom') return ['--from', period.from, '--to', period.through];
  return ['--period', period.kind];
}
