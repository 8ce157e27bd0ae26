import { afterParenthesis, type Token, tokensOf } from 'aws-laptop/athena';

const READING = new Set(['SELECT', 'VALUES', 'TABLE', 'SHOW', 'DESCRIBE', 'DESC']);
const RULE =
  '`lake query` runs one statement that reads: SELECT, WITH, VALUES, TABLE, SHOW, DESCRIBE, or EXPLAIN of those';

/** @throws Error for a statement that would change something, and for several statements. Nothing is sent. */
export function requireReading(sql: string): void {
  const tokens = tokensOf(sql);
  const end = tokens.findLastIndex(({ text }) => text !== ';') + 1;
  if (end === 0) throw new Error(`${RULE}. The text has none.`);
  const statement = tokens.slice(0, end);
  if (statement.some(({ text }) => text === ';'))
    throw new Error(`${RULE}. The text has several; run them one by one.`);
  const verb = changingVerb(statement);
  if (verb !== undefined) throw new Error(`${RULE}. This one begins with ${verb} and was not sent.`);
}

/** The word that makes the statement another than one that reads: after EXPLAIN and its options, after WITH and its queries. */
function changingVerb(tokens: readonly Token[]): string | undefined {
  const first = tokens[0]?.text ?? '';
  if (first === '(') return changingVerb(tokens.slice(1));
  if (first === 'EXPLAIN') return changingVerb(explained(tokens.slice(1)));
  if (first === 'WITH') return inWith(tokens);
  return READING.has(first) ? undefined : first || 'nothing';
}

function explained(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(({ text }) => text !== 'ANALYZE' && text !== 'VERBOSE');
  const option = tokens[at + 1]?.text ?? '';
  const hasOptions = tokens[at]?.text === '(' && (option === 'TYPE' || option === 'FORMAT');
  return tokens.slice(hasOptions ? afterParenthesis(tokens, at) : Math.max(at, 0));
}

/** `name [(columns)] AS (query), … statement` */
function inWith(tokens: readonly Token[]): string | undefined {
  let at = tokens[1]?.text === 'RECURSIVE' ? 2 : 1;
  for (;;) {
    const hasColumns = tokens[at + 1]?.text === '(';
    const as = hasColumns ? afterParenthesis(tokens, at + 1) : at + 1;
    if (tokens[as]?.text !== 'AS' || tokens[as + 1]?.text !== '(') return `WITH ${tokens[at]?.text ?? ''}`.trim();
    const end = afterParenthesis(tokens, as + 1);
    const verb = changingVerb(tokens.slice(as + 2, end - 1));
    if (verb !== undefined) return verb;
    if (tokens[end]?.text !== ',') return changingVerb(tokens.slice(end));
    at = end + 1;
  }
}
