/** The words of error codes as SQL, so that analysts find them where they query. */
import { ERROR_WORDS } from '../../domain/sources/error-words.ts';
import type { ErrorWords } from '../../domain/sources/shared/error-words.ts';
import { textViewFiles } from './values-view.ts';

const MADE = '-- Written by `npm run docs` from domain/sources; do not edit.';
const TEXTS = ['source', 'error_code', 'title', 'meaning', 'action', 'concerns', 'evidence', 'as_of'];

interface Area {
  readonly source: string;
  readonly area: string;
  readonly errors: readonly ErrorWords[];
}

const AREAS: readonly Area[] = Object.entries(ERROR_WORDS).flatMap(([source, areas]) =>
  Object.entries(areas).map(([area, errors]) => ({ source, area, errors })),
);

/** Each file that is written, by its path below `athena-sql/`. */
export function errorSqlFiles(): ReadonlyMap<string, string> {
  return new Map([...AREAS.flatMap(areaFiles), ['marts/dim_error.sql', errorView()]]);
}

function viewOf({ source, area }: Area): string {
  return `stg_errors_${source}_${area}`;
}

/** An area has a file of its own, for all together are longer than a file may be. */
function areaFiles(of: Area): readonly [string, string][] {
  const { source, area, errors } = of;
  const rows = errors.map(({ code, title, meaning, action, concerns, evidence, asOf }) => [
    source,
    String(code),
    title,
    meaning,
    action,
    concerns,
    evidence,
    asOf,
  ]);
  const head = [`-- Grain: one row per error code of ${source} in the area "${area}": its words (dim_error).`, MADE];
  const description = `The words of the error codes of ${source} in the area "${area}".`;
  return textViewFiles({ name: viewOf(of), head, columns: TEXTS, rows }, description, 'error_code');
}

function errorView(): string {
  const selects = AREAS.map((area) => `  SELECT * FROM ${viewOf(area)}`);
  return `-- Grain: one row per source and error code that is known in words.
-- Join it by both, and keep what it does not have: an unknown code is a code too. Each vendor has
-- numbers of its own, so that the same number may mean two things.
${MADE}
CREATE OR REPLACE VIEW dim_error AS
WITH texts AS (
${selects.join('\n  UNION ALL\n')}
)
SELECT
  source,
  CAST(error_code AS integer) AS error_code,
  title,
  meaning,
  action,
  concerns,
  evidence,
  as_of
FROM texts
`;
}
