import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Logs {
  /** Appends a line to a log of that name: a function's, `access`, `errors`. */
  readonly append: (name: string, line: string) => void;
}

/** The laptop's CloudWatch Logs: one file per log group, a line per entry. */
export function openLogs(folder: string): Logs {
  mkdirSync(folder, { recursive: true });
  return { append: (name, line) => appendFileSync(join(folder, `${name}.log`), `${line}\n`) };
}
