import { keyOf, type Metric, merge, type Sample, type StatisticSet, type Unit } from './metric.ts';

/** Samples in memory, added up per metric, unit and minute. */
export interface SeriesSet {
  add(sample: Sample): void;
  /** Every sample, one per metric, unit and minute. */
  samples(): Sample[];
  /** The samples of exactly this metric; of all its units if `unit` is omitted. */
  samplesOf(metric: Metric, unit?: Unit): Sample[];
  /** Metrics that have a sample in or after the minute, each once, in the order of their keys. */
  metricsSince(epochMinute: number): Metric[];
  clear(): void;
}

interface Series {
  readonly metric: Metric;
  readonly unit: Unit;
  readonly minutes: Map<number, StatisticSet>;
}

export function createSeriesSet(): SeriesSet {
  // Metric key, then unit.
  const metrics = new Map<string, Map<Unit, Series>>();
  const all = () => [...metrics.values()].flatMap((units) => [...units.values()]);
  return {
    add({ metric, unit, epochMinute, statistics }) {
      const units = getOrSet(metrics, keyOf(metric), () => new Map<Unit, Series>());
      const { minutes } = getOrSet(units, unit, () => ({ metric, unit, minutes: new Map() }));
      minutes.set(epochMinute, merge(minutes.get(epochMinute), statistics));
    },
    samples: () => all().flatMap(samplesIn),
    samplesOf(metric, unit) {
      const series = [...(metrics.get(keyOf(metric))?.values() ?? [])];
      return series.filter((one) => one.unit === (unit ?? one.unit)).flatMap(samplesIn);
    },
    metricsSince(epochMinute) {
      const recent = all().filter(({ minutes }) => minutes.keys().some((minute) => minute >= epochMinute));
      const byKey = new Map(recent.map(({ metric }) => [keyOf(metric), metric]));
      return [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? []);
    },
    clear: () => metrics.clear(),
  };
}

function samplesIn({ metric, unit, minutes }: Series): Sample[] {
  return [...minutes].map(([epochMinute, statistics]) => ({ metric, unit, epochMinute, statistics }));
}

function getOrSet<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}
