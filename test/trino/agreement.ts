import { openValidator, type Validator, type ValidatorColumn } from 'aws-laptop/athena';
import type { QueryResult } from '../../lambdas/aws/athena-result.ts';
import type { RunTrino } from './client.ts';
import type { LaptopLake } from './lake.ts';
import type { Proof } from './proof.ts';
import { recordedDifferences } from './recorded.ts';
import { generateStatements } from './statements.ts';

/** Columns by table or view. */
type Tables = ReadonlyMap<string, readonly ValidatorColumn[]>;

/** What the engines say of a statement: their messages, undefined where they take it. */
export interface Answers {
  readonly sql: string;
  readonly trino: string | undefined;
  readonly laptop: string | undefined;
}

export interface Agreement {
  readonly answers: readonly Answers[];
  /** A line for each column that the engines type differently. */
  readonly columns: readonly string[];
  /** A line for each recorded statement that Trino answers otherwise. */
  readonly recorded: readonly string[];
}

/** Both engines share the laptop's processors: more at once would be no faster. */
const CONCURRENT = 4;
const SHOWN_EVERY = 500;

/**
 * Asks both engines about generated statements. They are asked over empty tables with the views' columns: Trino analyses a
 * view again in each statement, down to the last table, which takes a hundred times longer than the statement.
 */
export async function askBoth(
  { trino, schema, inSchema }: Proof,
  lake: LaptopLake,
  say: (line: string) => void,
): Promise<Agreement> {
  const typed = `${schema}_typed`;
  const theirs = tables(await trino(`${COLUMNS} WHERE table_schema = '${schema}' ${ORDER}`));
  const ours = tables(await lake.run(`${COLUMNS} ${ORDER}`));
  const shared = new Map([...ours].filter(([table]) => theirs.has(table)));
  const validator = await openValidator(shared);
  try {
    await trino(`CREATE SCHEMA ${typed}`);
    for (const table of shared.keys()) await trino(createTable(`${typed}.${table}`, theirs.get(table) ?? []));
    const statements = generateStatements(typedColumns(shared)).map(({ sql }) => sql);
    say(
      `\nAsking both engines about ${statements.length} statements over the columns of ${shared.size} tables and views …`,
    );
    const answers = await answersOf(inSchema(typed), validator, statements, say);
    const recorded = await recordedDifferences(trino, schema, inSchema);
    return { answers, columns: differences(theirs, shared), recorded };
  } finally {
    validator.close();
    await trino(`DROP SCHEMA ${typed} CASCADE`).catch(() => undefined);
  }
}

export async function answersOf(
  trino: RunTrino,
  validator: Validator,
  statements: readonly string[],
  say: (line: string) => void,
): Promise<readonly Answers[]> {
  const waiting = statements.entries();
  const answers: Answers[] = [];
  const ask = async (): Promise<void> => {
    for (const [at, sql] of waiting) {
      if (at > 0 && at % SHOWN_EVERY === 0) say(`  … ${at}`);
      const refused = trino(`EXPLAIN (TYPE VALIDATE) ${sql}`).then(() => undefined, messageOf);
      answers.push({ sql, laptop: await validator.refusal(sql), trino: await refused });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, ask));
  return answers;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const COLUMNS = 'SELECT table_name, column_name, data_type FROM information_schema.columns';
const ORDER = 'ORDER BY table_name, ordinal_position';

function tables({ rows }: QueryResult): Tables {
  const found = new Map<string, ValidatorColumn[]>();
  for (const [table, name, type] of rows) {
    const columns = found.get(String(table)) ?? [];
    found.set(String(table), [...columns, { name: String(name), type: String(type) }]);
  }
  return found;
}

/** Hive has no text of no length, which a view's text without a character is. */
function createTable(name: string, columns: readonly ValidatorColumn[]): string {
  const declared = columns.map((column) => `"${column.name}" ${column.type.replace('varchar(0)', 'varchar')}`);
  return `CREATE TABLE ${name} (${declared.join(', ')})`;
}

function typedColumns(shared: Tables): Parameters<typeof generateStatements>[0] {
  return [...shared].flatMap(([table, columns]) =>
    columns.map(({ name, type }) => ({ table, name, type: withoutLength(type) })),
  );
}

function differences(theirs: Tables, ours: Tables): readonly string[] {
  return [...ours].flatMap(([table, columns]) => {
    const others = new Map(theirs.get(table)?.map(({ name, type }) => [name, type]));
    return columns.flatMap(({ name, type }) => {
      const other = others.get(name) ?? 'missing';
      if (withoutLength(other) === withoutLength(type)) return [];
      return [`${table}.${name} is ${other} to Trino and ${type} to the laptop`];
    });
  });
}

/** The laptop keeps no length of a text. */
function withoutLength(type: string): string {
  return type.replace(/\(.*$/, '');
}
