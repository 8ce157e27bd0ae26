/**
 * The one list of columns. It generates the Glue table, the row type, the Parquet schema, docs/columns.md and the
 * contract test. A column is added at the end of its group, and never renamed, retyped or removed without a deprecation.
 */
import { type ColumnDefinition, text } from './columns/column.ts';
import { CAMPAIGN, ENTITY, LAKE, MESSAGE, STATUS } from './columns/message.ts';
import { MADE_WITH, WHAT } from './columns/what.ts';
import { WHO } from './columns/who.ts';

export type { ColumnType, PersonalData } from './columns/column.ts';

export interface Column extends ColumnDefinition {
  readonly name: string;
}

/** Raised whenever the column list changes. */
export const SCHEMA_VERSION = 2;

const DEFINITIONS = { ...WHAT, ...WHO, ...MESSAGE, ...STATUS, ...CAMPAIGN, ...ENTITY, ...MADE_WITH, ...LAKE };

export type ColumnDefinitions = typeof DEFINITIONS;

export const COLUMNS: readonly Column[] = named(DEFINITIONS);

/** The columns that hold names given by the business. */
export const NAMED_BY_BUSINESS = Object.keys(DEFINITIONS).filter(isNamedByBusiness);

/** The partition columns; they stand in the object’s path, not in the Parquet. */
export const PARTITION_COLUMNS: readonly Column[] = named({
  dt: text('Day of the event, `yyyy-MM-dd` in UTC (see `dt_source`).'),
  family: text('Family of events, so that a query reads only the bytes of its kind.'),
});

function isNamedByBusiness(name: string): name is keyof ColumnDefinitions {
  return COLUMNS.some((column) => column.name === name && column.isNamedByBusiness);
}

function named(definitions: Readonly<Record<string, ColumnDefinition>>): readonly Column[] {
  return Object.entries(definitions).map(([name, definition]) => ({ name, ...definition }));
}
