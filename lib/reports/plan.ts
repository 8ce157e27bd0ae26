import type { Dimension, Metric, MetricView } from '../../domain/metrics/definition.ts';
import { type TileView, viewsOf } from '../../domain/pages/tile-views.ts';
import { TILES, type Tile } from '../../domain/pages/tiles.ts';
import { currencyOf, dateOf, hasMembers, isMonth, memberColumns, ownKeys } from './columns.ts';
import { type Measure, measuresOf } from './measures.ts';

/** A visual, before it is written in Quick Sight's words. */
export interface Visual {
  /** Unique on the dashboard. */
  readonly id: string;
  readonly tile: Tile;
  readonly kind: 'kpi' | 'line' | 'table';
  readonly view: MetricView;
  readonly title: string;
  readonly subtitle: string;
  /** Columns: of a line its date first, then what has a line each. */
  readonly groups: readonly string[];
  readonly measures: readonly Measure[];
  /** The dimension of the rows: chosen on the dashboard, these, or none where the view has a column for each. */
  readonly slice: 'chosen' | readonly Dimension[] | null;
  /** Rows are shown in the order of this measure, the greatest first; a table of months by its groups. */
  readonly sortBy?: Measure;
  /** Rows whose sum of this column is less are left out. */
  readonly least?: { readonly column: string; readonly value: number };
}

/** LongFormatText, PlainText (Quick Sight API Reference). */
export const MAX_SUBTITLE = 1_024;

/** The visuals of all tiles, in the order of the tiles. */
export const VISUALS: readonly Visual[] = TILES.flatMap(visualsOf);

/** Of the tile's value its number, where one number can say it, and its course; of all the rest a table. */
export function visualsOf(tile: Tile): readonly Visual[] {
  const [first, ...others] = viewsOf(tile);
  if (first === undefined) return [];
  const isMoney = currencyOf(first.view).length > 0;
  return [
    ...(isMoney ? [] : numbers(tile, first)),
    line(tile, first),
    ...(isMoney || tile.lists ? [table(tile, first)] : []),
    ...others.map((one) => table(tile, one)),
  ];
}

function numbers(tile: Tile, { view, metrics }: TileView): readonly Visual[] {
  return metrics.flatMap((metric) =>
    measuresOf(metric).map((measure, index): Visual => {
      const isValue = metric === metrics[0] && index === 0;
      return {
        ...base(tile, view, 'kpi', index === 0 ? metric.id : `${metric.id}_of`),
        title: isValue ? tile.title : measure.label,
        subtitle: index === 0 ? meaningOf(metric) : (metric.denominator ?? ''),
        groups: [],
        measures: [measure],
      };
    }),
  );
}

function line(tile: Tile, { view, metrics }: TileView): Visual {
  const series = currencyOf(view).length > 0 ? currencyOf(view) : ['member'];
  const [value] = metrics.flatMap((metric) => measuresOf(metric).slice(0, 1));
  return {
    ...base(tile, view, 'line', view.view),
    title: `${tile.title}: ${isDaily(view) ? 'by day' : 'by month'}`,
    subtitle: tile.text,
    groups: [dateOf(view), ...series],
    measures: value === undefined ? [] : [value],
  };
}

function table(tile: Tile, { view, metrics }: TileView): Visual {
  const { lists } = tile;
  const measures = metrics.flatMap(measuresOf);
  const [sortBy] = measures;
  const meaning = metrics.map(meaningOf).join(' ');
  const isList = lists !== undefined && ownKeys(view).length === 0;
  const by = isList ? memberColumns(view, lists.by) : ['member', ...ownKeys(view)];
  const months = isList || isDaily(view) ? [] : [dateOf(view)];
  const ratio = metrics.find(({ unit }) => unit === 'ratio');
  return {
    ...base(tile, view, 'table', view.view),
    title: `${tile.title}: ${titleOf(tile, by)}`,
    subtitle: meaning.length <= MAX_SUBTITLE ? meaning : tile.text,
    groups: [...months, ...by, ...currencyOf(view)],
    measures,
    ...(isList && hasMembers(view) ? { slice: lists.by } : {}),
    ...(months.length === 0 && sortBy ? { sortBy } : {}),
    ...(isList && lists.least && ratio ? { least: { column: `${ratio.column}_of`, value: lists.least } } : {}),
  };
}

function titleOf({ lists }: Tile, by: readonly string[]): string {
  if (by.includes('error_code')) return 'by error code';
  return lists === undefined ? 'by month' : `by ${lists.by.join(' and ')}`;
}

/** What it counts, what it is divided by, and what it does not say. */
function meaningOf({ title, numerator, denominator, caveat }: Metric): string {
  return `${title}: ${numerator}${denominator === null ? '' : ` Divided by: ${denominator}`} ${caveat}`;
}

function isDaily(view: MetricView): boolean {
  return !isMonth(dateOf(view));
}

function base(tile: Tile, view: MetricView, kind: Visual['kind'], part: string) {
  return { id: `${tile.id}-${kind}-${part}`, tile, view, kind, slice: hasMembers(view) ? ('chosen' as const) : null };
}
