/** A column on its way out: it stays, filled, until the date, and the docs show it. */
export interface Deprecation {
  readonly column: string;
  /** `yyyy-MM-dd`: from this day on the column may be removed. */
  readonly removedAfter: string;
  readonly reason: string;
}

export const DEPRECATIONS: readonly Deprecation[] = [];
