import { type RefreshedTable, refreshedTable } from '../../../domain/contracts/refreshed-table.ts';
import type { Relations } from '../../../domain/sql/deployed-views.ts';

/** A file of a view, or of a table, by its query. */
export function file(name: string, query: string, head = `-- Grain: one row per ${name}.\n`) {
  return { name, sql: `${head}CREATE OR REPLACE VIEW ${name} AS\n${query}\n` };
}

export function table(name: string, columns = 'x int', parts = false): RefreshedTable {
  return refreshedTable({ name, group: 'facts', parts }, columns);
}

/** `first` and `messages` are in parts and read each other; `replies` is whole; `talk` is a view between, `numbers` one behind. */
export const SMALL: Relations = {
  views: [
    file('numbers', 'SELECT count(*) AS n FROM replies'),
    file('talk', 'SELECT x FROM messages JOIN markets USING (x)'),
    file('replies', 'SELECT talk.x FROM talk JOIN first AS f ON talk.x = f.x'),
    file('messages', 'SELECT x, y FROM first'),
    file('first', 'SELECT x, y FROM events'),
    file('markets', 'SELECT x FROM market_rows'),
    file('events', 'SELECT x, y FROM event_rows'),
  ],
  tables: [
    table('first', 'x int, y string', true),
    table('messages', 'x int, y string', true),
    table('replies', 'x int'),
  ],
};
