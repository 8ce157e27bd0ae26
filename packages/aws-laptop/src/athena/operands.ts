/** How far the operands of a `+` or `-` reach in a statement's tokens. */
import { afterParenthesis, type Token } from './tokens.ts';

/** Words that no operand of a sum goes beyond; CASE and END are counted. */
const AROUND = new Set(
  (
    'ALL AND AS ASC BETWEEN BY CASE CROSS DESC DISTINCT ELSE ESCAPE EXCEPT FETCH FROM GROUP HAVING IN INNER INTERSECT IS ' +
    'JOIN LEFT LIKE LIMIT NOT OFFSET ON OR ORDER RANGE RIGHT ROWS SELECT THEN UNION USING WHEN WHERE WINDOW'
  ).split(' '),
);
const SIGNS = new Set(['+', '-', '*', '/', '%']);
const UNITS = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND']);
/** After a call's parenthesis, and before one of their own. */
const OF_CALLS = new Set(['FILTER', 'OVER', 'IGNORE', 'RESPECT', 'NULLS']);

const isWord = (token: Token | undefined, ...texts: string[]): boolean =>
  token?.kind === 'word' && texts.includes(token.text);
const isMark = (token: Token | undefined, ...texts: string[]): boolean =>
  token?.kind === 'mark' && texts.includes(token.text);
const isAround = (token: Token): boolean => token.kind === 'word' && AROUND.has(token.text);

/** The index of the first token of what is left of the sign at `at`. */
export function startOfSum(tokens: readonly Token[], at: number): number {
  let first = at;
  for (;;) {
    const before = openingOf(tokens, first - 1);
    const token = tokens[before];
    if (token === undefined || (before === first - 1 && !isPartBefore(token))) return first;
    first = before;
  }
}

function isPartBefore(token: Token): boolean {
  return token.kind === 'mark' ? token.text === '.' || SIGNS.has(token.text) : !isAround(token);
}

/** Of a closing parenthesis, bracket or END the index of what it closes; else the same. */
function openingOf(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (let open = at; open >= 0; open -= 1) {
    if (isMark(tokens[open], ')', ']') || isWord(tokens[open], 'END')) depth += 1;
    if (isMark(tokens[open], '(', '[') || isWord(tokens[open], 'CASE')) depth -= 1;
    if (depth <= 0) return depth < 0 ? at : open;
  }
  return at;
}

/** The index after the last token of what is right of the sign at `at`. */
export function endOfSum(tokens: readonly Token[], at: number): number {
  let end = at + 1;
  while (isMark(tokens[end], '+', '-')) end += 1;
  end = afterPart(tokens, end);
  while (end < tokens.length && goesOn(tokens, end)) end = afterPart(tokens, end);
  return end;
}

function afterPart(tokens: readonly Token[], at: number): number {
  if (isMark(tokens[at], '(')) return afterParenthesis(tokens, at);
  if (!isMark(tokens[at], '[') && !isWord(tokens[at], 'CASE')) return at + 1;
  let depth = 0;
  for (let end = at; end < tokens.length; end += 1) {
    if (isMark(tokens[end], '[') || isWord(tokens[end], 'CASE')) depth += 1;
    if (isMark(tokens[end], ']') || isWord(tokens[end], 'END')) depth -= 1;
    if (depth === 0) return end + 1;
  }
  return tokens.length;
}

/** Whether the token at `at` belongs to the operand that the tokens before it began. */
function goesOn(tokens: readonly Token[], at: number): boolean {
  const [before, previous, token] = [tokens[at - 2], tokens[at - 1], tokens[at]];
  if (token === undefined || previous === undefined || isAround(token)) {
    return isWord(token, 'CASE') && isMark(previous, '*', '/', '%');
  }
  if (isMark(previous, '*', '/', '%')) return true;
  if (token.kind === 'mark') return ['*', '/', '%', '.', '[', '('].includes(token.text);
  if (isMark(previous, '.') || isWord(previous, 'OVER', 'INTERVAL')) return true;
  if (token.kind === 'text') return previous.kind === 'word';
  if (token.kind !== 'word') return false;
  return OF_CALLS.has(token.text) || (isWord(before, 'INTERVAL') && UNITS.has(token.text));
}
