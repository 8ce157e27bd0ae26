/** DuckDB's types by the names that Glue (Hive's) and a view's own text (Trino's) have for them. */
import {
  DuckDBDecimalType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from '@duckdb/node-api';

export interface TypeNames {
  /** `string`, `bigint`, `struct<a:int>` */
  readonly hive: string;
  /** `varchar`, `bigint`, `row(a integer)` */
  readonly trino: string;
}

const BIGINT: TypeNames = { hive: 'bigint', trino: 'bigint' };
const TIMESTAMP: TypeNames = { hive: 'timestamp', trino: 'timestamp(3)' };
const TEXT: TypeNames = { hive: 'string', trino: 'varchar' };

/** The pairs of "Data types in Amazon Athena". */
const SCALARS: ReadonlyMap<DuckDBTypeId, TypeNames> = new Map([
  [DuckDBTypeId.BOOLEAN, { hive: 'boolean', trino: 'boolean' }],
  [DuckDBTypeId.TINYINT, { hive: 'tinyint', trino: 'tinyint' }],
  [DuckDBTypeId.SMALLINT, { hive: 'smallint', trino: 'smallint' }],
  [DuckDBTypeId.INTEGER, { hive: 'int', trino: 'integer' }],
  [DuckDBTypeId.BIGINT, BIGINT],
  // Trino sums bigints as a bigint; DuckDB widens the sum.
  [DuckDBTypeId.HUGEINT, BIGINT],
  [DuckDBTypeId.UBIGINT, BIGINT],
  [DuckDBTypeId.FLOAT, { hive: 'float', trino: 'real' }],
  [DuckDBTypeId.DOUBLE, { hive: 'double', trino: 'double' }],
  [DuckDBTypeId.DATE, { hive: 'date', trino: 'date' }],
  [DuckDBTypeId.TIMESTAMP, TIMESTAMP],
  [DuckDBTypeId.TIMESTAMP_MS, TIMESTAMP],
  [DuckDBTypeId.TIMESTAMP_TZ, { hive: 'timestamp with time zone', trino: 'timestamp(3) with time zone' }],
  [DuckDBTypeId.BLOB, { hive: 'binary', trino: 'varbinary' }],
]);

/** A type that neither has is text, as in results. */
export function typeNames(type: DuckDBType): TypeNames {
  if (type instanceof DuckDBDecimalType) return sameNames(`decimal(${type.width},${type.scale})`);
  if (type instanceof DuckDBListType) {
    const of = typeNames(type.valueType);
    return { hive: `array<${of.hive}>`, trino: `array(${of.trino})` };
  }
  if (type instanceof DuckDBMapType) {
    const [key, value] = [typeNames(type.keyType), typeNames(type.valueType)];
    return { hive: `map<${key.hive},${value.hive}>`, trino: `map(${key.trino}, ${value.trino})` };
  }
  return type instanceof DuckDBStructType ? structNames(type) : (SCALARS.get(type.typeId) ?? TEXT);
}

function sameNames(name: string): TypeNames {
  return { hive: name, trino: name };
}

function structNames({ entryNames, entryTypes }: DuckDBStructType): TypeNames {
  const fields = entryTypes.map((type, index) => ({ name: entryNames[index] ?? '', ...typeNames(type) }));
  return {
    hive: `struct<${fields.map(({ name, hive }) => `${name}:${hive}`).join(',')}>`,
    trino: `row(${fields.map(({ name, trino }) => `${name} ${trino}`).join(', ')})`,
  };
}
