import { readStatement } from '../aws/view-files.ts';

/** What each placeholder of the files in `athena-sql/maintenance` may be replaced by; nothing else gets into a statement. */
const ALLOWED = {
  days: /^'\d{4}-\d\d-\d\d'(, '\d{4}-\d\d-\d\d')*$/,
  written: /^'\d{4}-\d\d-\d\d'(, '\d{4}-\d\d-\d\d')*$/,
  first: /^\d{4}-\d\d-\d\d$/,
  last: /^\d{4}-\d\d-\d\d$/,
  run: /^\d{8}T\d{6}Z-[0-9a-f]{8}-\d{1,3}$/,
  location: /^s3:\/\/[a-z0-9][a-z0-9.-]+\/compacted\/\d{8}T\d{6}Z-[0-9a-f]{8}-\d{1,3}\/$/,
};
export type Parameter = keyof typeof ALLOWED;
export type StatementName = 'overlapping_days' | 'count_unloaded' | 'count_deduplicated' | 'unload_deduplicated';

/** The text of a statement, its parameters filled in. */
export type Statements = (name: StatementName, parameters: Partial<Record<Parameter, string>>) => string;

/** @throws Error naming the parameter that is missing or malformed. */
export function maintenanceStatements(folder: string): Statements {
  return (name, parameters) =>
    readStatement(folder, name).replaceAll(/\{(\w+)\}/g, (_, parameter) => checked(parameter, parameters));
}

/** `'2026-11-01', '2026-11-02'` */
export function dayList(days: readonly string[]): string {
  return days.map((day) => `'${day}'`).join(', ');
}

function checked(name: string, parameters: Partial<Record<Parameter, string>>): string {
  const found = Object.entries(ALLOWED).find(([parameter]) => parameter === name);
  const value = Object.entries(parameters).find(([parameter]) => parameter === name)?.[1];
  if (found?.[1].test(value ?? '')) return value ?? '';
  throw new Error(
    `The parameter {${name}} of a maintenance statement must match ${found?.[1]}; it is ${JSON.stringify(value)}.`,
  );
}
