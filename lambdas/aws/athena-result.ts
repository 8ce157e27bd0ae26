import { type AthenaClient, paginateGetQueryResults } from '@aws-sdk/client-athena';

export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** As Athena prints them; null is NULL. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/**
 * The rows of a statement that succeeded, as they come: of a SELECT the first is its header. Pages that begin after
 * `maxRows` rows are not fetched.
 */
export async function fetchResult(
  client: AthenaClient,
  QueryExecutionId: string,
  maxRows = Number.POSITIVE_INFINITY,
): Promise<QueryResult> {
  const rows: (readonly (string | null)[])[] = [];
  let columns: QueryResult['columns'] = [];
  for await (const { ResultSet } of paginateGetQueryResults({ client }, { QueryExecutionId })) {
    columns = (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = '', Type = '' }) => ({
      name: Name,
      type: Type,
    }));
    rows.push(...(ResultSet?.Rows ?? []).map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue ?? null)));
    if (rows.length >= maxRows) break;
  }
  return { columns, rows };
}
