// A text, a quoted name or a comment may hold a semicolon.
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--.*$|\/\*[\s\S]*?\*\/|;|[^'"\-/;]+|[\s\S]/gm;

/** The statements of a file, without the semicolons between them; a text of comments alone is no statement. */
export function statementsIn(sql: string): readonly string[] {
  const statements = [''];
  for (const [token] of sql.matchAll(TOKEN)) {
    if (token === ';') statements.push('');
    else statements[statements.length - 1] += token;
  }
  return statements.map((statement) => statement.trim()).filter((statement) => withoutComments(statement) !== '');
}

function withoutComments(sql: string): string {
  return sql.replace(/--.*$|\/\*[\s\S]*?\*\//gm, '').trim();
}
