import { viewsOf } from '../../domain/pages/tile-views.ts';
import { TILES } from '../../domain/pages/tiles.ts';
import type { ColumnsOfViews } from './view-columns.ts';

/** The columns of each view that tiles read, with Athena's names of their types: for Quick Sight, which asks for them. */
export function tileColumns(columns: ColumnsOfViews): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const views = [...new Set(TILES.flatMap((tile) => viewsOf(tile).map(({ view }) => view.view)))].toSorted();
  return Object.fromEntries(
    views.map((view) => [view, Object.fromEntries((columns.get(view) ?? []).map(({ name, type }) => [name, type]))]),
  );
}
