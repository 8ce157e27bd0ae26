import type { Dimension, MetricView } from '../../domain/metrics/definition.ts';
import columns from '../../domain/pages/view-columns.json' with { type: 'json' };

/** Quick Sight's types of input columns (InputColumn, Quick Sight API Reference). */
export type InputType = 'STRING' | 'INTEGER' | 'DECIMAL' | 'DATETIME' | 'BOOLEAN';

/** By Athena's types. */
const INPUT_TYPES: Readonly<Record<string, InputType>> = {
  varchar: 'STRING',
  integer: 'INTEGER',
  bigint: 'INTEGER',
  double: 'DECIMAL',
  boolean: 'BOOLEAN',
  date: 'DATETIME',
  timestamp: 'DATETIME',
};

export interface InputColumn {
  readonly name: string;
  readonly type: InputType;
}

/**
 * The columns of a view, in their order.
 * @throws Error for a view or a type that is not listed.
 */
export function inputColumns(view: string): readonly InputColumn[] {
  const listed = new Map<string, Readonly<Record<string, string>>>(Object.entries(columns)).get(view);
  if (listed === undefined) throw new Error(`domain/pages/view-columns.json has no ${view}: npm run docs.`);
  return Object.entries(listed).map(([name, athena]) => {
    const type = INPUT_TYPES[athena];
    if (type === undefined) throw new Error(`${view}.${name} is a ${athena}, for which Quick Sight has no type here.`);
    return { name, type };
  });
}

/** The view's finest date: a day, a period or a month. */
export function dateOf({ view, keys }: MetricView): string {
  const dates = inputColumns(view).filter(({ name, type }) => type === 'DATETIME' && keys.includes(name));
  const [finest] = dates.toReversed();
  if (finest === undefined) throw new Error(`${view} has no date among its keys.`);
  return finest.name;
}

export const isMonth = (column: string): boolean => column.endsWith('_month');
export const hasMembers = ({ slices }: MetricView): boolean => slices === 'member';
/** Money is never added up across currencies. */
export const currencyOf = ({ keys }: MetricView): readonly string[] => keys.filter((key) => key === 'currency');

/** The columns that name the members of these dimensions. */
export function memberColumns({ slices }: MetricView, by: readonly Dimension[]): readonly string[] {
  return slices === 'member' ? ['dimension', 'member'] : by.flatMap((dimension) => slices[dimension] ?? []);
}

/** Keys of a view that are neither its date, its slice nor its currency, as an error code is. */
export function ownKeys(view: MetricView): readonly string[] {
  if (!hasMembers(view)) return [];
  const others = ['period', 'dimension', 'member', ...currencyOf(view), dateOf(view)];
  return view.keys.filter((key) => !others.includes(key));
}
