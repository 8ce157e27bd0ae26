/** Why a query failed, in the words of Athena's StateChangeReason: a Trino error name, a colon, the message. */
import { AwsError } from '../aws.ts';

/** A query that ends as FAILED or, when it went over a limit, as CANCELLED. */
export class QueryFailure extends Error {
  readonly state: 'FAILED' | 'CANCELLED';

  constructor(message: string, state: 'FAILED' | 'CANCELLED' = 'FAILED') {
    super(message);
    this.state = state;
  }
}

const DECIMAL_DIVISION =
  'NOT_SUPPORTED: Dividing decimals rounds to their scale in Trino, but not on the laptop: CAST one side to DOUBLE';

/** DuckDB's messages, by how they begin, as Trino's error names. The first that matches counts. */
const ENGINE_ERRORS: readonly (readonly [RegExp, string])[] = [
  [/Could not convert string 'Division by zero'/, 'DIVISION_BY_ZERO: Division by zero'],
  [/Could not convert string 'Decimal division'/, DECIMAL_DIVISION],
  [/^INTERRUPT Error/, 'Query cancelled by user'],
  [/^Binder Error: (Referenced column|Table "[^"]*" does not have)/, 'COLUMN_NOT_FOUND: $&'],
  [/^Binder Error: column .* must appear in the GROUP BY/, 'EXPRESSION_NOT_AGGREGATE: $&'],
  [/^Binder Error: Ambiguous reference/, 'AMBIGUOUS_NAME: $&'],
  [/^Binder Error: (WHERE|GROUP BY) clause cannot contain/, 'EXPRESSION_NOT_SCALAR: $&'],
  [/^Binder Error: (GROUP BY|ORDER) term out of range/, 'INVALID_COLUMN_REFERENCE: $&'],
  [/^Binder Error: aggregate function calls cannot be nested/, 'NESTED_AGGREGATION: $&'],
  [/^Binder Error: window function calls cannot be nested/, 'NESTED_WINDOW: $&'],
  [/^Binder Error/, 'TYPE_MISMATCH: $&'],
  [/^Invalid Input Error: Function "\w+" is a Macro/, 'NOT_SUPPORTED: $&'],
  [/^Parser Error/, 'SYNTAX_ERROR: $&'],
  [/^Conversion Error/, 'INVALID_CAST_ARGUMENT: $&'],
  [/^Out of Range Error/, 'NUMERIC_VALUE_OUT_OF_RANGE: $&'],
  [/^Out of Memory Error/, 'EXCEEDED_LOCAL_MEMORY_LIMIT: $&'],
  [/^Catalog Error: (Scalar|Aggregate) Function/, 'FUNCTION_NOT_FOUND: $&'],
];

/** The reason for StateChangeReason, with bucket URIs in the place of folders. */
export function failureReason(error: unknown, folders: ReadonlyMap<string, string>): string {
  if (error instanceof AwsError && error.code.startsWith('AccessDenied')) {
    return `${error.message} (Service: Amazon Athena; Status Code: ${error.status}; Error Code: ${error.code})`;
  }
  const message = error instanceof Error ? error.message : 'unknown error';
  return withoutFolders(
    error instanceof QueryFailure || error instanceof AwsError ? message : engineReason(message),
    folders,
  );
}

function engineReason(message: string): string {
  const found = ENGINE_ERRORS.find(([expression]) => expression.test(message));
  if (found === undefined) return `GENERIC_INTERNAL_ERROR: ${message}`;
  const [expression, reason] = found;
  return reason.endsWith('$&') ? message.replace(expression, reason) : reason;
}

function withoutFolders(message: string, folders: ReadonlyMap<string, string>): string {
  return [...folders].reduce(
    (text, [bucket, folder]) => text.replaceAll(folder.replace(/\/$/, ''), `s3://${bucket}`),
    message,
  );
}
