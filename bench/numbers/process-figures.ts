import { readFileSync, writeFileSync } from 'node:fs';

/**
 * What the process read by system calls, from the disk or its cache. The engine's own count (TOTAL_BYTES_READ) leaves
 * out what its threads read ahead, which is all but the footers: the kernel's is taken.
 */
export function bytesReadSoFar(): number {
  return figure('/proc/self/io', /^rchar: (\d+)$/m);
}

/** What all threads of the process computed so far: unlike time, it hardly grows when the machine has other work. */
export function cpuSecondsSoFar(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Begins to look for the most memory afresh ("/proc/PID/clear_refs", Linux kernel documentation, proc.rst). */
export function forgetPeak(): void {
  writeFileSync('/proc/self/clear_refs', '5');
}

/** The most memory of the process that was resident since then. */
export function peakBytes(): number {
  return figure('/proc/self/status', /^VmHWM:\s+(\d+) kB$/m) * 1024;
}

function figure(file: string, pattern: RegExp): number {
  const [, value] = pattern.exec(readFileSync(file, 'utf8')) ?? [];
  if (value === undefined) throw new Error(`${file} has no figure like ${pattern.source}: this needs Linux.`);
  return Number(value);
}
