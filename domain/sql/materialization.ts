/** How a file's relation is kept, as its leading comment says it. Without such lines it is a view. */
export interface Materialization {
  readonly isTable: boolean;
  /** The column by which a table is written in parts; null for one that is written at once. */
  readonly parts: string | null;
}

const HEAD = /^(?:--.*\n)*/;

/** `-- Materialized: table` (dbt's word) and `-- Parts: message_key`. @throws Error for another word, and for a view in parts. */
export function materializationOf(sql: string): Materialization {
  const kind = saidIn(sql, 'Materialized');
  const parts = saidIn(sql, 'Parts') ?? null;
  if (kind !== undefined && kind !== 'table')
    throw new Error(`"-- Materialized: ${kind}" must be "-- Materialized: table"; a file without the line is a view.`);
  if (parts !== null && kind === undefined)
    throw new Error(`"-- Parts: ${parts}" is for tables: it needs the line "-- Materialized: table" before it.`);
  return { isTable: kind === 'table', parts };
}

function saidIn(sql: string, word: string): string | undefined {
  const [head = ''] = HEAD.exec(sql) ?? [];
  return new RegExp(`^-- ${word}: *(.*?) *$`, 'm').exec(head)?.[1];
}
