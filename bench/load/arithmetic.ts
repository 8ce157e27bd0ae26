/** The value below or at which a share (0 to 1) of the values lies, by nearest rank. NaN for no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(share * sorted.length), 1) - 1] ?? Number.NaN;
}

/** The share (0 to 1) of the values that are above a limit. */
export function shareAbove(values: readonly number[], limit: number): number {
  return values.filter((value) => value > limit).length / values.length;
}

/**
 * Little's law: how many requests are under way at once, and so how many execution environments of a function
 * are needed. Each takes one request at a time.
 */
export function concurrencyFor(requestsPerSecond: number, durationMs: number): number {
  return Math.ceil((requestsPerSecond * durationMs) / 1000);
}

/** Lambda gives one whole processor at this much memory ("Configure Lambda function memory"), and in proportion below. */
export const MIB_PER_PROCESSOR = 1_769;

/** How long a request takes at a memory size: below a whole processor, its computing is stretched; its waiting is not. */
export function durationAt(memoryMiB: number, { waitMs, cpuMs }: { waitMs: number; cpuMs: number }): number {
  return waitMs + cpuMs * Math.max(1, MIB_PER_PROCESSOR / memoryMiB);
}

/** A log-normal latency by its median and its 99th percentile. */
export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const DEVIATIONS_AT_P99 = 2.326;

/** One latency by chance; `normal` is a number of the standard normal distribution. */
export function latencyMs({ p50Ms, p99Ms }: Latency, normal: number): number {
  return p50Ms * Math.exp((normal * Math.log(p99Ms / p50Ms)) / DEVIATIONS_AT_P99);
}

/** Box and Muller's transform of two numbers of [0, 1). */
export function normalOf(first: number, second: number): number {
  return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
}
