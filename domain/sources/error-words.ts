import { META_ERRORS } from './meta/error-words.ts';
import type { ErrorWords } from './shared/error-words.ts';

/** The sources whose error codes are known in words, and the codes by area: the view `dim_error`. */
export const ERROR_WORDS: Readonly<Record<string, Readonly<Record<string, readonly ErrorWords[]>>>> = {
  meta: META_ERRORS,
};
