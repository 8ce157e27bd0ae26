import type { Metric, MetricView } from '../metrics/definition.ts';
import { METRICS } from '../metrics/metrics.ts';
import type { Tile } from './tiles.ts';

/** The numbers of a tile that one view has. */
export interface TileView {
  readonly view: MetricView;
  readonly metrics: readonly Metric[];
}

/**
 * A tile's metrics by the view to read them from: of several that have a metric, the one with most of the tile's numbers.
 * The view of the tile's value comes first.
 * @throws Error for an id that no metric has.
 */
export function viewsOf(tile: Pick<Tile, 'id' | 'metrics'>): readonly TileView[] {
  const metrics = tile.metrics.map((id) => metricOf(id, tile.id));
  const count = (view: MetricView) => metrics.filter((metric) => placesOf(metric).includes(view)).length;
  const chosen = (metric: Metric) => placesOf(metric).reduce((best, view) => (count(view) > count(best) ? view : best));
  return [...Map.groupBy(metrics, chosen)].map(([view, ofView]) => ({ view, metrics: ofView }));
}

function placesOf(metric: Metric): readonly [MetricView, ...MetricView[]] {
  return [metric.in, ...(metric.alsoIn ?? [])];
}

function metricOf(id: string, tile: string): Metric {
  const metric = METRICS.find((one) => one.id === id);
  if (metric === undefined) throw new Error(`The tile ${tile} shows ${id}, which is no metric of domain/metrics.`);
  return metric;
}
