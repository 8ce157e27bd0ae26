/** The words at the beginning of a statement, read one after the other. */
import { AwsError } from '../aws.ts';

/** A table's or view's name as written: the database only if the text gives it. Lower case. */
export interface ObjectName {
  readonly database?: string;
  readonly name: string;
}

export interface Words {
  /** The next word in upper case, or a punctuation mark; undefined at the end. */
  peek(): string | undefined;
  /** Moves past the words if they come next. */
  take(...expected: string[]): boolean;
  /** Moves past `name`, `database.name` or `awsdatacatalog.database.name`; Hive's may be in backticks as well. */
  name(grammar?: 'trino' | 'hive'): ObjectName;
  /** Moves past a text and gives what is between its quotes; undefined where none comes next. */
  text(): string | undefined;
  /** The text from the next word on, unchanged. */
  rest(): string;
}

const BLANKS = /(?:\s+|--[^\n]*(?:\n|$)|\/\*.*?\*\/)*/sy;
const TOKEN = /[A-Za-z_][A-Za-z0-9_]*|"(?:[^"]|"")*"|`[^`]*`|'(?:[^']|'')*'|./sy;

export function wordsOf(sql: string): Words {
  let at = skipBlanks(sql, 0);
  const token = (from: number): string => matchAt(TOKEN, sql, from);
  const advance = (): string => {
    const text = token(at);
    at = skipBlanks(sql, at + text.length);
    return text;
  };
  const words: Words = {
    peek: () => token(at).toUpperCase() || undefined,
    take(...expected) {
      const start = at;
      if (expected.every((word) => advance().toUpperCase() === word)) return true;
      at = start;
      return false;
    },
    name(grammar = 'trino') {
      const part = grammar === 'hive' ? /^(["`]?)(\w+)\1$/ : /^("?)(\w+)\1$/;
      const parts = [unquote(advance(), part)];
      while (words.take('.')) parts.push(unquote(advance(), part));
      return objectName(parts);
    },
    text: () => (token(at).length > 1 && token(at).startsWith("'") ? advance().slice(1, -1) : undefined),
    rest: () => sql.slice(at),
  };
  return words;
}

function skipBlanks(sql: string, from: number): number {
  return from + matchAt(BLANKS, sql, from).length;
}

function matchAt(expression: RegExp, text: string, at: number): string {
  expression.lastIndex = at;
  return expression.exec(text)?.[0] ?? '';
}

function unquote(token: string, part: RegExp): string {
  const name = part.exec(token)?.[2];
  if (name === undefined) throw syntaxError(token, 'a name of letters, digits and underscores');
  return name.toLowerCase();
}

function objectName(parts: string[]): ObjectName {
  const [name = '', database, catalog = 'awsdatacatalog', ...more] = parts.toReversed();
  if (catalog !== 'awsdatacatalog' || more.length > 0) {
    throw new AwsError(
      'InvalidRequestException',
      `Catalog in "${parts.join('.')}": the laptop has AwsDataCatalog only.`,
    );
  }
  return database === undefined ? { name } : { database, name };
}

/** The result, if nothing but a semicolon comes after it. */
export function ended<T>(words: Words, result: T): T {
  words.take(';');
  const extra = words.peek();
  if (extra !== undefined) throw syntaxError(extra, 'the end of the statement');
  return result;
}

export function syntaxError(found: string | undefined, expected: string): AwsError {
  return new AwsError(
    'InvalidRequestException',
    `SYNTAX_ERROR: mismatched input '${found ?? '<EOF>'}'. Expecting: ${expected}`,
  );
}
