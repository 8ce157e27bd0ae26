/** A relation that is kept as a table: its file says `-- Materialized: table`. domain/contracts/refreshed-tables.ts lists them. */
export interface RefreshedTable {
  /** The relation's, and its file's. */
  readonly name: string;
  /** `aggregates` hold sums and counts alone, below a prefix of their own, which is all that the policy `finance` reads. */
  readonly group: 'facts' | 'aggregates';
  /** Whether it is written in parts, by message: its file says `-- Parts: message_key`. */
  readonly parts: boolean;
  /** Types are Glue's. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** What `current_generation` names before anything was refreshed. */
export const NO_GENERATION = 'none';

/** The Glue table with the rows of a relation, all generations of them. */
export function storedName(relation: string): string {
  return `refreshed_${relation}`;
}
