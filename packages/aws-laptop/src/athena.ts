/** `aws-laptop/athena`: what the local Athena knows of Trino's SQL, for checks of SQL files. */

import { join } from 'node:path';

export { createView } from './athena/plan-once.ts';
export { afterParenthesis, type Token, tokensOf } from './athena/tokens.ts';
export { isSharedFunction, NAMED_FUNCTIONS } from './athena/trino-functions.ts';
export { type TrinoType, trinoType } from './athena/trino-values.ts';
export { parseUnload, type Unload } from './athena/unload-text.ts';
export { openValidator, type Validator, type ValidatorColumn } from './athena/validator.ts';

/** The macros that give DuckDB Athena's functions: load it before running Athena's SQL in DuckDB itself. */
export const PRELUDE_FILE = join(import.meta.dirname, 'athena', 'prelude.sql');
