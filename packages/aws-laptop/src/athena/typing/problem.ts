/** How a query is refused for its types, in Trino's words. */
import { QueryFailure } from '../failure.ts';
import { children, lineAndColumn, type Node } from '../syntax-node.ts';

export type Refuse = (error: string, at: Node | undefined, message: string) => never;

/** `sql` is the whole statement, which ends with the query. */
export function refuser(sql: string, query: string): Refuse {
  const before = sql.endsWith(query) ? Buffer.byteLength(sql) - Buffer.byteLength(query) : 0;
  return (error, at, message) => {
    const location = locationOf(at);
    const place = location === undefined ? '' : `${lineAndColumn(sql, before + location)}: `;
    throw new QueryFailure(`${error}: ${place}${message}`);
  };
}

/** Where the node or the first thing in it is written. The tree leaves out the location 0. */
function locationOf(node: Node | undefined): number | undefined {
  if (node === undefined) return undefined;
  if (typeof node.query_location === 'number') return node.query_location;
  const below = children(node).flatMap((child) => locationOf(child) ?? []);
  return below.length > 0 ? Math.min(...below) : undefined;
}
