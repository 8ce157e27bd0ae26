import type { Column } from './columns.ts';
import type { Deprecation } from './deprecations.ts';

/** A column as it was released. */
export type ReleasedColumn = Pick<Column, 'name' | 'type' | 'personalData' | 'since'>;

/**
 * What a column list breaks for those who use the released one, each in a sentence; nothing when it only adds. A
 * column may go once its deprecation's date has passed. `today` is `yyyy-MM-dd`.
 */
export function breakingChanges(
  released: readonly ReleasedColumn[],
  current: readonly ReleasedColumn[],
  deprecations: readonly Deprecation[],
  today: string,
): readonly string[] {
  const byName = new Map(current.map((column) => [column.name, column]));
  const mayGo = new Set(deprecations.filter(({ removedAfter }) => removedAfter <= today).map(({ column }) => column));
  return released.flatMap((before) => {
    const now = byName.get(before.name);
    if (now === undefined)
      return mayGo.has(before.name)
        ? []
        : [`Column ${before.name} is gone without a deprecation whose date has passed.`];
    return changes(before, now);
  });
}

function changes(before: ReleasedColumn, now: ReleasedColumn): readonly string[] {
  return [
    ...(now.type === before.type ? [] : [`Column ${before.name} was ${before.type} and is ${now.type}.`]),
    ...(now.since === before.since
      ? []
      : [`Column ${before.name} came with schema ${before.since}, not ${now.since}.`]),
    ...(now.personalData === 'none' && before.personalData !== 'none'
      ? [`Column ${before.name} held ${before.personalData}s and is no longer marked so.`]
      : []),
  ];
}
