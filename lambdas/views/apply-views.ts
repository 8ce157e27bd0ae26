import pMap from 'p-map';
import { inDependencyOrder, readsOf, type ViewFile } from '../../domain/sql/view-order.ts';
import type { RunStatement } from '../aws/athena.ts';

/** Of Athena's quota of DDL statements under way, 20 in most regions ("Service Quotas", Amazon Athena User Guide). */
const VIEWS_AT_ONCE = 5;

/**
 * Creates or replaces every view as soon as those it reads are there, some side by side, and then drops those that are no
 * longer among them. @throws Error with the name of the first view that failed; what reads it is not made.
 */
export async function applyViews(
  views: readonly ViewFile[],
  formerNames: readonly string[],
  run: RunStatement,
): Promise<void> {
  const made = new Map<string, Promise<void>>();
  const make = async (view: ViewFile) => {
    await Promise.all(readsOf(view, views).map(({ name }) => made.get(name)));
    await create(view, run);
  };
  // In this order what a view waits for has been begun before it, so that the places cannot all be taken by waiting.
  await pMap(
    inDependencyOrder(views),
    (view) => {
      const making = make(view);
      made.set(view.name, making);
      return making;
    },
    { concurrency: VIEWS_AT_ONCE },
  );
  const gone = formerNames.filter((name) => /^\w+$/.test(name) && !views.some((view) => view.name === name));
  for (const name of gone) await run(`DROP VIEW IF EXISTS ${name}`);
}

async function create(view: ViewFile, run: RunStatement): Promise<void> {
  try {
    await run(view.sql);
  } catch (cause) {
    throw new Error(`View ${view.name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
