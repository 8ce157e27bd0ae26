import type { Report } from '../../../dashboard/report.ts';
import { type Filter, LENGTHS, readFilter, SLICES, type Slice } from '../../../domain/pages/filter.ts';

/** The options of a report that say what it is of. */
export type FilterOptions = { readonly period?: string; readonly from?: string; readonly to?: string } & Readonly<
  Partial<Record<Slice, string>>
>;

/**
 * The filter of options, checked as a page's address is. A period that begins with `--from` alone ends today.
 * @throws Error for options that do not go together, or that the report does not take.
 */
export function filterOf({ name, slices }: Report, options: FilterOptions, today: string): Filter {
  const refused = SLICES.find((slice) => options[slice] !== undefined && !slices.includes(slice));
  if (refused !== undefined) throw new Error(`The report ${name} is of the whole lake: it takes no --${refused}.`);
  const chosen = SLICES.flatMap((slice) => (options[slice] === undefined ? [] : [[slice, options[slice]] as const]));
  return readFilter(new URLSearchParams({ ...periodOf(options, today), ...Object.fromEntries(chosen) }));
}

function periodOf({ period, from, to }: FilterOptions, today: string): Readonly<Record<string, string>> {
  if (from === undefined && to === undefined) return monthOrLength(period);
  if (period !== undefined) throw new Error('--period is one way to say which days, --from and --to are the other.');
  if (from === undefined) throw new Error('--to needs --from: the first day of the period.');
  return { period: 'custom', from, through: to ?? today };
}

function monthOrLength(period = '28d'): Readonly<Record<string, string>> {
  if (Object.hasOwn(LENGTHS, period)) return { period };
  if (/^\d{4}-\d\d$/.test(period)) return { period: 'month', month: period };
  throw new Error(
    `--period is ${Object.keys(LENGTHS).join(', ')} or a month such as 2026-10; it is ${JSON.stringify(period.slice(0, 40))}.`,
  );
}
