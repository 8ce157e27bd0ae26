/** A statement's tokens, as Trino's lexer cuts them; comments and blanks are left out. */

export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'mark';
  /** As written; of a word in upper case. */
  readonly text: string;
  /** Offset in the statement. */
  readonly start: number;
}

const TOKEN =
  /(?<skipped>\s+|--[^\n]*|\/\*[\s\S]*?\*\/)|(?<word>[A-Za-z_][A-Za-z0-9_@]*)|(?<quoted>"(?:[^"]|"")*")|(?<text>'(?:[^']|'')*')|(?<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|(?<mark>::|<>|!=|<=|>=|==|\|\||->|=>|[\s\S])/gy;

export function tokensOf(sql: string): readonly Token[] {
  return [...sql.matchAll(TOKEN)].flatMap(({ 0: text, index: start, groups = {} }): Token[] => {
    if (groups.skipped !== undefined) return [];
    if (groups.word !== undefined) return [{ kind: 'word', text: text.toUpperCase(), start }];
    const kind = (['quoted', 'text', 'number'] as const).find((name) => groups[name] !== undefined) ?? 'mark';
    return [{ kind, text, start }];
  });
}

/** The index after the parenthesis that closes the one at `open`; the end where none does. */
export function afterParenthesis(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (tokens[at]?.text === '(') depth += 1;
    if (tokens[at]?.text === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return tokens.length;
}
