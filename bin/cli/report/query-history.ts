/** Which views people and tools asked for, by Athena's list of a workgroup's queries: AWS keeps 45 days of it. */
import {
  type AthenaClient,
  BatchGetQueryExecutionCommand,
  paginateListQueryExecutions,
  type QueryExecution,
} from '@aws-sdk/client-athena';
import pMap from 'p-map';
import type { Answer } from '../../../dashboard/answer.ts';
import { QUERY_HISTORY } from '../../../dashboard/report.ts';
import { withoutComments } from '../../../domain/sql/comments.ts';
import { replaceMarked } from '../../../domain/sql/literals.ts';
import { tableNamesIn } from '../../../domain/sql/table-names.ts';
import { readsOf, type ViewFile } from '../../../domain/sql/view-order.ts';

/** BatchGetQueryExecution takes 50 ids at most ("Amazon Athena API Reference"). */
const BATCH = 50;
const AT_ONCE = 4;
/** The newest ones: enough for weeks of questions, and 40 calls. */
const MAX_QUERIES = 2_000;
/** A statement that reads more views than a question does: a count of them all. */
const MAX_VIEWS_OF_A_QUESTION = 12;

export interface Question {
  readonly sql: string;
  readonly askedAt: Date | null;
}

/** The workgroup's newest queries that are questions, without those of `own`, for whatever filter. @throws the SDK's error, where the caller may not read them. */
export async function readQuestions(
  client: AthenaClient,
  WorkGroup: string,
  own: readonly string[],
): Promise<readonly Question[]> {
  const ids: string[] = [];
  for await (const { QueryExecutionIds = [] } of paginateListQueryExecutions({ client }, { WorkGroup })) {
    ids.push(...QueryExecutionIds);
    if (ids.length >= MAX_QUERIES) break;
  }
  const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, n) =>
    ids.slice(n * BATCH, (n + 1) * BATCH),
  );
  const executions = await pMap(
    batches,
    async (QueryExecutionIds) =>
      (await client.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds }))).QueryExecutions ?? [],
    { concurrency: AT_ONCE },
  );
  const ownForms = new Set(own.map(formOf));
  const isOwn = ({ Query = '' }: QueryExecution) => ownForms.has(formOf(Query));
  return executions
    .flat()
    .filter((execution) => isQuestion(execution) && !isOwn(execution))
    .map(questionOf);
}

/** A SELECT; not what a refresh writes or what `lake check` counts. */
function isQuestion({ Query = '', StatementType }: QueryExecution): boolean {
  return (
    StatementType === 'DML' && /^\s*(SELECT|WITH)\b/i.test(withoutComments(Query)) && !/\bAS offending\b/.test(Query)
  );
}

/** The same for every filter. */
function formOf(sql: string): string {
  return withoutComments(replaceMarked(sql, () => "''"))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function questionOf({ Query = '', Status }: QueryExecution): Question {
  return { sql: Query, askedAt: Status?.SubmissionDateTime ?? null };
}

/** How often each view was asked for, by its name and through views that read it; those that nobody asked for first. */
export function askedViews(
  questions: readonly Question[],
  names: readonly string[],
  files: readonly ViewFile[],
): Answer {
  const reads = new Map(files.map((file) => [file.name, readsOf(file, files).map(({ name }) => name)]));
  const counts = new Map(names.map((name) => [name, { questions: 0, throughViews: 0, lastMs: 0 }]));
  for (const { sql, askedAt } of questions) {
    const asked = namesIn(sql).filter((name) => reads.has(name));
    if (asked.length > MAX_VIEWS_OF_A_QUESTION) continue;
    const all = below(asked, reads);
    for (const name of all) {
      const count = counts.get(name);
      if (count === undefined) continue;
      if (asked.includes(name)) count.questions += 1;
      else count.throughViews += 1;
      count.lastMs = Math.max(count.lastMs, askedAt?.getTime() ?? 0);
    }
  }
  const rows = [...counts].map(([name, count]) => ({ name, ...count }));
  rows.sort((a, b) => a.questions - b.questions || a.throughViews - b.throughViews || (a.name < b.name ? -1 : 1));
  return {
    statement: QUERY_HISTORY,
    sql: `Athena: ListQueryExecutions and BatchGetQueryExecution, ${questions.length} questions`,
    columns: [
      { name: 'view_name', type: 'varchar' },
      { name: 'questions', type: 'bigint' },
      { name: 'through_views', type: 'bigint' },
      { name: 'last_asked_at', type: 'timestamp' },
    ],
    rows: rows.map(({ name, questions, throughViews, lastMs }) => [
      name,
      String(questions),
      String(throughViews),
      lastMs === 0 ? null : new Date(lastMs).toISOString(),
    ]),
  };
}

/** Tables may be named with their database, and in quotes. */
function namesIn(sql: string): readonly string[] {
  const plain = withoutComments(sql)
    .replaceAll('"', '')
    .replaceAll(/\b\w+\.(?=\w)/g, '');
  return [...new Set(tableNamesIn(plain).map(({ name }) => name.toLowerCase()))];
}

/** Views, and those that they read, directly or not. */
function below(names: readonly string[], reads: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const read of reads.get(name) ?? []) visit(read);
  };
  names.forEach(visit);
  return found;
}
