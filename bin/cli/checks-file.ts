/** `fail`: a number is wrong. `warn`: it may be right, and somebody should look. */
export const SEVERITIES = ['fail', 'warn'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** One rule that a view's rows must keep. */
export interface Check {
  readonly severity: Severity;
  readonly rule: string;
  /** A SELECT of the rows that break it, without its semicolon. */
  readonly sql: string;
}

/** The content of `<view>.checks.sql`. */
export interface ViewChecks {
  readonly description: string;
  readonly checks: readonly Check[];
}

/**
 * Reads a checks file: `-- Description: …` and lines that go on with it, then checks, each `-- fail: <rule>` or
 * `-- warn: <rule>` and a SELECT that ends in `;`.
 * @throws Error that names the file and what is missing.
 */
export function parseChecks(file: string, text: string): ViewChecks {
  const [head = '', ...rest] = text.split(/^(?=-- (?:fail|warn): )/m);
  const description = /^-- Description: ([\s\S]*)$/.exec(head)?.[1];
  if (description === undefined) throw new Error(`${file} must begin with "-- Description: " and a sentence.`);
  return { description: oneLine(description), checks: rest.map((check) => parseCheck(file, check)) };
}

function parseCheck(file: string, text: string): Check {
  const [first = '', ...lines] = text.trim().split('\n');
  const [, severity, rule = ''] = /^-- (fail|warn): (.*)$/.exec(first) ?? [];
  const sql = /^(?:SELECT|WITH)\b[\s\S]*(?=;$)/.exec(lines.join('\n').trim())?.[0];
  if (sql === undefined || /;\s*$/m.test(sql)) {
    throw new Error(`${file}: after "${first}" there must be one SELECT that ends in a semicolon.`);
  }
  return { severity: severity === 'warn' ? 'warn' : 'fail', rule: rule.trim(), sql: sql.trim() };
}

/** Comment lines as one sentence. */
function oneLine(text: string): string {
  return text.replaceAll(/\s*\n-- ?/g, ' ').trim();
}
