import type { RunStatement } from '../shared/athena.ts';
import { inDependencyOrder, type ViewFile } from './view-order.ts';

/** Creates or replaces every view, each after those it reads, and drops those that are no longer among them. */
export async function applyViews(
  views: readonly ViewFile[],
  formerNames: readonly string[],
  run: RunStatement,
): Promise<void> {
  for (const view of inDependencyOrder(views)) {
    await run(view.sql).catch((error: unknown) => {
      throw new Error(`View ${view.name}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  const gone = formerNames.filter((name) => /^\w+$/.test(name) && !views.some((view) => view.name === name));
  for (const name of gone) await run(`DROP VIEW IF EXISTS ${name}`);
}
