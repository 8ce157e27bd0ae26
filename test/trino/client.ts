import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { QueryResult } from '../../lambdas/aws/athena-result.ts';

/** The rows, and in how many stages Trino made them. */
export interface TrinoResult extends QueryResult {
  readonly stages: number;
}

/** Runs one statement to its end. @throws Error with Trino's words and place when it fails. */
export type RunTrino = (sql: string) => Promise<TrinoResult>;

/** A stage, and those that it reads. */
const stageSchema = z.object({
  get subStages() {
    return z.array(stageSchema);
  },
});

/** One page of the client protocol ("Trino client REST API", Trino documentation), as far as it is read here. */
const pageSchema = z.object({
  nextUri: z.string().optional(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })).optional(),
  data: z.array(z.array(z.unknown())).optional(),
  stats: z.object({ rootStage: stageSchema.optional() }).optional(),
  error: z
    .object({
      message: z.string(),
      errorName: z.string(),
      errorLocation: z.object({ lineNumber: z.string() }).optional(),
    })
    .optional(),
});
type Page = z.infer<typeof pageSchema>;

const OVERLOADED = [429, 502, 503, 504];
const TRIES = 20;
const PAUSE_MS = 100;

/** Statements in a catalog and schema, in UTC as Athena's are. */
export function trinoClient(url: string, catalog: string, schema: string): RunTrino {
  const headers = {
    'X-Trino-User': 'lake',
    'X-Trino-Catalog': catalog,
    'X-Trino-Schema': schema,
    'X-Trino-Time-Zone': 'UTC',
  };
  return async (sql) => {
    const rows: (string | null)[][] = [];
    let columns: QueryResult['columns'] = [];
    let stages = 0;
    let page = await ask(`${url}/v1/statement`, { method: 'POST', body: sql, headers });
    for (;;) {
      if (page.error) throw new Error(failure(page.error));
      if (page.columns) columns = page.columns;
      if (page.stats?.rootStage) stages = countOf(page.stats.rootStage);
      for (const row of page.data ?? []) rows.push(row.map((value) => (value === null ? null : String(value))));
      if (page.nextUri === undefined) return { columns, rows, stages };
      page = await ask(page.nextUri, { headers });
    }
  };
}

function countOf({ subStages }: z.infer<typeof stageSchema>): number {
  return subStages.reduce((sum, stage) => sum + countOf(stage), 1);
}

async function ask(url: string, request: RequestInit): Promise<Page> {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(url, request);
    if (response.ok) return pageSchema.parse(parseWithDigits(await response.text()));
    if (!OVERLOADED.includes(response.status) || tries === TRIES) {
      throw new Error(`Trino answered HTTP ${response.status}: ${(await response.text()).slice(0, 300)}`);
    }
    await sleep(PAUSE_MS);
  }
}

/** Numbers as their digits: a bigint may not fit a double. */
function parseWithDigits(text: string): unknown {
  return JSON.parse(text, (_key, value, context) => (typeof value === 'number' ? (context?.source ?? value) : value));
}

function failure({ message, errorName, errorLocation }: NonNullable<Page['error']>): string {
  // Trino's message already begins with the place when it knows it.
  const place = errorLocation && !message.startsWith('line ') ? `line ${errorLocation.lineNumber}: ` : '';
  return `${errorName}: ${place}${message}`;
}
