/** What a statement answered, and single values of it that know where they come from. */

export interface Answer {
  /** Of the file in `athena-sql/pages`. */
  readonly statement: string;
  /** The statement that was asked, filters filled in. */
  readonly sql: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** As Athena prints them; null is NULL. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Athena’s reason, where it has no answer. */
  readonly error?: string;
}

/** A value as the statement answered it, never changed: a page formats it, and says where it is from. */
export interface Cell {
  readonly statement: string;
  /** From 0. */
  readonly row: number;
  readonly column: string;
  readonly value: string | null;
}

export interface Row {
  readonly cell: (column: string) => Cell;
  readonly text: (column: string) => string | null;
}

/** @throws Error, when a column is asked for, if the statement has none of that name. */
export function rowsOf(answer: Answer): readonly Row[] {
  const places = new Map(answer.columns.map(({ name }, index) => [name, index]));
  return answer.rows.map((values, row) => {
    const text = (column: string) => {
      const place = places.get(column);
      if (place === undefined) throw new Error(`${answer.statement} has no column ${column}.`);
      return values[place] ?? null;
    };
    return { text, cell: (column) => ({ statement: answer.statement, row, column, value: text(column) }) };
  });
}

/** Whether a text is a number above 0, of any size. */
export function isPositive(value: string | null): boolean {
  return value !== null && Number(value) > 0;
}
