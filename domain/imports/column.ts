import * as z from 'zod/mini';

/** Glue's (Hive's) names of the types that reference data has. */
export type ReferenceType = 'string' | 'bigint' | 'boolean';

export interface ReferenceColumn {
  readonly name: string;
  readonly type: ReferenceType;
  readonly meaning: string;
}

/** A cell as it is written in a file: null where it is empty or left out. */
export type Cell = string | null;

const columnInfo = z.registry<{ readonly type: ReferenceType; readonly meaning: string }>();

/** The columns of a table whose cells these schemas read, in their order. */
export function columnsOf(shape: Readonly<Record<string, z.core.$ZodType>>): readonly ReferenceColumn[] {
  return Object.entries(shape).map(([name, schema]) => {
    const column = columnInfo.get(schema);
    if (column === undefined) throw new Error(`The column ${name} says neither its type nor its meaning.`);
    return { name, ...column };
  });
}

export function text(meaning: string) {
  return z.string('must not be empty').register(columnInfo, { type: 'string', meaning });
}

export function optionalText(meaning: string) {
  return z.nullable(z.string()).register(columnInfo, { type: 'string', meaning });
}

/** A text that a rule holds for; `allowed` completes "must be …". */
export function textOf(meaning: string, allowed: string, isAllowed: (value: string) => boolean) {
  const error = `must be ${allowed}`;
  return z.string(error).check(z.refine(isAllowed, error)).register(columnInfo, { type: 'string', meaning });
}

export function optionalDay(meaning: string) {
  const error = `must be empty or ${A_DAY}`;
  const day = z.nullable(z.string().check(z.refine(isDay, error)));
  return day.register(columnInfo, { type: 'string', meaning });
}

/** A whole number that is not negative; `instead` where the cell is empty, else it may not be. */
export function whole<Instead extends number | null = never>(meaning: string, instead?: Instead) {
  const number = z.pipe(
    z.nullable(z.string().check(z.regex(/^\d{1,15}$/, 'must be a whole number from 0 to 15 digits'))),
    z.transform((written, context): number | Instead => {
      if (written !== null) return Number(written);
      if (instead !== undefined) return instead;
      context.issues.push({ code: 'custom', message: 'must not be empty', input: written });
      return z.NEVER;
    }),
  );
  return number.register(columnInfo, { type: 'bigint', meaning });
}

/** `true` or `false`; empty is false. */
export function flag(meaning: string) {
  const written = z.nullable(z.enum(['true', 'false'], 'must be true, false or empty'));
  return z
    .pipe(
      written,
      z.transform((value) => value === 'true'),
    )
    .register(columnInfo, { type: 'boolean', meaning });
}

export const A_DAY = 'a day as 2026-10-01';

export function isDay(value: string): boolean {
  const millis = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : Number.NaN;
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(value);
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export function isCurrency(value: string): boolean {
  return CURRENCIES.has(value);
}
