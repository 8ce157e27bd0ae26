/** Where a statement names a table or view that it reads. */
export interface TableName {
  readonly name: string;
  /** Offset of its first character. */
  readonly start: number;
}

const SKIPPED = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"/g;
const TOKEN = /[A-Za-z_]\w*|[(),]/g;
/** `name AS (` or `name (columns) AS (`, after WITH or a comma. */
const COMMON_TABLE = /(?:\bWITH(?:\s+RECURSIVE)?|,)\s+(\w+)(?:\s*\([^()]*\))?\s+AS\s*\(/gi;
/** A comma after one of these separates no tables. */
const ENDS_FROM = new Set(
  'WHERE GROUP HAVING ORDER UNION EXCEPT INTERSECT LIMIT OFFSET FETCH WINDOW SELECT'.split(' '),
);
const NO_TABLE = new Set(['UNNEST', 'LATERAL']);

/**
 * The tables and views that a statement reads, in the order of its text: what follows FROM, JOIN, or a comma between
 * tables. Its WITH names are left out.
 */
export function tableNamesIn(sql: string): readonly TableName[] {
  const code = sql.replace(SKIPPED, (text) => ' '.repeat(text.length));
  const own = new Set([...code.matchAll(COMMON_TABLE)].map(([, name]) => name));
  return namesInFrom(code).filter(({ name }) => !own.has(name) && !NO_TABLE.has(name.toUpperCase()));
}

/** What a parenthesis holds: `table` where a table's name comes next, `from` in the rest of a FROM, else `other`. */
type Place = 'table' | 'from' | 'other';

function namesInFrom(code: string): readonly TableName[] {
  const found: TableName[] = [];
  const outside: Place[] = [];
  let place: Place = 'other';
  let previous = '';
  for (const { 0: token, index } of code.matchAll(TOKEN)) {
    if (token === '(') {
      outside.push(place === 'table' ? 'from' : place);
      place = 'other';
    } else if (token === ')') place = outside.pop() ?? 'other';
    else {
      const next = placeAfter(token.toUpperCase(), previous, place);
      if (place === 'table' && next === 'from') found.push({ name: token, start: index });
      place = next;
    }
    previous = token.toUpperCase();
  }
  return found;
}

function placeAfter(word: string, previous: string, place: Place): Place {
  // `a IS DISTINCT FROM b` compares.
  if (word === 'JOIN' || (word === 'FROM' && previous !== 'DISTINCT')) return 'table';
  if (word === ',') return place === 'other' ? 'other' : 'table';
  if (ENDS_FROM.has(word)) return 'other';
  return place === 'table' ? 'from' : place;
}
