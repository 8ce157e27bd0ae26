import { afterParenthesis, tokensOf } from './tokens.ts';

/** `IF(condition, value)` with the NULL that Trino takes for the third argument, which DuckDB's parser wants. */
export function withThirdArguments(query: string): string {
  if (!/\bif\s*\(/i.test(query)) return query;
  const tokens = tokensOf(query);
  const ends = tokens.flatMap(({ kind, text }, at) => {
    if (kind !== 'word' || text !== 'IF' || tokens[at + 1]?.text !== '(') return [];
    const end = afterParenthesis(tokens, at + 1) - 1;
    return commas(tokens.slice(at + 2, end)) === 1 ? [tokens[end]?.start ?? query.length] : [];
  });
  return ends.sort((a, b) => b - a).reduce((text, end) => `${text.slice(0, end)}, NULL${text.slice(end)}`, query);
}

/** Between the arguments, not inside one. */
function commas(tokens: readonly { readonly text: string }[]): number {
  let depth = 0;
  let count = 0;
  for (const { text } of tokens) {
    if (text === '(' || text === '[') depth += 1;
    if (text === ')' || text === ']') depth -= 1;
    if (text === ',' && depth === 0) count += 1;
  }
  return count;
}
