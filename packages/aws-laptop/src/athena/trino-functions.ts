/**
 * The functions that mean the same in Trino and on the laptop, by DuckDB's own hand or by the prelude's. Any other
 * name is refused, so that a query that passes here does not fail on Athena for want of a function.
 */

const AGGREGATES =
  'any_value approx_distinct approx_percentile arbitrary array_agg avg bool_and bool_or corr count count_if count_star ' +
  'covar_pop covar_samp every geometric_mean max max_by min min_by stddev stddev_pop stddev_samp sum var_pop var_samp variance';
const WINDOWS = 'cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number';
const TIMES =
  'at_timezone current_date current_timestamp date date_add date_diff date_format date_trunc day day_of_month ' +
  'day_of_week day_of_year dow doy from_iso8601_date from_iso8601_timestamp from_unixtime hour last_day_of_month ' +
  'localtimestamp millisecond minute month now quarter second to_unixtime week week_of_year with_timezone year year_of_week yow';
const NUMBERS =
  'abs cbrt ceil ceiling degrees exp floor greatest if infinity is_finite is_infinite is_nan least ln log log10 log2 ' +
  'mod nan nullif pi pow power radians random round sign sqrt truncate typeof uuid';
const TEXTS =
  'chr codepoint concat concat_ws from_base64 from_hex from_utf8 json_array_length json_extract json_extract_scalar ' +
  'json_format json_parse length lower lpad ltrim md5 position regexp_extract regexp_like regexp_replace replace ' +
  'reverse rpad rtrim sha256 split split_part starts_with strpos substr substring to_base64 to_hex to_utf8 translate ' +
  'trim upper url_decode url_encode';
const COLLECTIONS =
  'array_distinct array_intersect array_join array_max array_min array_position array_sort cardinality contains ' +
  'element_at flatten map map_from_entries map_keys map_values row sequence slice';
/** What DuckDB's parser makes of Trino's syntax: EXTRACT, INTERVAL, ARRAY[…], LIKE, indexing. */
const SYNTAX =
  '+ - * / % || ~~ !~~ like_escape not_like_escape array_extract struct_extract list_value date_part trunc ' +
  'to_seconds to_minutes to_hours to_days to_months to_years';

/** As a statement names them. */
export const NAMED_FUNCTIONS: readonly string[] = [AGGREGATES, WINDOWS, TIMES, NUMBERS, TEXTS, COLLECTIONS].flatMap(
  (names) => names.split(' '),
);

const FUNCTIONS: ReadonlySet<string> = new Set([...NAMED_FUNCTIONS, ...SYNTAX.split(' ')]);

/** EXTRACT's fields that agree; Trino counts DOW from Monday = 1, DuckDB from Sunday = 0. */
const EXTRACTED: ReadonlySet<string> = new Set([
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'doy',
  'hour',
  'minute',
  'second',
]);

const OF_MANY_ROWS: ReadonlySet<string> = new Set(AGGREGATES.split(' '));

export function isAggregate(name: string): boolean {
  return OF_MANY_ROWS.has(name.toLowerCase());
}

export function isSharedFunction(name: string): boolean {
  return FUNCTIONS.has(name.toLowerCase());
}

export function isSharedExtractField(field: string): boolean {
  return EXTRACTED.has(field.toLowerCase());
}
