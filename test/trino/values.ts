/** How a value of either engine is written so that equal values have equal texts, and different ones have not. */

/**
 * Trino's type by the name that Athena reports. A text has no length there, and a timestamp's three digits are the only
 * precision that Hive tables and Athena have: any other stays, as a difference.
 */
export function athenaType(trino: string): string {
  if (/^varchar(\(\d+\))?$/.test(trino)) return 'varchar';
  if (trino === 'timestamp(3)') return 'timestamp';
  if (trino === 'timestamp(3) with time zone') return 'timestamp with time zone';
  if (trino === 'real') return 'float';
  return trino.replace(/^(decimal|array|map|row|char)\(.*$/, '$1');
}

const COMPARED = new Set([
  'varchar',
  'char',
  'boolean',
  'tinyint',
  'smallint',
  'integer',
  'bigint',
  'decimal',
  'double',
  'date',
  'timestamp',
  'timestamp with time zone',
]);

/** @throws Error for a type whose values the engines spell differently, such as lists: no BI tool reads them either. */
export function refuseUncomparable(name: string, type: string): void {
  if (COMPARED.has(type) || type.startsWith('timestamp(')) return;
  throw new Error(`Column ${name} is of type ${type}, which is not compared: give it a type that BI tools read.`);
}

/** A value as either engine's API gives it; of doubles, the sixteen digits of their bits. */
export function comparable(value: string | null, type: string): string | null {
  return value === null || type !== 'double' ? value : bitsOf(Number(value));
}

/** `3FF0000000000000` for 1; a NaN is a NaN, whatever its bits. */
export function bitsOf(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Number.isNaN(value) ? Number.NaN : value);
  return view.getBigUint64(0).toString(16).toUpperCase().padStart(16, '0');
}

export function doubleOf(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

/** Sums of doubles depend on the order of their parts, which no engine promises. */
const RELATIVE = 1e-12;

export function areClose(one: string, other: string): boolean {
  const [a, b] = [doubleOf(one), doubleOf(other)];
  if (Object.is(a, b)) return true;
  return Number.isFinite(a - b) && Math.abs(a - b) <= RELATIVE * Math.max(Math.abs(a), Math.abs(b));
}
