/** The product's own SQL, with the marked texts of a bench's lake filled in. */
import { join } from 'node:path';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';
import type { Relations } from '../../domain/sql/deployed-views.ts';
import { withLiterals } from '../../domain/sql/literals.ts';
import { inDependencyOrder, readsOf, type ViewFile } from '../../domain/sql/view-order.ts';
import { readViewFiles } from '../../lambdas/aws/view-files.ts';

export const SQL_FOLDER = join(import.meta.dirname, '..', '..', 'athena-sql');
export const DATABASE = 'main';

export interface Window {
  readonly firstDay: string;
  readonly firstDayRead: string;
}

/** Of a lake whose days are all closed. */
export function relationsOf(window: Window): Relations {
  const literals = { closedThrough: '2099-12-31', ...window };
  const views = readViewFiles(SQL_FOLDER).map(({ name, sql }) => ({ name, sql: withLiterals(sql, literals) }));
  return { views, tables: REFRESHED_TABLES };
}

/** The views that the named ones read, and themselves, each after those that it reads. */
export function neededViews(views: readonly ViewFile[], names: ReadonlySet<string>): readonly ViewFile[] {
  const needed = new Set<string>();
  const visit = (view: ViewFile) => {
    if (needed.has(view.name)) return;
    needed.add(view.name);
    for (const read of readsOf(view, views)) visit(read);
  };
  for (const view of views) if (names.has(view.name)) visit(view);
  return inDependencyOrder(views.filter(({ name }) => needed.has(name)));
}
