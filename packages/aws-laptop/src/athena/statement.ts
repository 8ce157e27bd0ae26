/** What kind of statement a text is, by its first words; the query inside it is left as it was written. */
import { AwsError } from '../aws.ts';
import { withThirdArguments } from './if-calls.ts';
import { withSharedGrammar } from './shared-grammar.ts';
import { parseShow, type Show } from './show-text.ts';
import { ended, type ObjectName, syntaxError, type Words, wordsOf } from './statement-words.ts';
import { parseUnload, type Unload } from './unload-text.ts';

export type { ObjectName };

export type Statement =
  | { readonly kind: 'select'; readonly query: string }
  | { readonly kind: 'explain'; readonly query: string; readonly type: 'plan' | 'validate' }
  | Unload
  | { readonly kind: 'createView'; readonly view: ObjectName; readonly orReplace: boolean; readonly query: string }
  | { readonly kind: 'dropView'; readonly view: ObjectName; readonly ifExists: boolean }
  | Show;

const QUERIES = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE', '(']);

/** @throws AwsError InvalidRequestException for a statement that the laptop's Athena does not cover. */
export function parseStatement(sql: string): Statement {
  const statement = statementOf(sql);
  return 'query' in statement
    ? { ...statement, query: withSharedGrammar(withThirdArguments(statement.query)) }
    : statement;
}

function statementOf(sql: string): Statement {
  const words = wordsOf(sql);
  const first = words.peek();
  if (QUERIES.has(first ?? '')) return { kind: 'select', query: sql };
  if (words.take('EXPLAIN')) return explain(words);
  if (words.take('UNLOAD')) return parseUnload(words.rest());
  if (words.take('CREATE')) return createView(words);
  if (words.take('DROP', 'VIEW')) return dropView(words);
  const show = parseShow(words);
  if (show !== undefined) return show;
  throw notCovered(first ?? '');
}

/** "EXPLAIN statement": of its options, those that need no plan of Trino's own. */
function explain(words: Words): Statement {
  const type = explainType(words);
  const first = words.peek() ?? '';
  if (!QUERIES.has(first)) throw notCovered(`EXPLAIN ${first}`);
  return { kind: 'explain', query: words.rest(), type };
}

function explainType(words: Words): 'plan' | 'validate' {
  if (words.take('(', 'TYPE', 'VALIDATE', ')')) return 'validate';
  if (words.take('(', 'TYPE', 'LOGICAL', ')') || words.take('(', 'FORMAT', 'TEXT', ')')) return 'plan';
  for (const option of ['TYPE', 'FORMAT']) {
    if (words.take('(', option)) throw notCovered(`EXPLAIN (${option} ${words.peek()} …)`);
  }
  return 'plan';
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

function notCovered(words: string): AwsError {
  return new AwsError(
    'InvalidRequestException',
    `The laptop's Athena does not cover "${words}"; it covers SELECT, WITH, EXPLAIN SELECT, UNLOAD, ` +
      'CREATE OR REPLACE VIEW, DROP VIEW, SHOW TABLES, SHOW VIEWS, SHOW COLUMNS and DESCRIBE.',
  );
}
