import recorded from '../../packages/aws-laptop/test/athena/trino-answers.json' with { type: 'json' };
import type { RunTrino } from './client.ts';

/** What the running Trino answers differently from what `npm test` holds the laptop against. */
export async function recordedDifferences(
  trino: RunTrino,
  schema: string,
  inSchema: (schema: string) => RunTrino,
): Promise<readonly string[]> {
  const own = `${schema}_recorded`;
  await trino(`CREATE SCHEMA ${own}`);
  try {
    for (const [table, columns] of Object.entries(recorded.tables)) {
      await trino(`CREATE TABLE ${own}.${table} (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`);
    }
    const differing: string[] = [];
    for (const [sql, answer] of Object.entries(recorded.answers)) {
      const found = await answerOf(inSchema(own), sql);
      if (found !== answer) differing.push(`${sql}: recorded as ${answer}, Trino answers ${found}`);
    }
    return differing;
  } finally {
    await trino(`DROP SCHEMA ${own} CASCADE`).catch(() => undefined);
  }
}

function answerOf(trino: RunTrino, sql: string): Promise<string> {
  return trino(`EXPLAIN (TYPE VALIDATE) ${sql}`).then(
    () => 'OK',
    (error: unknown) => String(error instanceof Error ? error.message : error).split(':')[0] ?? '',
  );
}
