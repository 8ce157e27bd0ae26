/** Refuses what DuckDB's parser takes and Trino's grammar does not, where the syntax tree does not show it. */
import { AwsError } from '../aws.ts';
import { lineAndColumn } from './syntax-node.ts';
import { afterParenthesis, type Token, tokensOf } from './tokens.ts';

/** What stands at a place in the text; undefined at its ends. */
interface Around {
  readonly previous: Token | undefined;
  readonly token: Token;
  readonly next: Token | undefined;
}

const FOREIGN_MARKS = new Set(['::', ':', '==', '^', '~', '&', '|', '#', '@', '$', '{', '}', '\\', '`', '!']);
/** After a comma they end a list that goes on. */
const ENDS_LIST = new Set(['FROM', 'WHERE', 'GROUP', 'ORDER', 'HAVING', 'LIMIT', 'UNION', ')', ']']);
const UNITS = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND']);

const isWord = (token: Token | undefined, text: string): boolean => token?.kind === 'word' && token.text === text;

const RULES: readonly ((around: Around) => boolean)[] = [
  ({ token }) => token.kind === 'mark' && FOREIGN_MARKS.has(token.text),
  ({ previous, token }) => previous?.text === ',' && token.kind !== 'quoted' && ENDS_LIST.has(token.text),
  // INTERVAL 1 DAY, INTERVAL '1 day': Trino's has a text of digits, and a unit after it.
  ({ previous, token }) => isWord(previous, 'INTERVAL') && token.kind === 'number',
  ({ previous, token, next }) => isWord(previous, 'INTERVAL') && token.kind === 'text' && !UNITS.has(next?.text ?? ''),
  ({ previous, token }) => isWord(previous, 'E') && token.kind === 'text' && previous?.start === token.start - 1,
];

interface ForeignWord {
  readonly word: string;
  readonly next?: string;
  readonly problem: string;
}

/** DuckDB's parser has another name for each of them, so that its tree does not show what was typed. */
const FOREIGN_WORDS: readonly ForeignWord[] = [
  { word: 'ILIKE', problem: 'SYNTAX_ERROR: Trino has no ILIKE; use lower(value) LIKE with a pattern in lower case.' },
  { word: 'SIMILAR', next: 'TO', problem: 'SYNTAX_ERROR: Trino has no SIMILAR TO; use regexp_like(value, pattern).' },
  {
    word: 'IFNULL',
    next: '(',
    problem: "FUNCTION_NOT_FOUND: Function 'ifnull' is not one of Trino; use coalesce(value, other).",
  },
];

function refuseForeignWords(sql: string, tokens: readonly Token[]): void {
  for (const [at, token] of tokens.entries()) {
    const isTyped = ({ word, next }: ForeignWord) =>
      isWord(token, word) && (next === undefined || tokens[at + 1]?.text === next);
    const problem = FOREIGN_WORDS.find(isTyped)?.problem;
    if (problem !== undefined) throw new AwsError('InvalidRequestException', `${placeOf(token, sql)}: ${problem}`);
  }
}

function placeOf({ start }: Token, sql: string): string {
  return lineAndColumn(sql, Buffer.byteLength(sql.slice(0, start)));
}

/** @throws AwsError InvalidRequestException naming the place and the first token that Trino does not take there. */
export function refuseForeignTokens(sql: string): void {
  const tokens = tokensOf(sql);
  const wrong =
    tokens.find((token, at) => {
      const around = { previous: tokens[at - 1], token, next: tokens[at + 1] };
      return RULES.some((rule) => rule(around));
    }) ?? limitBeforeOffset(tokens);
  if (wrong === undefined) {
    refuseForeignWords(sql, tokens);
    return;
  }
  const problem = `SYNTAX_ERROR: ${placeOf(wrong, sql)}: mismatched input '${shown(wrong, sql)}'.`;
  throw new AwsError('InvalidRequestException', problem);
}

/** Trino's lexer takes `::` and `==` one by one. */
function shown({ text, start }: Token, sql: string): string {
  if (text === '::' || text === '==') return text.charAt(0);
  return sql.slice(start, start + text.length);
}

/** `LIMIT 1 OFFSET 2` is written the other way round in Trino. */
function limitBeforeOffset(tokens: readonly Token[]): Token | undefined {
  return tokens.find((token, at) => {
    return isWord(token, 'OFFSET') && isWord(tokens[at - 2], 'LIMIT') && tokens[at + 1]?.kind === 'number';
  });
}

const TYPES = new Set(
  'BOOLEAN TINYINT SMALLINT INTEGER INT BIGINT REAL DOUBLE DECIMAL VARCHAR CHAR VARBINARY JSON DATE TIME TIMESTAMP INTERVAL ARRAY MAP ROW UUID IPADDRESS'.split(
    ' ',
  ),
);

/** The first type of a CAST that Trino does not have, with the place of the CAST. DuckDB has many names for its types. */
export function unknownCastType(sql: string): { readonly type: string; readonly start: number } | undefined {
  const tokens = tokensOf(sql);
  for (const [at, { text, start }] of tokens.entries()) {
    if ((text !== 'CAST' && text !== 'TRY_CAST') || tokens[at + 1]?.text !== '(') continue;
    const type = typeOfCast(tokens.slice(at + 1, afterParenthesis(tokens, at + 1)));
    if (type?.kind === 'word' && !TYPES.has(type.text)) return { type: type.text.toLowerCase(), start };
  }
  return undefined;
}

/** What comes after the AS between the outermost parentheses. */
function typeOfCast(tokens: readonly Token[]): Token | undefined {
  let depth = 0;
  for (const [at, { kind, text }] of tokens.entries()) {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (depth === 1 && kind === 'word' && text === 'AS') return tokens[at + 1];
  }
  return undefined;
}
