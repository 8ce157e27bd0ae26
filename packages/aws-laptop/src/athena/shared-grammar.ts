/** What Trino's grammar takes and DuckDB's parser does not, in the form that both take. */
import { afterParenthesis, type Token, tokensOf } from './tokens.ts';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const RULES: readonly ((tokens: readonly Token[], at: number) => readonly Edit[])[] = [
  signedInterval,
  nameAt,
  arrayType,
  valuesWithoutParentheses,
];

export function withSharedGrammar(query: string): string {
  if (!/\b(?:interval|at|array|values)\b/i.test(query)) return query;
  const tokens = tokensOf(query);
  return tokens
    .flatMap((_, at) => RULES.flatMap((rule) => rule(tokens, at)))
    .sort((one, other) => other.start - one.start)
    .reduce((text, { start, end, text: written }) => text.slice(0, start) + written + text.slice(end), query);
}

const isWord = (token: Token | undefined, ...texts: readonly string[]): boolean =>
  token?.kind === 'word' && texts.includes(token.text);
const isMark = (token: Token | undefined, ...texts: readonly string[]): boolean =>
  token?.kind === 'mark' && texts.includes(token.text);
const insert = (place: number, text: string): Edit => ({ start: place, end: place, text });
const replaced = ({ start, text }: Token, by: string): Edit => ({ start, end: start + text.length, text: by });

/** `INTERVAL -'1' DAY` as `INTERVAL '-1' DAY`: what comes after it keeps its place. */
function signedInterval(tokens: readonly Token[], at: number): readonly Edit[] {
  const [sign, value] = [tokens[at + 1], tokens[at + 2]];
  if (!isWord(tokens[at], 'INTERVAL') || sign === undefined || !/^'\d+'$/.test(value?.text ?? '')) return [];
  if (value === undefined || !isMark(sign, '-', '+')) return [];
  return [replaced(sign, ' '), replaced(value, value.text.replace("'", sign.text === '-' ? "'-" : "'"))];
}

/** DuckDB reserves the word. */
function nameAt(tokens: readonly Token[], at: number): readonly Edit[] {
  const token = tokens[at];
  if (token === undefined || !isWord(token, 'AT')) return [];
  return isWord(tokens[at + 1], 'TIME') && isWord(tokens[at + 2], 'ZONE') ? [] : [replaced(token, '"at"')];
}

/** `array(bigint)` as `bigint[]`. */
function arrayType(tokens: readonly Token[], at: number): readonly Edit[] {
  const [word, open] = [tokens[at], tokens[at + 1]];
  if (word === undefined || open === undefined || !isWord(word, 'ARRAY') || !isMark(open, '(')) return [];
  const close = tokens[afterParenthesis(tokens, at + 1) - 1];
  const isType = isMark(close, ')') && tokens[at + 2]?.kind === 'word' && !isWord(tokens[at + 2], 'SELECT', 'WITH');
  return isType && close !== undefined ? [replaced(word, ''), replaced(open, ''), replaced(close, '[]')] : [];
}

const AFTER_VALUES = ['ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'UNION', 'EXCEPT', 'INTERSECT'];

/** `VALUES 1, 2` as `VALUES (1), (2)`. Of a ROW(…) Trino makes several columns: it is left to DuckDB to refuse. */
function valuesWithoutParentheses(tokens: readonly Token[], at: number): readonly Edit[] {
  if (!isWord(tokens[at], 'VALUES')) return [];
  const edits: Edit[] = [];
  let first = at + 1;
  for (;;) {
    const end = endOfItem(tokens, first);
    const [from, last] = [tokens[first], tokens[end - 1]];
    if (from === undefined || last === undefined || end === first || isWord(from, 'ROW')) return [];
    if (!isMark(from, '(') || afterParenthesis(tokens, first) !== end)
      edits.push(insert(from.start, '('), insert(last.start + last.text.length, ')'));
    if (!isMark(tokens[end], ',')) return edits;
    first = end + 1;
  }
}

/** The index of the comma or of what ends the list. */
function endOfItem(tokens: readonly Token[], first: number): number {
  let end = first;
  while (end < tokens.length && !isMark(tokens[end], ',', ')', ';') && !isWord(tokens[end], ...AFTER_VALUES)) {
    end = isMark(tokens[end], '(') ? afterParenthesis(tokens, end) : afterBracket(tokens, end);
  }
  return end;
}

function afterBracket(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (isMark(tokens[at], '[')) depth += 1;
    if (isMark(tokens[at], ']')) depth -= 1;
    if (depth <= 0) return at + 1;
  }
  return tokens.length;
}
