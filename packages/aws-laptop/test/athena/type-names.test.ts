import {
  BIGINT,
  BLOB,
  DATE,
  DECIMAL,
  FLOAT,
  HUGEINT,
  INTEGER,
  LIST,
  MAP,
  STRUCT,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { typeNames } from '../../src/athena/type-names.ts';

// "Data types in Amazon Athena": each type as Glue has it, and as Trino does.
test.each([
  [VARCHAR, 'string', 'varchar'],
  [INTEGER, 'int', 'integer'],
  [BIGINT, 'bigint', 'bigint'],
  // What DuckDB makes of a sum of bigints.
  [HUGEINT, 'bigint', 'bigint'],
  [FLOAT, 'float', 'real'],
  [DECIMAL(10, 2), 'decimal(10,2)', 'decimal(10,2)'],
  [DATE, 'date', 'date'],
  [TIMESTAMP, 'timestamp', 'timestamp(3)'],
  [BLOB, 'binary', 'varbinary'],
  [LIST(VARCHAR), 'array<string>', 'array(varchar)'],
  [MAP(VARCHAR, INTEGER), 'map<string,int>', 'map(varchar, integer)'],
  [
    STRUCT({ a: INTEGER, b: LIST(STRUCT({ c: VARCHAR })) }),
    'struct<a:int,b:array<struct<c:string>>>',
    'row(a integer, b array(row(c varchar)))',
  ],
])('%s is %s in Glue and %s in Trino', (type, hive, trino) => {
  expect(typeNames(type)).toEqual({ hive, trino });
});
