/**
 * Which version of the views a statement meets: the one at its start. DuckDB keeps it for a transaction; the texts of the
 * views, which are read once for all, are taken with it.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { oneAtATime } from '../s3/one-at-a-time.ts';
import type { ChangedView, ViewTexts } from './view-texts.ts';

export interface ViewVersions {
  /** From here on the connection's statements meet the views as they are now, whatever becomes of them. */
  begin(connection: DuckDBConnection): Promise<ViewTexts>;
  /** Runs the statements on the connection as one change of a view, for the views as they are now. */
  changeView(connection: DuckDBConnection, change: ViewChange): Promise<void>;
}

export interface ViewChange extends ChangedView {
  readonly statements: readonly string[];
}

export function viewVersions(views: ViewTexts): ViewVersions {
  const oneByOne = oneAtATime();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => oneByOne('views', work);
  return {
    begin: (connection) =>
      inTurn(async () => {
        // A transaction has a version of the catalog once it has read of it.
        await connection.run('BEGIN TRANSACTION; FROM duckdb_databases()');
        const [written, columns] = await Promise.all([views.written(), views.columns()]);
        return { ...views, written: async () => written, columns: async () => columns };
      }),
    changeView: (connection, { statements, ...view }) =>
      inTurn(async () => {
        await connection.run('ROLLBACK; BEGIN TRANSACTION');
        try {
          for (const sql of statements) await connection.run(sql);
          await connection.run('COMMIT; BEGIN TRANSACTION');
          await views.changed(connection, view);
        } catch (error) {
          views.forget();
          throw error;
        }
      }),
  };
}
