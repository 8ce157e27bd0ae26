import { concurrencyFor, durationAt, percentile, shareAbove } from './arithmetic.ts';
import type { Run } from './processes.ts';

/**
 * Meta: three times the messages sent, and the messages received: of one number of 1,000 a second, and 300 received. Each
 * in a POST of its own is the worst case; Meta puts up to 1,000 into one.
 */
export const STANDARD_UPDATES_PER_SECOND = 3_300;
const SLOW_MS = 1_000;
const MEMORY_SIZES_MIB = [256, 512, 1_024, 1_769];

export interface Load {
  readonly updates: number;
  readonly whole: Run;
  /** The same without its calls. */
  readonly core: Run;
}

/** What was measured, and what follows of it for Lambda. */
export function report({ updates, whole, core }: Load): string {
  const wall = whole.times.map(({ wallMs }) => wallMs);
  const cpuMs = mean(whole.times.map((times) => times.cpuMs));
  const coreMs = mean(core.times.map((times) => times.cpuMs));
  const calls = Object.entries(whole.calls).filter(([operation]) => operation !== 'GetSecretValue');
  const perPost = calls.map(([operation, count]) => `${count / wall.length} ${operation}`);
  return [
    `POST of ${updates} update(s), ${wall.length} times, one after the other:`,
    `  answered after     median ${ms(percentile(wall, 0.5))}, 99th percentile ${ms(percentile(wall, 0.99))}, ` +
      `over 1 s ${(100 * shareAbove(wall, SLOW_MS)).toFixed(1)} %`,
    `  processor time     ${ms(cpuMs)}, without calls ${ms(coreMs)}`,
    `  calls              ${perPost.join(', ')}`,
    ...memorySizes(updates, { waitMs: Math.max(mean(wall) - cpuMs, 0), cpuMs }),
  ].join('\n');
}

/** The standard's updates a second, in POSTs of so many. */
function memorySizes(updates: number, parts: { waitMs: number; cpuMs: number }): readonly string[] {
  const perSecond = STANDARD_UPDATES_PER_SECOND / updates;
  return MEMORY_SIZES_MIB.map((memoryMiB) => {
    const durationMs = durationAt(memoryMiB, parts);
    const atOnce = concurrencyFor(perSecond, durationMs);
    return `${`  at ${memoryMiB} MiB`.padEnd(20)} ${ms(durationMs)} on average; ${perSecond} POST/s need ${atOnce} at once`;
  });
}

/** Little's law takes the mean, not the median. NaN for no values. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
