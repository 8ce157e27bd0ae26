/** A statement's tokens, as Trino's lexer cuts them; comments and blanks are left out. */

import { byText } from './by-text.ts';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'mark';
  /** As written; of a word in upper case. */
  readonly text: string;
  /** Offset in the statement. */
  readonly start: number;
}

/** Blanks and comments, words, quoted names, texts, numbers, marks: by its first characters each is one of them alone. */
const TOKEN =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_][A-Za-z0-9_@]*|"(?:[^"]|"")*"|'(?:[^']|'')*'|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|::|<>|!=|<=|>=|==|\|\||->|=>|[\s\S]/gy;
const SKIPPED = /^(?:\s|--|\/\*.)/s;

export const tokensOf = byText((sql): readonly Token[] => {
  const tokens: Token[] = [];
  // Without an array for each match: the statements of a page have thousands of tokens.
  TOKEN.lastIndex = 0;
  for (let start = 0; TOKEN.test(sql); start = TOKEN.lastIndex) {
    const text = sql.slice(start, TOKEN.lastIndex);
    if (SKIPPED.test(text)) continue;
    const kind = kindOf(text);
    tokens.push({ kind, text: kind === 'word' ? text.toUpperCase() : text, start });
  }
  return tokens;
});

function kindOf(text: string): Token['kind'] {
  if (/^[A-Za-z_]/.test(text)) return 'word';
  if (/^\.?\d/.test(text)) return 'number';
  // What nothing closes is a mark.
  if (text.length > 1 && text.startsWith('"')) return 'quoted';
  return text.length > 1 && text.startsWith("'") ? 'text' : 'mark';
}

/** The index after the parenthesis that closes the one at `open`; the end where none does. */
export function afterParenthesis(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (tokens[at]?.text === '(') depth += 1;
    if (tokens[at]?.text === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return tokens.length;
}
