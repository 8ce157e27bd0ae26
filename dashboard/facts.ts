/** What the operations page shows that no statement answers. */
export interface Facts {
  readonly problems: readonly string[];
}
