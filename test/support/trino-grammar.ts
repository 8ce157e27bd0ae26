import { build } from 'esbuild';

/** What of dt-sql-parser's parser of Trino's grammar is used here. */
interface Parser {
  validate(
    sql: string,
  ): readonly { readonly startLine: number; readonly startColumn: number; readonly message: string }[];
  parse(sql: string): object;
  listen(listener: Listener, tree: object): void;
}

interface FunctionCall {
  functionName(): { getText(): string };
}

interface Listener {
  readonly enterFunctionCall: (call: FunctionCall) => void;
  readonly enterEveryRule: () => void;
  readonly exitEveryRule: () => void;
  readonly visitTerminal: () => void;
  readonly visitErrorNode: () => void;
}

export interface Grammar {
  /** `line 3:7: …` for each mistake; none for what Trino's grammar knows. Several statements may stand in one text. */
  readonly mistakes: (sql: string) => readonly string[];
  /** The names of the functions that are called, lower case, each once. */
  readonly functions: (sql: string) => readonly string[];
}

/**
 * Trino's grammar, as dt-sql-parser has it. The package is made for bundlers, and parses seven dialects: bundled here to
 * the one, it loads in a tenth of a second.
 */
export async function trinoGrammar(): Promise<Grammar> {
  const { outputFiles } = await build({
    stdin: { contents: "export { TrinoSQL } from 'dt-sql-parser/dist/parser/trino'", resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const { TrinoSQL }: { TrinoSQL: new () => Parser } = await import(`data:text/javascript;base64,${code}`);
  const parser = new TrinoSQL();
  return {
    mistakes: (sql) =>
      parser.validate(sql).map(({ startLine, startColumn, message }) => `line ${startLine}:${startColumn}: ${message}`),
    functions: (sql) => functionsIn(parser, sql),
  };
}

function functionsIn(parser: Parser, sql: string): readonly string[] {
  const names = new Set<string>();
  const nothing = (): void => undefined;
  const enterFunctionCall = (call: FunctionCall): void => void names.add(call.functionName().getText().toLowerCase());
  const others = { enterEveryRule: nothing, exitEveryRule: nothing, visitTerminal: nothing, visitErrorNode: nothing };
  parser.listen({ enterFunctionCall, ...others }, parser.parse(sql));
  return [...names].sort();
}
