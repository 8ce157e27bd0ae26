/**
 * Partition projection: which partition values exist, by the table's parameters alone ("Supported types for
 * partition projection", Amazon Athena). A value outside the projection gives no rows and no error.
 */
import { dateRange } from './projection-dates.ts';

/** How one partition column is projected. */
export interface ColumnProjection {
  /** Whether a partition folder's value exists at `nowMillis`, epoch milliseconds. */
  readonly covers: (value: string, nowMillis: number) => boolean;
  /** An injected column has no values of its own: each query must name one by equality. */
  readonly injected: boolean;
}

type Parameters = ReadonlyMap<string, string>;

/** Reads `projection.<column>.*`. @throws Error naming the parameter that is missing or not covered. */
export function parseProjection(column: string, parameters: Parameters): ColumnProjection {
  const read = (name: string): string => required(column, name, parameters);
  const type = read('type');
  if (type === 'enum') return coveredBy(enumValues(read('values')));
  if (type === 'integer') return coveredBy(integerRange(column, parameters));
  if (type === 'injected') return { covers: () => true, injected: true };
  if (type !== 'date')
    throw new Error(`projection.${column}.type is "${type}"; it must be enum, integer, date or injected.`);
  refuseInterval(column, parameters);
  return coveredBy(dateRange(read('range'), read('format')));
}

function coveredBy(covers: ColumnProjection['covers']): ColumnProjection {
  return { covers, injected: false };
}

function enumValues(text: string): (value: string) => boolean {
  const values = new Set(text.split(',').map((value) => value.trim()));
  return (value) => values.has(value);
}

function integerRange(column: string, parameters: Parameters): (value: string) => boolean {
  const [low = Number.NaN, high = Number.NaN] = required(column, 'range', parameters).split(',').map(Number);
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) {
    throw new Error(`projection.${column}.range must be two integers with a comma between them.`);
  }
  const interval = Number(parameters.get(`projection.${column}.interval`) ?? 1);
  const digits = Number(parameters.get(`projection.${column}.digits`) ?? 0);
  return (value) => {
    const number = Number(value);
    const spelling = String(number).padStart(digits, '0');
    return value === spelling && number >= low && number <= high && (number - low) % interval === 0;
  };
}

function required(column: string, name: string, parameters: Parameters): string {
  const value = parameters.get(`projection.${column}.${name}`);
  if (value !== undefined && value !== '') return value;
  throw new Error(
    `The table has projection.enabled but no projection.${column}.${name}; Athena needs it for each partition column.`,
  );
}

function refuseInterval(column: string, parameters: Parameters): void {
  const interval = parameters.get(`projection.${column}.interval`) ?? '1';
  if (interval === '1') return;
  throw new Error(`projection.${column}.interval is ${interval}; the laptop covers dates with an interval of 1 only.`);
}
