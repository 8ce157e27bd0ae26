/** A text or a quoted name may hold dashes, and a comment an apostrophe, so all are looked for in one pass. */
const TEXT_OR_COMMENT = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g;

/**
 * A statement without its comments. Athena takes them in queries but not in all of its DDL (dbt-athena sends none with
 * ALTER and DROP). Marks such as `closedThrough` are comments too: fill them in before. Lines keep their numbers, so that
 * Athena's "line 12:8" is found in the file.
 */
export function withoutComments(sql: string): string {
  return sql.replace(TEXT_OR_COMMENT, (found) => (/^['"]/.test(found) ? found : blank(found))).trimEnd();
}

/** Of a block its line breaks, or a space: what stands on its two sides must not become one word. */
function blank(comment: string): string {
  if (comment.startsWith('--')) return '';
  return comment.replace(/[^\n]+/g, '') || ' ';
}
