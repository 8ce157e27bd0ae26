import { storedName } from '../../domain/contracts/lake-layout.ts';
import type { RefreshedTable } from '../../domain/contracts/refreshed-table.ts';
import { withoutComments } from '../../domain/sql/comments.ts';
import { columnList, type Relations } from '../../domain/sql/deployed-views.ts';
import { type RefreshStep, refreshSteps } from '../../domain/sql/refresh-query.ts';
import { type RefreshStatements, refreshStatements } from '../../lambdas/refresh/statements.ts';
import { type Query, SQL_FOLDER } from './queries.ts';
import { asTable } from './stages.ts';

/** A generation that was written, and in how many parts. */
export interface Written {
  readonly generation: string;
  readonly parts: number;
}

/** A statement of the refresh. */
export interface RefreshQuery extends Query {
  /** The same rows written to a table of Trino's, as UNLOAD writes them to S3. */
  readonly written: string;
}

/** As many as hold a part expression to account, whatever the lake's size. */
const MORE_PARTS = 4;

/**
 * Each statement of a refresh, as the function sends it: Trino runs what is in its UNLOAD, the laptop reads what it wrote
 * by it. The split into parts is also asked of both for more parts than a small lake has.
 */
export function refreshQueries(relations: Relations, written: Written): readonly RefreshQuery[] {
  const statements = refreshStatements(SQL_FOLDER, relations, 'lake');
  return refreshSteps(relations).flatMap((step) => queriesOfStep(statements, step, written));
}

function queriesOfStep(
  { unload, unloadParts }: RefreshStatements,
  { table, reads }: RefreshStep,
  { generation, parts }: Written,
): readonly RefreshQuery[] {
  const name = `refresh ${table.name}`;
  const place = { generation, folder: 'asked' };
  const stored = (columns: string) =>
    `SELECT ${columns} FROM ${storedName(table.name)} WHERE generation = '${generation}'`;
  if (table.parts && reads.length === 0) {
    const inParts = (count: number) => unloadedQuery(unloadParts(table, place, count));
    const more = inParts(MORE_PARTS);
    return [
      query(name, inParts(parts), stored(`${columnList(table)}, part`), ['part']),
      query(`${name} in ${MORE_PARTS} parts`, more, more, ['part']),
    ];
  }
  return partsOf(table, parts).map((part) => {
    const sql = unloadedQuery(unload(table, place, part));
    return query(table.parts ? `${name} part ${part}` : name, sql, `${stored(columnList(table))} AND part = ${part}`);
  });
}

function partsOf(table: RefreshedTable, parts: number): readonly number[] {
  return Array.from({ length: table.parts ? parts : 1 }, (_, part) => part);
}

function query(name: string, sql: string, laptopSql: string, partitionedBy: readonly string[] = []): RefreshQuery {
  return { name, sql, laptopSql, written: asTable(sql, partitionedBy) };
}

const UNLOAD = /^UNLOAD \(\n([\s\S]*)\n\)\nTO '/;

/** What is in an UNLOAD, without comments, as the function sends it. @throws Error for another statement. */
export function unloadedQuery(statement: string): string {
  const [, inner] = UNLOAD.exec(withoutComments(statement)) ?? [];
  if (inner === undefined) throw new Error(`This is no UNLOAD of a query: ${statement.slice(0, 80)}`);
  return inner;
}
