import trino from '../fixtures/trino/functions.json' with { type: 'json' };

/** What SHOW FUNCTIONS lists, without those of maps; `npm run check:trino` holds it against the running server. */
export const TRINO_FUNCTIONS: readonly string[] = trino.functions;
export const LISTED_BY: string = trino.trino;

/**
 * Forms of Trino's grammar that look like functions and that SHOW FUNCTIONS does not list; the laptop has them all.
 * `count_star` is its name of count(*).
 */
const FORMS = [
  'coalesce',
  'count_star',
  'current_timestamp',
  'if',
  'localtimestamp',
  'nullif',
  'position',
  'row',
  'try',
];

export function isTrinoForm(name: string): boolean {
  return FORMS.includes(name);
}

export function isTrinoFunction(name: string): boolean {
  return TRINO_FUNCTIONS.includes(name) || isTrinoForm(name);
}
