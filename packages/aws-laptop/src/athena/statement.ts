/** What kind of statement a text is, by its first words; the query inside it is left as it was written. */
import { AwsError } from '../aws.ts';
import { parseUnload, type Unload } from './unload-text.ts';

/** A table's or view's name as written: the database only if the text gives it. Lower case. */
export interface ObjectName {
  readonly database?: string;
  readonly name: string;
}

export type Statement =
  | { readonly kind: 'select' | 'explain'; readonly query: string }
  | Unload
  | { readonly kind: 'createView'; readonly view: ObjectName; readonly orReplace: boolean; readonly query: string }
  | { readonly kind: 'dropView'; readonly view: ObjectName; readonly ifExists: boolean }
  | { readonly kind: 'showTables' | 'showViews'; readonly database?: string }
  | { readonly kind: 'showColumns'; readonly table: ObjectName };

const QUERIES = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE', '(']);

/** @throws AwsError InvalidRequestException for a statement that the laptop's Athena does not cover. */
export function parseStatement(sql: string): Statement {
  const words = wordsOf(sql);
  const first = words.peek();
  if (QUERIES.has(first ?? '')) return { kind: 'select', query: sql };
  if (words.take('EXPLAIN')) return explain(words);
  if (words.take('UNLOAD')) return parseUnload(words.rest());
  if (words.take('CREATE')) return createView(words);
  if (words.take('DROP', 'VIEW')) return dropView(words);
  if (words.take('SHOW', 'TABLES')) return { kind: 'showTables', ...ofDatabase(words) };
  if (words.take('SHOW', 'VIEWS')) return { kind: 'showViews', ...ofDatabase(words) };
  const columns = words.take('SHOW', 'COLUMNS') && (words.take('IN') || words.take('FROM'));
  if (columns || words.take('DESCRIBE')) return ended(words, { kind: 'showColumns', table: words.name() });
  throw notCovered(first ?? '');
}

function explain(words: Words): Statement {
  const first = words.peek();
  if (first !== 'SELECT' && first !== 'WITH') throw notCovered(`EXPLAIN ${first}`);
  return { kind: 'explain', query: words.rest() };
}

function createView(words: Words): Statement {
  const orReplace = words.take('OR', 'REPLACE');
  if (!words.take('VIEW')) throw notCovered(`CREATE ${words.peek()}`);
  const view = words.name();
  if (!words.take('AS')) throw syntaxError(words.peek(), "'AS' after the view's name");
  return { kind: 'createView', view, orReplace, query: words.rest() };
}

function dropView(words: Words): Statement {
  const ifExists = words.take('IF', 'EXISTS');
  return ended(words, { kind: 'dropView', view: words.name(), ifExists });
}

function ofDatabase(words: Words): { database?: string } {
  const named = words.take('IN') || words.take('FROM');
  return ended(words, named ? { database: words.name().name } : {});
}

function ended<T>(words: Words, result: T): T {
  words.take(';');
  const extra = words.peek();
  if (extra !== undefined) throw syntaxError(extra, 'the end of the statement');
  return result;
}

interface Words {
  /** The next word in upper case, or a punctuation mark; undefined at the end. */
  peek(): string | undefined;
  /** Moves past the words if they come next. */
  take(...expected: string[]): boolean;
  /** Moves past `name`, `database.name` or `awsdatacatalog.database.name`. */
  name(): ObjectName;
  /** The text from the next word on, unchanged. */
  rest(): string;
}

const BLANKS = /(?:\s+|--[^\n]*(?:\n|$)|\/\*.*?\*\/)*/sy;
const TOKEN = /[A-Za-z_][A-Za-z0-9_]*|"(?:[^"]|"")*"|./sy;

function wordsOf(sql: string): Words {
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
    name() {
      const parts = [unquote(advance())];
      while (words.take('.')) parts.push(unquote(advance()));
      return objectName(parts);
    },
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

function unquote(token: string): string {
  if (/^\w+$/.test(token)) return token.toLowerCase();
  const quoted = /^"(\w+)"$/.exec(token)?.[1];
  if (quoted === undefined) throw syntaxError(token, 'a name of letters, digits and underscores');
  return quoted.toLowerCase();
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

function notCovered(words: string): AwsError {
  return new AwsError(
    'InvalidRequestException',
    `The laptop's Athena does not cover "${words}"; it covers SELECT, WITH, EXPLAIN SELECT, UNLOAD, ` +
      'CREATE OR REPLACE VIEW, DROP VIEW, SHOW TABLES, SHOW VIEWS, SHOW COLUMNS and DESCRIBE.',
  );
}

function syntaxError(found: string | undefined, expected: string): AwsError {
  return new AwsError(
    'InvalidRequestException',
    `SYNTAX_ERROR: mismatched input '${found ?? '<EOF>'}'. Expecting: ${expected}`,
  );
}
