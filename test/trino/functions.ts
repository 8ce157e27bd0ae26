import { LISTED_BY, TRINO_FUNCTIONS } from '../athena-sql/trino-functions.ts';
import type { RunTrino } from './client.ts';

/** What of the list that `npm test` trusts the running server does not have; of the listed version, also what is new. */
export async function functionDifferences(run: RunTrino, version: string): Promise<readonly string[]> {
  const { rows } = await run('SHOW FUNCTIONS');
  return compareFunctions(new Set(rows.map(([name]) => String(name))), version);
}

export function compareFunctions(running: ReadonlySet<string>, version: string): readonly string[] {
  const listed = new Set(TRINO_FUNCTIONS);
  const gone = TRINO_FUNCTIONS.filter((name) => !running.has(name)).map((name) => `${name} is not Trino ${version}'s`);
  // A server of your own may have plug-ins, and functions that came later.
  if (version !== LISTED_BY) return gone;
  const fresh = [...running].filter((name) => !listed.has(name));
  return [...gone, ...fresh.map((name) => `${name} is missing in test/fixtures/trino/functions.json`)];
}
