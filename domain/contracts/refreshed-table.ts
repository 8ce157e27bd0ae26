/** Types of the columns of refreshed tables, by Glue's names. */
export const REFRESHED_TYPES = ['string', 'bigint', 'int', 'double', 'boolean', 'timestamp', 'date'] as const;

export type RefreshedType = (typeof REFRESHED_TYPES)[number];

/** Events in a part of a table in parts, for a statement that holds about 1 kB of each in memory (docs/query-cost.md). */
export const EVENTS_PER_PART = 4_000_000;

export interface RefreshedColumn {
  readonly name: string;
  readonly type: RefreshedType;
}

/** A file of `athena-sql/` that is a table: the refresh computes it, and writes its rows below `refreshed/<group>/<name>/`. */
export interface RefreshedTable {
  readonly name: string;
  /** `aggregates` are those that the views of metrics read: numbers, and no row of one person. */
  readonly group: 'facts' | 'aggregates';
  /** Whether it is written in parts by `message_key`. */
  readonly parts: boolean;
  readonly columns: readonly RefreshedColumn[];
}

/** A table with columns by a text such as `day date, sent bigint`. @throws Error for a type not in `REFRESHED_TYPES`. */
export function refreshedTable(table: Omit<RefreshedTable, 'columns'>, columns: string): RefreshedTable {
  return { ...table, columns: columns.split(',').map(refreshedColumn) };
}

function refreshedColumn(text: string): RefreshedColumn {
  const [name = '', word = ''] = text.trim().split(' ');
  const type = REFRESHED_TYPES.find((known) => known === word);
  if (type === undefined) throw new Error(`${name} has the type "${word}"; it must be ${REFRESHED_TYPES.join(', ')}.`);
  return { name, type };
}
