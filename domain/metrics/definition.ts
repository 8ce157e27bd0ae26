/** What a metric’s numbers are counted in. A ratio lies between 0 and 1 unless its caveat says otherwise. */
export const UNITS = [
  'messages',
  'conversations',
  'replies',
  'contacts',
  'clicks',
  'charges',
  'events',
  'copies',
  'seconds',
  'ratio',
  'millionths of a currency unit',
] as const;

export type Unit = (typeof UNITS)[number];

/** Who answers for a definition, by role. */
export const OWNERS = ['Messaging analytics', 'Finance', 'Data engineering'] as const;

export type Owner = (typeof OWNERS)[number];

/** What metrics may be sliced by; a view offers each by a member, by a column, or not at all. */
export const DIMENSIONS = ['campaign', 'template', 'category', 'country', 'number', 'channel'] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/** The column of each dimension that a view has as one; `member`: rows of `dimension` and `member` have them all. */
export type Slices = 'member' | Readonly<Partial<Record<Dimension, string>>>;

/** A view of metrics. */
export interface MetricView {
  readonly view: string;
  /** What one row is. */
  readonly grain: string;
  /** Columns that name the row, and so are no metric even where they are numbers. */
  readonly keys: readonly string[];
  readonly slices: Slices;
}

/** The column or condition by which a view is sliced by a dimension; null where it does not offer it. */
export function sliceOf({ slices }: MetricView, dimension: Dimension): string | null {
  return slices === 'member' ? `dimension = '${dimension}'` : (slices[dimension] ?? null);
}

/** One number, defined here and nowhere else: docs, `metric_definitions` and pages take their words from it. */
export interface Metric {
  /** Small letters and underscores; unique. */
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  /** What is counted, or what a rate has above its line. */
  readonly numerator: string;
  /** What a rate is divided by; null for what is no rate. */
  readonly denominator: string | null;
  /** What it does not say, or is easily taken for. */
  readonly caveat: string;
  readonly owner: Owner;
  readonly in: MetricView;
  readonly column: string;
  /** Other views that have the same number under the same name. */
  readonly alsoIn?: readonly MetricView[];
}

/** The columns by which most metrics are sliced (the view `stg_report_dimensions`). */
export const SLICE = ['period', 'period_start', 'dimension', 'member'] as const;

const SLICED = 'day or week, dimension and member';

export function slicedView(view: string, beside = '', ...keys: readonly string[]): MetricView {
  return { view, grain: `one row per ${SLICED}${beside}`, keys: [...SLICE, ...keys], slices: 'member' };
}
